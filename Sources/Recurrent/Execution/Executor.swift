import Kernels

/// Runs a model on this machine: memory for batches up to a given size, allocated once, and a team of threads.
///
/// Results have the same bits for any number of threads and any instruction set. Use from one queue at a time.
final class Executor {
    let model: Model
    let network: NetworkExecution
    let loss: LossExecution
    let kernels: KernelTable
    let team: ThreadTeam
    /// Ranks that each compute a part of every batch; nil if everything is computed here.
    let ranks: RankGroup?
    private let context: ExecutionContext
    let optimizer: Optimizer?
    let input: Matrix?
    let inputGradient: Matrix?
    let weights: [Weight]
    /// Blocks of rows of each weight, for elementwise work, with the index of the layer that the weight belongs to.
    let pieces: [(weight: Weight, layer: Int, first: Int, count: Int)]
    /// The number of weight updates made.
    var stepsDone = 0

    /// - Parameters:
    ///   - maximumBatch, maximumSteps: the size of the largest batch.
    ///   - optimizer: nil for a model that is not trained.
    ///   - keepsEveryStep: whether `last` is skipped, so that the head is applied at every step.
    ///   - needsInputGradient: whether the gradient with respect to the input is computed too.
    ///   - averages: whether a running average of the weights is kept.
    ///   - accumulates: whether gradients are accumulated over batches.
    ///   - order: the order in which threads take tasks; results do not depend on it.
    ///   - ranks: ranks that each compute a part of every batch; all must be given the same batches. Nil for none.
    ///   - sharing: an executor of the same network whose current weights are read in place of the model's, and whose threads do the work;
    ///     it must be idle in the meantime.
    /// - Throws: `NetworkError` if the network does not fit the input width, or the parameters are not those of the network.
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

    /// The approximate number of sequences in a shard: its data stays in the second-level cache from one layer to the next. 48 was the
    /// fastest of 32 to 96.
    private static let shardSize = 48

    /// The number of shards, a multiple of the number of threads.
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

    /// Copies a shard's numbers from the batch, in row order.
    static func fill(_ input: MatrixView?, _ shard: BatchLayout.Shard, _ batch: Batch, _ layout: BatchLayout) {
        guard let input, case .features(let values) = batch.inputs else { return }
        for r in shard.sequences {
            let first = batch.inputStart(layout.order[r])
            for t in 0..<layout.lengths[r] { input.rows(layout.start[t] + r, 1).set(values, fromRow: first + t) }
        }
    }
}
