import Datasets
import Kernels
import Synchronization

/// The loss of a network: softmax cross-entropy for classes or for their paths, sigmoid cross-entropy for labels, squared error or pinball
/// loss for values, and connectionist temporal classification for label sequences. It is the mean over real steps or over sequences,
/// weighted if they have weights: the sum of weight x loss, divided by the sum of the weights. For several targets, whose outputs are side
/// by side, it is the weighted sum of their losses.
final class LossExecution: Sendable {
    let output: LayerOutput
    let kernels: KernelTable
    /// The quantile levels of each value; empty if the value itself is predicted.
    private let quantiles: [Float]
    let loss: Loss
    /// The number of values in a target.
    let width: Int
    /// [rows, 4]: the loss of each row, whether its class is wrong, and, if requested, the predicted class and the rank of the true one.
    let results: Matrix
    /// Target values, in row order.
    private let values: Matrix

    /// The transition weights of paths; nil if the classes of steps are predicted independently.
    private let transitions: TransitionsExecution?

    /// The losses of several targets, with the widths of their outputs; created for the first batch with several targets.
    let parts = Mutex<(widths: [Int], losses: [LossExecution])>(([], []))

    convenience init(output: LayerOutput, loss: Loss, transitions: TransitionsExecution?, context: ExecutionContext) {
        self.init(
            output: output, loss: loss, transitions: transitions, kernels: context.kernels,
            rows: output.returnsSequences ? context.rows : context.sequences)
    }

    init(output: LayerOutput, loss: Loss, transitions: TransitionsExecution?, kernels: KernelTable, rows: Int) {
        self.output = output
        self.transitions = transitions
        self.kernels = kernels
        self.loss = loss
        quantiles = loss.quantiles
        width = output.width / max(1, quantiles.count)
        results = Matrix(rows: rows, columns: 4)
        values = Matrix(rows: rows, columns: width)
    }

    private var losses: MatrixView { results.view.columns(0, 2) }
    /// Whether there is a row for each step.
    var hasSteps: Bool { output.returnsSequences }
    /// [rows, 2]: the results of `rank`.
    var ranks: MatrixView { results.view.columns(2, 2) }
    /// The same for each of several targets of the latest batch; empty if there is only one.
    var ranksOfParts: [MatrixView] { parts.withLock { $0.losses.map(\.ranks) } }

    /// Copies a shard's target values into row order.
    private func fill(_ shard: BatchLayout.Shard, _ batch: Batch, _ layout: BatchLayout) {
        switch batch.targets {
        case .none, .sequenceClasses, .stepClasses, .labelSequences, .nextSymbols, .several: break
        case .sequenceValues(let table), .sequenceLabels(let table):
            for r in shard.sequences { values.view.rows(r, 1).set(table, fromRow: batch.rows[layout.order[r]].sequence) }
        case .stepValues(let table):
            for r in shard.sequences {
                let first = batch.rows[layout.order[r]].steps.lowerBound
                for t in 0..<layout.lengths[r] { values.view.rows(layout.start[t] + r, 1).set(table, fromRow: first + t) }
            }
        }
    }

    /// Finds the predicted classes of a shard's rows, and the ranks of the true ones. Call before `compute`, which may replace the outputs.
    func rank(_ shard: BatchLayout.Shard, _ targets: Targets, _ layout: BatchLayout) {
        for part in targets.parts { part.loss.rank(shard, part.targets, layout) }
        guard !targets.classes.isEmpty else { return }
        if let transitions { return rank(shard, targets, layout, transitions) }
        for segment in output.segments(shard) {
            kernels.rank(
                logits: output.matrix.rows(segment.left, segment.count), targets: targets.classes, first: segment.left,
                results: ranks.rows(segment.left, segment.count))
        }
    }

    /// For paths: the class of the best path, and the rank of the true class among the marginal probabilities of the classes at a step.
    private func rank(_ shard: BatchLayout.Shard, _ targets: Targets, _ layout: BatchLayout, _ transitions: TransitionsExecution) {
        for r in shard.sequences where layout.lengths[r] > 0 {
            let rows = layout.rows(r)
            let shares = transitions.shares(output.matrix, rows: rows)
            for row in rows {
                kernels.rank(logits: shares.rows(row, 1), targets: targets.classes, first: row, results: ranks.rows(row, 1))
            }
            transitions.findBest(output.matrix, rows: rows, into: ranks.columns(0, 1))
        }
    }

    /// The losses of a shard's rows, and the gradient of the mean loss with respect to the network's output. If the output has no gradient
    /// matrix, the gradient replaces its values.
    func compute(_ shard: BatchLayout.Shard, _ targets: Targets, _ batch: Batch, _ layout: BatchLayout) {
        guard targets.parts.isEmpty else {
            for part in targets.parts {
                part.loss.compute(
                    shard, part.targets, part.batch, layout,
                    scale: part.targets.total > 0 ? Float(Double(part.weight) / part.targets.total) : 0)
            }
            return
        }
        compute(shard, targets, batch, layout, scale: targets.total > 0 ? Float(1 / targets.total) : 0)
    }

    /// - Parameter scale: the factor of the gradients.
    private func compute(_ shard: BatchLayout.Shard, _ targets: Targets, _ batch: Batch, _ layout: BatchLayout, scale: Float) {
        if targets.alignments != nil { return align(shard, targets, batch, layout, scale) }
        if let transitions, !targets.classes.isEmpty { return follow(shard, targets, batch, layout, scale, transitions) }
        fill(shard, batch, layout)
        for segment in output.segments(shard) {
            let result = output.matrix.rows(segment.left, segment.count)
            let gradient = output.gradient?.rows(segment.left, segment.count)
            gradient?.set(result)
            let losses = losses.rows(segment.left, segment.count)
            if targets.areLabels {
                kernels.sigmoidCrossEntropy(
                    logits: gradient ?? result, targets: values.view.rows(segment.left, segment.count), scale: scale, losses: losses)
            } else if targets.hasValues, !quantiles.isEmpty {
                kernels.pinball(
                    outputs: gradient ?? result, targets: values.view.rows(segment.left, segment.count), levels: quantiles, scale: scale,
                    losses: losses)
            } else if targets.hasValues {
                kernels.squaredError(
                    outputs: gradient ?? result, targets: values.view.rows(segment.left, segment.count), scale: scale, losses: losses)
            } else if gradient == nil, loss == .standard {
                kernels.crossEntropyLosses(
                    logits: result, targets: targets.classes, first: segment.left, classWeights: targets.classWeights, losses: losses)
            } else {
                classLoss(gradient ?? result, targets, first: segment.left, scale, losses)
            }
            if !targets.rowWeights.isEmpty {
                weigh(gradient ?? result, losses, targets.rowWeights[segment.left..<segment.left + segment.count])
            }
        }
    }

    /// The losses of label sequences, stored in the rows of their first steps, and their gradients; also the number of wrongly decoded
    /// labels.
    private func align(_ shard: BatchLayout.Shard, _ targets: Targets, _ batch: Batch, _ layout: BatchLayout, _ scale: Float) {
        guard let (labels, sequences) = targets.alignments, let first = shard.sequences.first else { return }
        for segment in output.segments(shard) {
            losses.rows(segment.left, segment.count).fill(0)
            output.gradient?.rows(segment.left, segment.count).set(output.matrix.rows(segment.left, segment.count))
        }
        let most = shard.sequences.reduce(0) { max($0, labels[sequences[$1]].count) }
        let size = KernelTable.alignmentScratch(steps: layout.lengths[first], labels: most)
        let scratch = Matrix(rows: size.rows, columns: size.columns)
        let logits = output.gradient ?? output.matrix
        for r in shard.sequences {
            let (own, weight) = (labels[sequences[r]], batch.weight(layout.order[r]))
            let rows = layout.rows(r)
            guard weight > 0, !rows.isEmpty else {
                for row in rows { logits.rows(row, 1).fill(0) }
                continue
            }
            losses[rows[0], 1] = Float(LabelReading.editDistance(LabelReading.greedy(logits, rows: rows), own.map(Int.init)))
            losses[rows[0], 0] =
                weight * kernels.alignmentLoss(logits: logits, rows: rows, labels: own, scale: weight * scale, scratch: scratch.view)
        }
    }

    /// The losses of paths, stored in the rows of their first steps, and their gradients; also the number of wrong steps in the best path.
    private func follow(
        _ shard: BatchLayout.Shard, _ targets: Targets, _ batch: Batch, _ layout: BatchLayout, _ scale: Float,
        _ transitions: TransitionsExecution
    ) {
        for segment in output.segments(shard) {
            losses.rows(segment.left, segment.count).fill(0)
            output.gradient?.rows(segment.left, segment.count).set(output.matrix.rows(segment.left, segment.count))
        }
        let scores = output.gradient ?? output.matrix
        for r in shard.sequences where layout.lengths[r] > 0 {
            let (rows, weight) = (layout.rows(r), batch.weight(layout.order[r]))
            let classes = rows.map { Int(targets.classes[$0]) }
            guard weight > 0, classes.contains(where: { $0 >= 0 }) else {
                for row in rows { scores.rows(row, 1).fill(0) }
                transitions.leaveOut(rows: rows)
                continue
            }
            transitions.findBest(scores, rows: rows, into: losses.columns(1, 1))
            for (row, kind) in zip(rows, classes) { losses[row, 1] = kind < 0 || Int(losses[row, 1]) == kind ? 0 : 1 }
            let loss = transitions.loss(classes, scores: scores, rows: rows, weight: weight * scale)
            losses[rows[0], 0] = weight * Float(loss)
        }
    }

    /// Losses of classes, and their gradients in place of the logits.
    private func classLoss(_ logits: MatrixView, _ targets: Targets, first: Int, _ scale: Float, _ losses: MatrixView) {
        let (classes, weights) = (targets.classes, targets.classWeights)
        switch loss {
        case .standard, .quantiles, .ctc, .crf, .weighted:
            kernels.crossEntropy(logits: logits, targets: classes, first: first, classWeights: weights, scale: scale, losses: losses)
        case .smoothing(let smoothing):
            kernels.smoothedCrossEntropy(
                logits: logits, targets: classes, first: first, classWeights: weights, smoothing: smoothing, scale: scale, losses: losses)
        case .focal(let focus):
            kernels.focalLoss(
                logits: logits, targets: classes, first: first, classWeights: weights, focus: focus, scale: scale, losses: losses)
        }
    }

    /// Multiplies losses and gradients by the weights of their rows. Rows of weight 0 do not contribute, whatever their outputs are.
    private func weigh(_ gradients: MatrixView, _ losses: MatrixView, _ weights: ArraySlice<Float>) {
        for (row, weight) in weights.enumerated() where weight != 1 {
            guard weight > 0 else {
                gradients.rows(row, 1).fill(0)
                losses.rows(row, 1).fill(0)
                continue
            }
            kernels.scale(gradients.rows(row, 1), by: weight)
            losses[row, 0] *= weight
        }
    }

    /// The losses and wrong classes of a block.
    struct BlockResult: Sendable {
        var loss = 0.0
        var wrong = 0
    }

    /// The results of each block that is computed here; for several targets, block by block, target after target.
    func blockResults(_ layout: BatchLayout, _ targets: Targets) -> [BlockResult] {
        guard targets.parts.isEmpty else {
            let parts = targets.parts.map { $0.loss.blockResults(layout, $0.targets) }
            return (parts.first ?? []).indices.flatMap { block in parts.map { $0[block] } }
        }
        let losses = self.losses
        return output.blocks(layout).map { block in
            var result = BlockResult()
            for segment in block.joined() {
                for row in segment.left..<segment.left + segment.count {
                    result.loss += Double(losses[row, 0])
                    result.wrong += Int(losses[row, 1])
                }
            }
            return result
        }
    }

    /// The mean loss and the number of wrong classes of all blocks of a batch, in order; and the mean losses of several targets.
    func result(_ blocks: [BlockResult], _ targets: Targets) -> (loss: Double, wrong: Int, parts: [Double]) {
        let wrong = blocks.reduce(0) { $0 + $1.wrong }
        guard targets.parts.isEmpty else {
            let losses = targets.parts.enumerated().map { index, part in
                let loss = stride(from: index, to: blocks.count, by: targets.parts.count).reduce(0) { $0 + blocks[$1].loss }
                return part.targets.total > 0 ? loss / part.targets.total : 0
            }
            return (zip(losses, targets.parts).reduce(0) { $0 + Double($1.1.weight) * $1.0 }, wrong, losses)
        }
        let loss = blocks.reduce(0) { $0 + $1.loss }
        return (targets.total > 0 ? loss / targets.total : 0, wrong, [])
    }
}
