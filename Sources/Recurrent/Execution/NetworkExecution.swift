import Kernels

/// A network's layers at work, one behind the other.
struct NetworkExecution: Sendable {
    let layers: [any LayerExecution]
    /// Which layer of the network each is; some of the network's have nothing to do.
    let places: [Int]
    let output: LayerOutput

    /// - Parameters:
    ///   - network: has passed its check for inputs like `input`.
    ///   - keepsEveryStep: whether `last` is passed over, so that what follows is applied at each step.
    init(_ network: Network, input: LayerOutput, keepsEveryStep: Bool, context: ExecutionContext) {
        var numbers = Numbers()
        let built: [(place: Int, layer: any LayerExecution)]
        (built, output) = Self.build(
            network.layers, prefix: "", input: input, keepsEveryStep: keepsEveryStep, numbers: &numbers, context: context)
        layers = built.map(\.layer)
        places = built.map(\.place)
    }

    /// How many layers with random numbers of their own there are so far.
    private struct Numbers {
        var dropouts = 0
        /// Recurrent layers, of bidirectional ones two.
        var scans = 0
    }

    private static func build(
        _ layers: [Layer], prefix: String, input: LayerOutput, keepsEveryStep: Bool, numbers: inout Numbers, context: ExecutionContext
    ) -> ([(place: Int, layer: any LayerExecution)], LayerOutput) {
        var built: [(place: Int, layer: any LayerExecution)] = []
        var current = input
        for (index, layer) in layers.enumerated() {
            let name = "\(prefix)\(index)"
            switch layer {
            case .recurrent(let recurrence):
                built.append((index, RecurrentExecution(name, recurrence, number: numbers.scans, input: current, context: context)))
                numbers.scans += 1
            case .bidirectional(let recurrence):
                built.append((index, BidirectionalExecution(name, recurrence, number: numbers.scans, input: current, context: context)))
                numbers.scans += 2
            case .embedding(let size):
                built.append((index, EmbeddingExecution(name, size: size, vocabulary: current.width, context: context)))
            case .dense(let units, let activation, _):
                built.append((index, DenseExecution(name, units: units, activation: activation, input: current, context: context)))
            case .dropout(let rate):
                if case .symbols = current.values { continue }
                built.append((index, DropoutExecution(rate: rate, layer: numbers.dropouts, input: current, context: context)))
                numbers.dropouts += 1
            case .last:
                if keepsEveryStep { continue }
                built.append((index, PoolExecution(.last, input: current, context: context)))
            case .first:
                built.append((index, PoolExecution(.first, input: current, context: context)))
            case .mean:
                built.append((index, PoolExecution(.mean, input: current, context: context)))
            case .max:
                built.append((index, MaximumExecution(input: current, context: context)))
            case .attend(let units):
                built.append((index, AttentionExecution(name, layer, units: units ?? current.width, input: current, context: context)))
            case .transitions:
                built.append((index, TransitionsExecution(name, input: current, context: context)))
            case .residual(let inner):
                let (inside, _) = build(
                    inner, prefix: name + ".", input: current, keepsEveryStep: keepsEveryStep, numbers: &numbers, context: context)
                built.append((index, ResidualExecution(input: current, inside: inside.map(\.layer), context: context)))
            }
            if let last = built.last { current = last.layer.output }
        }
        return (built, current)
    }

    /// All weights, and which layer of the network each belongs to.
    var weightsByLayer: [(layer: Int, weight: Weight)] {
        zip(places, layers).flatMap { place, layer in layer.weights.map { (place, $0) } }
    }
    /// What paths of classes are weighed with; nil where the classes of steps are said one by one.
    var transitions: TransitionsExecution? { layers.last as? TransitionsExecution }
    var carriedStates: [CarriedState] { layers.flatMap(\.carriedStates) }

    /// Floating-point operations of the matrix products of a batch.
    func operations(_ layout: BatchLayout, training: Bool) -> Int {
        2 * layers.flatMap(\.products).reduce(0) { $0 + $1.count(layout, training: training) }
    }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        for layer in layers { layer.forward(shard, pass) }
    }

    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        for layer in layers.reversed() { layer.backward(shard, pass) }
    }

    /// - Parameter frozen: layers whose gradients nobody asks for.
    func gradientTasks(_ pass: Pass, frozen: Set<Int>) -> [GradientTask] {
        var tasks: [GradientTask] = []
        for (place, layer) in zip(places, layers).reversed() where !frozen.contains(place) { layer.gradientTasks(pass, &tasks) }
        return tasks
    }
}
