import Kernels

/// A model at work on this machine: memory for batches up to a size, allocated once, and a team of threads.
///
/// Results are the same bits for any number of threads and any instruction set. To be used from one queue at a time.
final class Executor {
    let model: Model
    let network: NetworkExecution
    let loss: LossExecution
    let kernels: KernelTable
    let team: ThreadTeam
    /// Others that compute a part of each batch; nil where all is computed here.
    let ranks: RankGroup?
    private let context: ExecutionContext
    let optimizer: Optimizer?
    let input: Matrix?
    let inputGradient: Matrix?
    let weights: [Weight]
    /// Some rows of a weight at a time, for work on each of its numbers, and which of the network's layers it belongs to.
    let pieces: [(weight: Weight, layer: Int, first: Int, count: Int)]
    /// Updates made.
    var stepsDone = 0

    /// - Parameters:
    ///   - maximumBatch, maximumSteps: the largest batch that will come.
    ///   - optimizer: nil for a model that is only read.
    ///   - keepsEveryStep: whether `last` is passed over, so that the head is applied at every step.
    ///   - needsInputGradient: whether the gradient with respect to the input is computed too.
    ///   - averages: whether a running average of the weights is kept.
    ///   - accumulates: whether gradients are added over batches.
    ///   - order: in which order threads take their tasks; results do not depend on it.
    ///   - ranks: others that compute a part of each batch; all have to be given the same batches. nil for none.
    ///   - sharing: an executor of the same network whose weights, as they are at the time, are read in place of the model's, and whose threads do
    ///     the work; it must be idle meanwhile.
    /// - Throws: `NetworkError` where the network and the width of its input do not fit, or the parameters are not its own.
    init(
        model: Model, isSymbolic: Bool, maximumBatch: Int, maximumSteps: Int, optimizer: Optimizer?, keepsEveryStep: Bool = false,
        needsInputGradient: Bool = false, averages: Bool = false, accumulates: Bool = false, threads: Int = Processor.threads,
        order: TaskOrder = .ascending, processor: Processor = .current, ranks: RankGroup? = nil,
        sharing: Executor? = nil
    ) throws(NetworkError) {
        _ = try model.network.summary(features: model.inputWidth)
        self.model = model
        self.optimizer = optimizer
        self.ranks = ranks
        kernels = processor.kernels
        team = sharing?.team ?? ThreadTeam(threads: threads, order: order)
        let (rows, overflow) = maximumBatch.multipliedReportingOverflow(by: maximumSteps)
        guard maximumBatch > 0, maximumSteps > 0, !overflow else {
            throw NetworkError(.emptyBatch)
        }
        let shared = (sharing?.weights ?? []).compactMap { weight in weight.parts.first.map { ($0.name, weight) } }
        context = ExecutionContext(
            sequences: maximumBatch, rows: rows, trains: optimizer != nil || needsInputGradient, optimizer: optimizer, kernels: kernels,
            precision: model.precision.products, averages: averages, accumulates: accumulates,
            shared: Dictionary(shared) { first, _ in first })
        input = isSymbolic ? nil : Matrix(rows: rows, columns: model.inputWidth)
        inputGradient = needsInputGradient && !isSymbolic ? Matrix(rows: rows, columns: model.inputWidth) : nil
        let inputLayer = LayerOutput(
            values: input.map { .matrix($0.view) } ?? .symbols, gradient: inputGradient?.view, width: model.inputWidth,
            returnsSequences: true)
        network = NetworkExecution(model.network, input: inputLayer, keepsEveryStep: keepsEveryStep, context: context)
        loss = LossExecution(output: network.output, loss: model.loss, transitions: network.transitions, context: context)
        let weightsByLayer = network.weightsByLayer
        weights = weightsByLayer.map(\.weight)
        pieces = weightsByLayer.flatMap { layer, weight in
            let rows = max(1, 16_384 / max(1, weight.value.view.stride))
            return stride(from: 0, to: weight.value.view.rows, by: rows).map {
                (weight, layer, $0, min(rows, weight.value.view.rows - $0))
            }
        }
        if sharing == nil { try load(model.parameters) } else { pack() }
        if let optimizer {
            for weight in weights { weight.first?.view.fill(optimizer.initialState) }
        }
    }

    /// Sequences of a shard, about: what it computes for them stays in the second-level cache from one layer to the next. 48 measured best of 32 to 96.
    private static let shardSize = 48

    /// As many shards for each thread as for the others.
    private func shards(of batch: Int) -> Int {
        let sequences = batch / (ranks?.size ?? 1)
        return (max(1, sequences / Self.shardSize) + team.threads - 1) / team.threads * team.threads
    }

    func prepare(
        _ batch: Batch, _ settings: StepSettings, isTraining: Bool, classWeights: [Float]?
    ) -> (Pass, LossExecution.Targets) {
        precondition(batch.count <= context.sequences && batch.steps * batch.count <= context.rows, "a batch fits into its executor")
        let layout = BatchLayout(lengths: batch.lengths, shards: shards(of: batch.count), share: ranks?.share ?? .all)
        var pass = Pass(
            layout: layout, symbols: [], isTraining: isTraining, continues: settings.carriesState, seed: settings.seed, step: settings.step,
            team: layout.shards.count == 1 && team.threads > 1 ? team : nil)
        if case .symbols(let ids) = batch.inputs {
            pass.symbols.reserveCapacity(layout.rows)
            for t in 0..<layout.steps {
                for r in 0..<layout.active[t] { pass.symbols.append(ids[batch.inputStart(layout.order[r]) + t]) }
            }
        }
        pass.reduced = network.reduced(layout)
        if settings.carriesState {
            for state in network.carriedStates { state.begin(layout) }
        }
        network.transitions?.prepare()
        return (pass, loss.prepare(batch, layout, classWeights: classWeights))
    }

    /// Takes a shard's numbers out of the batch, in the order of rows.
    static func fill(_ input: MatrixView?, _ shard: BatchLayout.Shard, _ batch: Batch, _ layout: BatchLayout) {
        guard let input, case .features(let values) = batch.inputs else { return }
        for r in shard.sequences {
            let first = batch.inputStart(layout.order[r])
            for t in 0..<layout.lengths[r] { input.rows(layout.start[t] + r, 1).set(values, fromRow: first + t) }
        }
    }
}
