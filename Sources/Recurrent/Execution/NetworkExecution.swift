import Kernels

/// A network's layers at work, one behind the other.
struct NetworkExecution: Sendable {
    let layers: [any LayerExecution]
    let output: LayerOutput

    /// - Parameters:
    ///   - network: has passed its check for inputs like `input`.
    ///   - keepsEveryStep: whether `last` is passed over, so that what follows is applied at each step.
    init(_ network: Network, input: LayerOutput, keepsEveryStep: Bool, context: ExecutionContext) {
        var dropouts = 0
        (layers, output) = Self.build(
            network.layers, prefix: "", input: input, keepsEveryStep: keepsEveryStep, dropouts: &dropouts, context: context)
    }

    private static func build(
        _ layers: [Layer], prefix: String, input: LayerOutput, keepsEveryStep: Bool, dropouts: inout Int, context: ExecutionContext
    ) -> ([any LayerExecution], LayerOutput) {
        var built: [any LayerExecution] = []
        var port = input
        for (index, layer) in layers.enumerated() {
            let name = "\(prefix)\(index)"
            switch layer {
            case .recurrent(let recurrence):
                built.append(RecurrentExecution(name, recurrence, input: port, context: context))
            case .bidirectional(let recurrence):
                built.append(BidirectionalExecution(name, recurrence, input: port, context: context))
            case .embedding(let size):
                built.append(EmbeddingExecution(name, size: size, vocabulary: port.width, context: context))
            case .dense(let units, let activation):
                built.append(DenseExecution(name, units: units, activation: activation, input: port, context: context))
            case .dropout(let rate):
                if case .symbols = port.values { continue }
                built.append(DropoutExecution(rate: rate, layer: dropouts, input: port, context: context))
                dropouts += 1
            case .last:
                if keepsEveryStep { continue }
                built.append(PoolExecution(isMean: false, input: port, context: context))
            case .mean:
                built.append(PoolExecution(isMean: true, input: port, context: context))
            case .residual(let inner):
                let (inside, _) = build(
                    inner, prefix: name + ".", input: port, keepsEveryStep: keepsEveryStep, dropouts: &dropouts, context: context)
                built.append(ResidualExecution(input: port, inside: inside, context: context))
            }
            if let last = built.last { port = last.output }
        }
        return (built, port)
    }

    var weights: [Weight] { layers.flatMap(\.weights) }
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

    func gradientTasks(_ pass: Pass) -> [GradientTask] {
        var tasks: [GradientTask] = []
        for layer in layers.reversed() { layer.gradientTasks(pass, &tasks) }
        return tasks
    }
}
