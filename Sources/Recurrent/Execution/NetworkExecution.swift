import Kernels

/// The executions of a network's layers, in order.
struct NetworkExecution: Sendable {
    let layers: [any LayerExecution]
    /// The index in the network of each layer; some layers of a network have nothing to execute.
    let places: [Int]
    /// For each layer, the number of earlier layers with fewer steps; `strides` holds how many steps these combine into
    /// one.
    private let levels: [Int]
    private let strides: [Int]
    let output: LayerOutput

    /// - Parameters:
    ///   - network: a network that has passed its check for inputs like `input`.
    ///   - input: the network's input.
    ///   - keepsEveryStep: whether `last` is skipped, so that the following layers are applied at each step.
    ///   - context: the sizes and options of the executor.
    init(_ network: Network, input: LayerOutput, keepsEveryStep: Bool, context: ExecutionContext) {
        var numbers = Numbers()
        let built: [Built]
        (built, output) = Self.build(
            network.layers, prefix: "", input: input, keepsEveryStep: keepsEveryStep, numbers: &numbers, context: context)
        layers = built.map(\.layer)
        places = built.map(\.place)
        levels = built.map(\.level)
        strides = numbers.strides
    }

    /// A layer with its index in the network, and the number of earlier layers with fewer steps.
    private struct Built {
        var place: Int
        var level: Int
        var layer: any LayerExecution
    }

    /// The numbers of layers so far that have random numbers of their own.
    private struct Numbers {
        var dropouts = 0
        /// Recurrent layers; bidirectional ones count twice.
        var scans = 0
        /// The strides of layers with fewer steps.
        var strides: [Int] = []
    }

    private static func build(
        _ layers: [Layer], prefix: String, input: LayerOutput, keepsEveryStep: Bool, numbers: inout Numbers, context: ExecutionContext
    ) -> ([Built], LayerOutput) {
        var built: [Built] = []
        var current = input
        var context = context
        for (index, layer) in layers.enumerated() {
            let name = "\(prefix)\(index)"
            let level = numbers.strides.count
            switch layer {
            case .recurrent(let recurrence):
                built.append(
                    Built(
                        place: index, level: level,
                        layer: RecurrentExecution(name, recurrence, number: numbers.scans, input: current, context: context)))
                numbers.scans += 1
            case .bidirectional(let recurrence):
                built.append(
                    Built(
                        place: index, level: level,
                        layer: BidirectionalExecution(name, recurrence, number: numbers.scans, input: current, context: context)))
                numbers.scans += 2
            case .embedding(let size):
                built.append(
                    Built(
                        place: index, level: level,
                        layer: EmbeddingExecution(
                            name, size: size, vocabulary: current.width, isTied: layers.last == .tied, context: context)
                    ))
            case .dense(let units, let activation, _):
                built.append(
                    Built(
                        place: index, level: level,
                        layer: DenseExecution(name, units: units, activation: activation, input: current, context: context)))
            case .dropout(let rate):
                if case .symbols = current.values { continue }
                built.append(
                    Built(
                        place: index, level: level,
                        layer: DropoutExecution(rate: rate, layer: numbers.dropouts, input: current, context: context)))
                numbers.dropouts += 1
            case .last:
                if keepsEveryStep { continue }
                built.append(Built(place: index, level: level, layer: PoolExecution(.last, input: current, context: context)))
            case .first:
                built.append(Built(place: index, level: level, layer: PoolExecution(.first, input: current, context: context)))
            case .mean:
                built.append(Built(place: index, level: level, layer: PoolExecution(.mean, input: current, context: context)))
            case .max:
                built.append(Built(place: index, level: level, layer: MaximumExecution(input: current, context: context)))
            case .attend(let units):
                built.append(
                    Built(
                        place: index, level: level,
                        layer: AttentionExecution(name, layer, units: units ?? current.width, input: current, context: context)))
            case .conv(let channels, let width, let stride, let activation):
                built.append(
                    Built(
                        place: index, level: level,
                        layer: ConvolutionExecution(
                            name, channels: channels, activation: activation,
                            windows: StepWindows(width: width, stride: stride, before: (width - 1) / 2),
                            input: current, context: context)))
            case .pool(let width, let stride, let kind):
                built.append(
                    Built(
                        place: index, level: level,
                        layer: WindowPoolExecution(
                            kind, windows: StepWindows(width: width, stride: stride, before: 0), input: current, context: context)))
            case .tied:
                guard let embedding = built.lazy.compactMap({ $0.layer as? EmbeddingExecution }).first else { continue }
                built.append(
                    Built(place: index, level: level, layer: TiedExecution(name, embedding, input: current, context: context)))
            case .transitions:
                built.append(Built(place: index, level: level, layer: TransitionsExecution(name, input: current, context: context)))
            case .join(let inner):
                var paths: [JoinExecution.Path] = []
                for (number, layers) in inner.enumerated() {
                    let own = JoinExecution.input(of: current, context)
                    let (inside, end) = build(
                        layers, prefix: "\(name).\(number).", input: own.output, keepsEveryStep: keepsEveryStep, numbers: &numbers,
                        context: context)
                    paths.append(JoinExecution.Path(layers: inside.map(\.layer), output: end, gradient: own.gradient))
                }
                built.append(Built(place: index, level: level, layer: JoinExecution(input: current, paths: paths, context: context)))
            case .residual(let inner):
                let (inside, _) = build(
                    inner, prefix: name + ".", input: current, keepsEveryStep: keepsEveryStep, numbers: &numbers, context: context)
                built.append(
                    Built(
                        place: index, level: level, layer: ResidualExecution(input: current, inside: inside.map(\.layer), context: context))
                )
            }
            if let last = built.last { current = last.layer.output }
            if layer.stride > 1 {
                numbers.strides.append(layer.stride)
                context.rows = layer.reducedRows(context)
            }
        }
        return (built, current)
    }

    /// All weights, with the index in the network of the layer that each belongs to.
    var weightsByLayer: [(layer: Int, weight: Weight)] {
        zip(places, layers).flatMap { place, layer in layer.weights.map { (place, $0) } }
    }
    /// The transition weights of paths; nil if the classes of steps are predicted independently.
    var transitions: TransitionsExecution? { layers.last as? TransitionsExecution }
    var carriedStates: [CarriedState] { layers.flatMap(\.carriedStates) }

    /// The floating-point operations of the matrix products of a batch.
    func operations(_ layout: BatchLayout, training: Bool) -> Int {
        let layouts = [layout] + reduced(layout)
        return 2
            * zip(levels, layers).reduce(0) { sum, layer in
                let own = layouts[layer.0 + (layer.1.makesFewerSteps ? 1 : 0)]
                return sum + layer.1.products.reduce(0) { $0 + $1.count(own, training: training) }
            }
    }

    /// The layouts after each layer with fewer steps.
    func reduced(_ layout: BatchLayout) -> [BatchLayout] {
        var layouts = [layout]
        for stride in strides { layouts.append(layouts[layouts.count - 1].reduced(by: stride)) }
        return Array(layouts.dropFirst())
    }

    /// Keeps the final states of the sequences.
    func keepStates(_ pass: Pass) {
        for (level, layer) in zip(levels, layers) {
            for state in layer.carriedStates { state.end(pass.after(level).layout) }
        }
    }

    /// The same for several ranks, each with a part of the batch: every rank keeps all states.
    func keepStates(_ pass: Pass, ranks: RankGroup?) throws(RankFailure) {
        keepStates(pass)
        guard let ranks else { return }
        for (level, layer) in zip(levels, layers) {
            for state in layer.carriedStates { try state.share(pass.after(level).layout, among: ranks) }
        }
    }

    /// The first layer of the network whose output is not finite; nil if all are finite.
    func firstNonFinite(_ pass: Pass, _ kernels: KernelTable) -> Int? {
        for (index, layer) in layers.enumerated() {
            let layout = pass.after(levels[index] + (layer.makesFewerSteps ? 1 : 0)).layout
            let rows = layer.output.matrix.rows(0, layer.output.rows(layout))
            if !kernels.sumOfSquares(rows).isFinite { return places[index] }
        }
        return nil
    }

    /// The parts that can be observed after a forward pass, with the number of input steps in one of their steps.
    var observedParts: [(part: ObservedPart, stride: Int)] {
        zip(levels, layers).flatMap { level, layer in
            layer.observedParts.map { ($0, strides.prefix(level).reduce(1, *)) }
        }
    }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        for (level, layer) in zip(levels, layers) {
            let own = pass.after(level)
            layer.forward(own.layout.shards[shard.index], own)
        }
    }

    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        for (level, layer) in zip(levels, layers).reversed() {
            let own = pass.after(level)
            layer.backward(own.layout.shards[shard.index], own)
        }
    }

    /// The tied output layer, unless the embedding's table is frozen; nil if there is none.
    func tied(frozen: Set<Int>) -> TiedExecution? { frozen.contains(0) ? nil : layers.last as? TiedExecution }

    /// - Parameter frozen: the layers whose gradients are not needed.
    func gradientTasks(_ pass: Pass, frozen: Set<Int>) -> [GradientTask] {
        var tasks: [GradientTask] = []
        if let tied = tied(frozen: frozen) { addTableTasks(tied, pass, reading: pass, &tasks) }
        for index in layers.indices.reversed() where !frozen.contains(places[index]) {
            layers[index].gradientTasks(pass.after(levels[index]), &tasks)
        }
        return tasks
    }

    /// - Parameter reading: the pass of the embedding; nil if its part of the gradient has been computed already.
    func addTableTasks(_ tied: TiedExecution, _ pass: Pass, reading: Pass?, _ tasks: inout [GradientTask]) {
        tied.addTableTasks(pass.after(levels[levels.count - 1]), reading: reading, &tasks)
    }

    /// The part of each layer, the last layer first, without the gradient of a table that another layer computes.
    func layerParts(_ pass: Pass, frozen: Set<Int>) -> [GradientStage.Part] {
        layers.indices.reversed().filter { !frozen.contains(places[$0]) }.map { index in
            var tasks: [GradientTask] = []
            layers[index].gradientTasks(pass.after(levels[index]), &tasks)
            return GradientStage.Part(tasks, layers[index].weights)
        }
    }
}

extension Layer {
    /// The greatest number of rows after this layer.
    fileprivate func reducedRows(_ context: ExecutionContext) -> Int {
        StepWindows.rows(context.rows, sequences: context.sequences, stride: stride)
    }
}
