import Kernels

/// The execution of a layer: its buffers and packed weights, and its forward and backward passes for a batch.
///
/// `forward` and `backward` are called for different shards concurrently and touch only their shard's rows; `gradientTasks` follow after
/// all shards are done.
protocol LayerExecution: AnyObject, Sendable {
    var weights: [Weight] { get }
    var output: LayerOutput { get }
    func forward(_ shard: BatchLayout.Shard, _ pass: Pass)
    func backward(_ shard: BatchLayout.Shard, _ pass: Pass)
    /// Adds independent tasks that together compute the gradients of the weights.
    func gradientTasks(_ pass: Pass, _ tasks: inout [GradientTask])
    /// States carried from one window of a long sequence to the next.
    var carriedStates: [CarriedState] { get }
    /// The matrix products of the layer.
    var products: [Products] { get }
    /// Whether its output has fewer steps than its input, in the layout of the next layer.
    var makesFewerSteps: Bool { get }
    /// The parts that can be observed after a forward pass.
    var observedParts: [ObservedPart] { get }
}

extension LayerExecution {
    var weights: [Weight] { [] }
    func gradientTasks(_ pass: Pass, _ tasks: inout [GradientTask]) {}
    var carriedStates: [CarriedState] { [] }
    var products: [Products] { [] }
    var makesFewerSteps: Bool { false }
    var observedParts: [ObservedPart] { [] }
}

/// The multiply-adds of a layer's matrix products, from which its speed is computed.
struct Products {
    /// With the input, for each row.
    var input = 0
    /// For the gradient of the input, for each row; 0 if it is not needed.
    var inputGradient = 0
    /// With the state, for each row that has a row before it.
    var recurrent = 0
    /// Whether rows are steps rather than sequences.
    var eachStep = true

    /// The multiply-adds of a batch: forward only, or with gradients.
    func count(_ layout: BatchLayout, training: Bool) -> Int {
        let rows = eachStep ? layout.rows : layout.count
        let pairs = layout.rows - layout.count
        return training ? (2 * input + inputGradient) * rows + 3 * recurrent * pairs : input * rows + recurrent * pairs
    }
}

typealias GradientTask = @Sendable () -> Void

/// The common settings of all layers for one pass of a batch.
struct Pass: Sendable {
    /// The layout of a layer's input.
    var layout: BatchLayout
    /// The layout after each layer with fewer steps, in order.
    var reduced: [BatchLayout] = []
    /// Symbols in row order; empty for numbers.
    var symbols: [Int32]
    /// Whether dropout is on.
    var isTraining: Bool
    /// Whether zoneout masks are drawn at random; otherwise their mean is used, as in prediction.
    var drawsStates = true
    /// Whether recurrent layers begin with the state left by the previous batch.
    var continues: Bool
    var seed: UInt64
    var step: Int
    /// Threads that can share the work on the only shard; nil if each has its own shard.
    var team: ThreadTeam?

    /// The settings for layers after this many layers with fewer steps.
    func after(_ reductions: Int) -> Pass {
        guard reductions > 0 else { return self }
        var pass = self
        pass.layout = reduced[reductions - 1]
        pass.reduced = Array(reduced.dropFirst(reductions))
        return pass
    }
}

/// Ranges of columns by which threads share the work on a matrix as wide as `columns`.
func columnChunks(_ columns: Int, rows: Int) -> [Range<Int>] {
    // Wide matrices are cut into few pieces, since each reads all rows again; small ones are not worth a
    // synchronisation of threads. Pieces consist of whole panels on every instruction set: 48 columns are three vectors
    // of 16, or three panels of 16.
    let panels = (columns + 47) / 48
    let pieces = columns * rows <= 32 * 64 ? 1 : min(4, panels)
    return (0..<pieces).map { panels * $0 / pieces * 48..<min(columns, panels * ($0 + 1) / pieces * 48) }
}
