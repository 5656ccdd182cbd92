import Kernels

/// What one training step is to do beside the batch.
struct StepSettings: Sendable {
    var seed: UInt64 = 0
    /// Steps done before, over the whole run.
    var step = 0
    var learningRate: Float = 0.001
    var clipNorm: Float?
    var weightDecay: Float = 0
    var classWeights: [Float]?
    /// Whether to begin with the state that the step before left, and to leave this one's.
    var carriesState = false
}

/// What came of a training step.
struct StepResult: Sendable {
    /// Mean over sequences, or over real steps.
    var loss: Double
    /// Wrong classes, with dropout on, of `targets`.
    var wrong: Int
    var targets: Int
    /// Global norm of the gradient before clipping.
    var gradientNorm: Float
    /// Norm of each top-level layer's gradient; 0 where it has no weights.
    var layerNorms: [Float]
    var isFinite: Bool
    /// Where it began: the first layer whose output is not finite, or else the last one whose gradient is not.
    var nonFiniteLayer: Int?
}

/// What a forward pass gives.
struct ForwardResult: Sendable {
    /// Logits or values: [batch, outputs], or [batch, steps, outputs] where the time axis is kept; zero past a sequence's end.
    var outputs: [Float]
    var loss: Double
    var wrong: Int
    var targets: Int
}

/// A model at work on this machine: memory for batches up to a size, allocated once, and a team of threads.
///
/// Results are the same bits for any number of threads and any instruction set. To be used from one queue at a time.
final class Executor {
    let model: Model
    private let network: NetworkExecution
    private let loss: LossExecution
    private let kernels: KernelTable
    private let team: ThreadTeam
    private let context: ExecutionContext
    private let optimizer: Optimizer?
    private let input: Matrix?
    private let inputGradient: Matrix?
    private let weights: [Weight]
    /// Some rows of a weight at a time, for work on each of its numbers.
    private let pieces: [(weight: Weight, first: Int, count: Int)]
    private var stepsDone = 0

    /// - Parameters:
    ///   - maximumBatch, maximumSteps: the largest batch that will come.
    ///   - optimizer: nil for a model that is only read.
    ///   - keepsEveryStep: whether `last` is passed over, so that the head is applied at every step.
    ///   - needsInputGradient: whether the gradient with respect to the input is computed too.
    ///   - order: in which order threads take their tasks; results do not depend on it.
    ///   - sharing: an executor of the same network whose weights, as they are at the time, are read in place of the model's, and whose threads do
    ///     the work; it must be idle meanwhile.
    /// - Throws: `NetworkError` where the network and the width of its input do not fit, or the parameters are not its own.
    init(
        model: Model, isSymbolic: Bool, maximumBatch: Int, maximumSteps: Int, optimizer: Optimizer?, keepsEveryStep: Bool = false,
        needsInputGradient: Bool = false, threads: Int = Processor.threads, order: TaskOrder = .ascending, processor: Processor = .current,
        sharing: Executor? = nil
    ) throws(NetworkError) {
        _ = try model.network.summary(features: model.inputWidth)
        self.model = model
        self.optimizer = optimizer
        kernels = processor.kernels
        team = sharing?.team ?? ThreadTeam(threads: threads, order: order)
        let (rows, overflow) = maximumBatch.multipliedReportingOverflow(by: maximumSteps)
        guard maximumBatch > 0, maximumSteps > 0, !overflow else {
            throw NetworkError(.emptyBatch)
        }
        let shared = (sharing?.weights ?? []).compactMap { weight in weight.parts.first.map { ($0.name, weight) } }
        context = ExecutionContext(
            sequences: maximumBatch, rows: rows, trains: optimizer != nil || needsInputGradient, optimizer: optimizer, kernels: kernels,
            shared: Dictionary(shared) { first, _ in first })
        input = isSymbolic ? nil : Matrix(rows: rows, columns: model.inputWidth)
        inputGradient = needsInputGradient && !isSymbolic ? Matrix(rows: rows, columns: model.inputWidth) : nil
        let port = LayerOutput(
            values: input.map { .matrix($0.view) } ?? .symbols, gradient: inputGradient?.view, width: model.inputWidth,
            returnsSequences: true)
        network = NetworkExecution(model.network, input: port, keepsEveryStep: keepsEveryStep, context: context)
        loss = LossExecution(output: network.output, context: context)
        weights = network.weights
        pieces = weights.flatMap { weight in
            let rows = max(1, 16_384 / max(1, weight.value.view.stride))
            return stride(from: 0, to: weight.value.view.rows, by: rows).map {
                (weight, $0, min(rows, weight.value.view.rows - $0))
            }
        }
        if sharing == nil { try load(model.parameters) } else { pack() }
        if let optimizer {
            for weight in weights { weight.first?.view.fill(optimizer.initialState) }
        }
    }

    // MARK: Weights

    /// All weights, by layer.
    var parameters: [Tensor] { weights.flatMap { $0.tensors(of: $0.value) } }

    /// Takes these weights, which are matched by name.
    func load(_ parameters: [Tensor]) throws(NetworkError) {
        try set(parameters, of: weights.map { ($0, $0.value) })
        pack()
    }

    private func set(_ tensors: [Tensor], of targets: [(Weight, Matrix)]) throws(NetworkError) {
        let byName = Dictionary(tensors.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for (weight, matrix) in targets {
            for part in weight.parts {
                guard let tensor = byName[part.name] else {
                    throw NetworkError(.weights(.missing(part.name)))
                }
                guard tensor.shape == part.shape else {
                    throw NetworkError(.weights(.shape(part.name, found: tensor.shape, expected: part.shape)))
                }
                matrix.view.columns(part.columns.lowerBound, part.columns.count).set(tensor.values)
            }
        }
    }

    /// Brings all packed copies up to date.
    private func pack() {
        let shares = 4
        let jobs = weights.flatMap { weight in
            weight.packings.indices.flatMap { packing in (0..<shares).map { (weight, packing, $0) } }
        }
        let kernels = self.kernels
        team.run(jobs.count) { job in
            let (weight, packing, share) = jobs[job]
            weight.pack(packing, part: share, parts: shares, kernels: kernels)
        }
    }

    /// What the optimizer remembers, and how many updates it has made, for checkpoints.
    var optimizerState: [Tensor] {
        func named(_ suffix: String, _ matrix: (Weight) -> Matrix?) -> [Tensor] {
            weights.flatMap { weight in
                matrix(weight).map { weight.tensors(of: $0) } ?? []
            }.map { Tensor(name: $0.name + suffix, shape: $0.shape, values: $0.values) }
        }
        return named(".first", { $0.first }) + named(".second", { $0.second })
    }

    /// Restores the optimizer's memory after `updates` steps.
    func restore(optimizerState: [Tensor], updates: Int) throws(NetworkError) {
        func stripped(_ suffix: String) -> [Tensor] {
            optimizerState.filter { $0.name.hasSuffix(suffix) }.map {
                Tensor(name: String($0.name.dropLast(suffix.count)), shape: $0.shape, values: $0.values)
            }
        }
        try set(stripped(".first"), of: weights.compactMap { weight in weight.first.map { (weight, $0) } })
        try set(stripped(".second"), of: weights.compactMap { weight in weight.second.map { (weight, $0) } })
        stepsDone = updates
    }

    // MARK: Carried state

    /// Recurrent states by sequence, for checkpoints and samplers.
    var recurrentState: [Tensor] {
        network.carriedStates.map {
            Tensor(name: $0.name, shape: [$0.carried.rows, $0.carried.columns], values: $0.carried.values)
        }
    }

    /// Restores what `recurrentState` gave.
    func restore(recurrentState: [Tensor]) throws(NetworkError) {
        for state in network.carriedStates {
            guard let tensor = recurrentState.first(where: { $0.name == state.name }),
                tensor.shape == [state.carried.rows, state.carried.columns]
            else { throw NetworkError(.weights(.state(state.name))) }
            state.carried.set(tensor.values)
        }
    }

    /// Forgets carried states: the next step that continues begins with zeros.
    func resetState() {
        for state in network.carriedStates { state.carried.fill(0) }
    }

    // MARK: Work

    /// Forward, backward and update.
    func trainingStep(_ batch: Batch, _ settings: StepSettings) -> StepResult {
        let (pass, targets) = backpropagate(batch, settings)
        let (total, wrong) = loss.result(pass.layout, targets)
        let squares = gradientSquares()
        let norm = squares.reduce(0, +).squareRoot()
        var result = StepResult(
            loss: total, wrong: wrong, targets: targets.count, gradientNorm: Float(norm),
            layerNorms: squares.map { Float($0.squareRoot()) }, isFinite: total.isFinite && norm.isFinite)
        guard result.isFinite else {
            result.nonFiniteLayer = firstNonFiniteLayer(pass, squares)
            return result
        }
        var scale: Float = 1
        if let limit = settings.clipNorm, Float(norm) > limit { scale = limit / (Float(norm) + 1e-6) }
        update(settings, gradientScale: scale)
        if settings.carriesState {
            for state in network.carriedStates { state.end(pass.layout) }
        }
        return result
    }

    /// Gradients of the mean loss, without an update; and with respect to the input, [batch, steps, width], where that was asked for.
    func gradients(_ batch: Batch, _ settings: StepSettings = StepSettings()) -> (loss: Double, parameters: [Tensor], input: [Float]) {
        let (pass, targets) = backpropagate(batch, settings)
        let parameters = weights.flatMap { weight in weight.gradient.map { weight.tensors(of: $0) } ?? [] }
        let input = inputGradient.map { padded($0.view, pass.layout, batch.steps) } ?? []
        return (loss.result(pass.layout, targets).loss, parameters, input)
    }

    /// Output without dropout, and its loss where the batch has targets.
    ///
    /// - Parameter carriesState: whether to begin with the state that was left, and to leave this one's.
    func forward(_ batch: Batch, carriesState: Bool = false, classWeights: [Float]? = nil) -> ForwardResult {
        var settings = StepSettings()
        settings.carriesState = carriesState
        let (pass, targets) = prepare(batch, settings, isTraining: false, classWeights: classWeights)
        let network = self.network
        let input = self.input?.view
        team.run(pass.layout.shards.count) { index in
            Self.fill(input, pass.layout.shards[index], batch, pass.layout)
            network.forward(pass.layout.shards[index], pass)
        }
        if carriesState {
            for state in network.carriedStates { state.end(pass.layout) }
        }
        let outputs = padded(network.output.matrix, pass.layout, network.output.returnsSequences ? batch.steps : 1)
        guard targets.count > 0 else { return ForwardResult(outputs: outputs, loss: 0, wrong: 0, targets: 0) }
        let loss = self.loss
        team.run(pass.layout.shards.count) { loss.compute(pass.layout.shards[$0], targets) }
        let (total, wrong) = loss.result(pass.layout, targets)
        return ForwardResult(outputs: outputs, loss: total, wrong: wrong, targets: targets.count)
    }

    /// What the recurrent layers did in the first steps of the only sequence of the latest forward pass.
    func activities(steps: Int) -> [LayerActivity] {
        network.layers.flatMap(\.observedParts).map { LayerActivity($0, steps: steps) }
    }

    /// Softmax of each row of [rows, width].
    func softmax(_ values: [Float], width: Int) -> [Float] {
        guard width > 0, !values.isEmpty else { return [] }
        let matrix = Matrix(rows: values.count / width, columns: width)
        return withExtendedLifetime(matrix) {
            matrix.view.set(values)
            kernels.softmax(matrix.view)
            return matrix.view.values
        }
    }

    /// Floating-point operations of the matrix products that a batch of these lengths costs.
    func operations(lengths: [Int], training: Bool) -> Int {
        network.operations(BatchLayout(lengths: lengths, shards: 1), training: training)
    }

    private func backpropagate(_ batch: Batch, _ settings: StepSettings) -> (Pass, LossExecution.Targets) {
        let (pass, targets) = prepare(batch, settings, isTraining: true, classWeights: settings.classWeights)
        let network = self.network
        let loss = self.loss
        let input = self.input?.view
        team.run(pass.layout.shards.count) { index in
            let shard = pass.layout.shards[index]
            Self.fill(input, shard, batch, pass.layout)
            network.forward(shard, pass)
            loss.compute(shard, targets)
            network.backward(shard, pass)
        }
        let tasks = network.gradientTasks(pass)
        team.run(tasks.count) { tasks[$0]() }
        return (pass, targets)
    }

    /// Sequences of a shard, about: what it computes for them stays in the second-level cache from one layer to the next. 48 measured best of 32 to 96.
    private static let shardSize = 48

    /// As many shards for each thread as for the others.
    private func shards(of sequences: Int) -> Int {
        (max(1, sequences / Self.shardSize) + team.threads - 1) / team.threads * team.threads
    }

    private func prepare(
        _ batch: Batch, _ settings: StepSettings, isTraining: Bool, classWeights: [Float]?
    ) -> (Pass, LossExecution.Targets) {
        precondition(batch.count <= context.sequences && batch.steps * batch.count <= context.rows, "a batch fits into its executor")
        let layout = BatchLayout(lengths: batch.lengths, shards: shards(of: batch.count))
        var pass = Pass(
            layout: layout, symbols: [], isTraining: isTraining, continues: settings.carriesState, seed: settings.seed, step: settings.step,
            team: layout.shards.count == 1 && team.threads > 1 ? team : nil)
        if case .symbols(let ids) = batch.inputs {
            pass.symbols.reserveCapacity(layout.rows)
            for t in 0..<layout.steps {
                for r in 0..<layout.active[t] { pass.symbols.append(ids[layout.order[r] * batch.steps + t]) }
            }
        }
        if settings.carriesState {
            for state in network.carriedStates { state.begin(layout) }
        }
        return (pass, loss.prepare(batch, layout, classWeights: classWeights))
    }

    /// Brings a shard's numbers into the order of rows.
    private static func fill(_ input: MatrixView?, _ shard: BatchLayout.Shard, _ batch: Batch, _ layout: BatchLayout) {
        guard let input, case .features(let values) = batch.inputs else { return }
        for r in shard.sequences {
            let first = layout.order[r] * batch.steps
            for t in 0..<layout.lengths[r] { input.rows(layout.start[t] + r, 1).set(values, fromRow: first + t) }
        }
    }

    /// Rows of the batch in the order in which they came: [batch, steps, width], zero past a sequence's end; or [batch, width].
    private func padded(_ view: MatrixView, _ layout: BatchLayout, _ steps: Int) -> [Float] {
        let matrix = Matrix(rows: layout.count * steps, columns: view.columns)
        let result = matrix.view
        if steps == 1, !network.output.returnsSequences {
            for r in 0..<layout.count { result.rows(layout.order[r], 1).set(view.rows(r, 1)) }
        } else {
            for t in 0..<layout.steps {
                for r in 0..<layout.active[t] {
                    result.rows(layout.order[r] * steps + t, 1).set(view.rows(layout.start[t] + r, 1))
                }
            }
        }
        return withExtendedLifetime(matrix) { result.values }
    }

    /// Squares of the norms of the gradients, by top-level layer. Pieces are the same for any number of threads and are added in order.
    private func gradientSquares() -> [Double] {
        let pieces = self.pieces
        let kernels = self.kernels
        let sums = Matrix(rows: 1, columns: pieces.count)
        team.run(pieces.count) { index in
            let (weight, first, count) = pieces[index]
            guard let gradient = weight.gradient else { return }
            sums.view[0, index] = kernels.sumOfSquares(gradient.view.rows(first, count))
        }
        var squares = [Double](repeating: 0, count: model.network.layers.count)
        for (index, piece) in pieces.enumerated() {
            guard let name = piece.weight.parts.first?.name, let layer = Int(name.prefix { $0 != "." }) else { continue }
            squares[layer] += Double(sums.view[0, index])
        }
        return squares
    }

    private func update(_ settings: StepSettings, gradientScale: Float) {
        guard let optimizer else { return }
        let rule = optimizer.rule(
            rate: settings.learningRate, step: stepsDone, gradientScale: gradientScale, weightDecay: settings.weightDecay)
        let kernels = self.kernels
        let pieces = self.pieces
        team.run(pieces.count) { index in
            let (weight, first, count) = pieces[index]
            guard let gradient = weight.gradient?.view.rows(first, count) else { return }
            kernels.update(
                rule, weight.value.view.rows(first, count), gradient, weight.first?.view.rows(first, count) ?? gradient,
                weight.second?.view.rows(first, count) ?? gradient)
        }
        stepsDone += 1
        pack()
    }

    private func firstNonFiniteLayer(_ pass: Pass, _ squares: [Double]) -> Int? {
        for (index, layer) in network.layers.enumerated() {
            let rows = layer.output.matrix.rows(0, layer.output.rows(pass.layout))
            if !kernels.sumOfSquares(rows).isFinite { return index }
        }
        // Gradients come from the end of the network.
        return squares.lastIndex { !$0.isFinite }
    }
}
