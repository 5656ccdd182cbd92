import Kernels

/// A layer at work: buffers, packed weights, and what it does with a batch.
///
/// `forward` and `backward` are called for different shards on different threads at once and touch only their shard's rows; `gradientTasks` come
/// after all shards are through.
protocol LayerExecution: AnyObject, Sendable {
    var weights: [Weight] { get }
    var output: LayerOutput { get }
    func forward(_ shard: BatchLayout.Shard, _ pass: Pass)
    func backward(_ shard: BatchLayout.Shard, _ pass: Pass)
    /// Adds independent pieces of work that together compute the gradients of the weights.
    func gradientTasks(_ pass: Pass, _ tasks: inout [GradientTask])
    /// States carried from one window of a long sequence to the next.
    var carriedStates: [CarriedState] { get }
    /// The matrix products of the layer.
    var products: [Products] { get }
    /// Whether its output has fewer steps than its input: it is in the layout that comes next.
    var makesFewerSteps: Bool { get }
    /// What of it can be looked at after a forward pass.
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

/// Multiply-adds of a layer's matrix products, from which its speed is reckoned.
struct Products {
    /// With the input, for one row.
    var input = 0
    /// Back to the input, for one row; 0 where nobody needs its gradient.
    var inputGradient = 0
    /// With the state, for one row that has a row before it.
    var recurrent = 0
    /// Whether rows are steps, not sequences.
    var eachStep = true

    /// All multiply-adds of a batch: forward only, or with gradients.
    func count(_ layout: BatchLayout, training: Bool) -> Int {
        let rows = eachStep ? layout.rows : layout.count
        let pairs = layout.rows - layout.count
        return training ? (2 * input + inputGradient) * rows + 3 * recurrent * pairs : input * rows + recurrent * pairs
    }
}

typealias GradientTask = @Sendable () -> Void

/// What is the same for all layers while a batch goes through.
struct Pass: Sendable {
    /// Of what a layer reads.
    var layout: BatchLayout
    /// After each layer that makes fewer steps, in order.
    var reduced: [BatchLayout] = []
    /// Symbols in the order of rows; empty for numbers.
    var symbols: [Int32]
    /// Whether dropout is on.
    var isTraining: Bool
    /// Whether states are held back by chance; else, as where the network is used, by their mean.
    var drawsStates = true
    /// Whether recurrent layers begin with the state that the batch before left.
    var continues: Bool
    var seed: UInt64
    var step: Int
    /// Threads that can share the work on the only shard; nil where each has a shard of its own.
    var team: ThreadTeam?

    /// What is the same for layers that come after so many that make fewer steps.
    func after(_ reductions: Int) -> Pass {
        guard reductions > 0 else { return self }
        var pass = self
        pass.layout = reduced[reductions - 1]
        pass.reduced = Array(reduced.dropFirst(reductions))
        return pass
    }
}

/// Some columns at a time, so that threads share the work of a matrix as wide as `columns`.
func columnChunks(_ columns: Int, rows: Int) -> [Range<Int>] {
    // Wide matrices are cut into few pieces, as each reads all rows again; small ones are not worth a meeting of threads.
    // Pieces are made of whole panels, whatever the instruction set: 48 columns are three vectors of 16, or three panels of 16.
    let panels = (columns + 47) / 48
    let pieces = columns * rows <= 32 * 64 ? 1 : min(4, panels)
    return (0..<pieces).map { panels * $0 / pieces * 48..<min(columns, panels * ($0 + 1) / pieces * 48) }
}
