import Datasets
import Kernels

/// The loss at the end of a network: softmax cross-entropy for classes, or that of their paths, sigmoid cross-entropy for labels, squared error or pinball loss for values, all
/// alignments for labels that are read along the steps; a mean over real steps or over sequences, weighted where sequences have weights: sum of weight x loss, divided by the sum of the weights.
final class LossExecution: Sendable {
    private let output: LayerOutput
    private let kernels: KernelTable
    /// Quantiles of each value that are predicted; empty where it is the value itself.
    private let quantiles: [Float]
    private let loss: Loss
    /// Numbers of a target, where it is values.
    private let width: Int
    /// [rows, 4]: the loss of each row, whether its class is wrong, and, where that was asked for, the class that is predicted and the true one's rank.
    private let results: Matrix
    /// Targets of values, in the order of rows.
    private let values: Matrix

    /// What paths of classes are weighed with; nil where the classes of steps are said one by one.
    private let transitions: TransitionsExecution?

    init(output: LayerOutput, loss: Loss, transitions: TransitionsExecution?, context: ExecutionContext) {
        self.output = output
        self.transitions = transitions
        kernels = context.kernels
        self.loss = loss
        quantiles = loss.quantiles
        width = output.width / max(1, quantiles.count)
        let rows = output.returnsSequences ? context.rows : context.sequences
        results = Matrix(rows: rows, columns: 4)
        values = Matrix(rows: rows, columns: width)
    }

    /// Targets in the order of rows.
    struct Targets: Sendable {
        var classes: [Int32] = []
        var hasValues = false
        var areLabels = false
        /// Labels that are read along the steps, and which of them are those of each sequence, in the order of the layout.
        fileprivate(set) var alignments: (labels: LabelSequences, sequences: [Int])?
        /// Rows that have a target that counts.
        var count = 0
        /// The sum of how often each of them counts.
        var weight = 0.0
        /// How often each row counts; empty where each counts once.
        var rowWeights: [Float] = []
        /// One weight a class; empty for equal ones.
        var classWeights: [Float] = []
        /// What the mean is over: the sum of the targets' weights, or of the shares of values that are there.
        var total = 0.0

        /// Counts the values of a row that are there.
        fileprivate mutating func addValues(_ table: [Float], row: Int, width: Int, weight: Float) {
            var present = 0
            for place in (row * width)..<((row + 1) * width) where !table[place].isNaN { present += 1 }
            guard present > 0, weight > 0 else { return }
            count += 1
            self.weight += Double(weight)
            total += Double(weight) * (Double(present) / Double(width))
        }
    }

    private var losses: MatrixView { results.view.columns(0, 2) }
    /// Whether there is a row for each step.
    var hasSteps: Bool { output.returnsSequences }
    /// [rows, 2]: what `rank` has found.
    var ranks: MatrixView { results.view.columns(2, 2) }

    /// Brings a batch's classes into the order of rows, and counts targets.
    func prepare(_ batch: Batch, _ layout: BatchLayout, classWeights: [Float]?) -> Targets {
        var targets = Targets(classWeights: classWeights ?? [])
        switch batch.targets {
        case .none: break
        case .sequenceClasses:
            targets.classes = layout.order.map { batch.targetClass($0, step: 0) }
        case .stepClasses, .nextSymbols:
            targets.classes.reserveCapacity(layout.rows)
            for t in 0..<layout.steps {
                for r in 0..<layout.active[t] { targets.classes.append(batch.targetClass(layout.order[r], step: t)) }
            }
        case .sequenceValues(let table), .sequenceLabels(let table):
            targets.hasValues = true
            if case .sequenceLabels = batch.targets { targets.areLabels = true }
            for (row, slice) in batch.rows.enumerated() {
                targets.addValues(table, row: slice.sequence, width: width, weight: batch.weight(row))
            }
        case .labelSequences(let labels):
            let sequences = layout.order.map { batch.rows[$0].sequence }
            targets.alignments = (labels, sequences)
            for (row, sequence) in sequences.enumerated() {
                let weight = batch.weight(layout.order[row])
                guard weight > 0 else { continue }
                targets.count += labels[sequence].count
                targets.weight += Double(weight)
            }
            targets.total = targets.weight
        case .stepValues(let table):
            targets.hasValues = true
            for (row, slice) in batch.rows.enumerated() {
                for step in slice.steps { targets.addValues(table, row: step, width: width, weight: batch.weight(row)) }
            }
        }
        targets.rowWeights = rowWeights(batch, layout)
        for (row, target) in targets.classes.enumerated() where target >= 0 {
            let weight = targets.rowWeights.isEmpty ? 1 : Double(targets.rowWeights[row])
            targets.count += 1
            targets.weight += weight
            targets.total += targets.classWeights.isEmpty ? weight : weight * Double(targets.classWeights[Int(target)])
        }
        return targets
    }

    /// How often each row counts, in the order of rows; empty where each counts once.
    private func rowWeights(_ batch: Batch, _ layout: BatchLayout) -> [Float] {
        guard !batch.weights.isEmpty else { return [] }
        let sequences = layout.order.map { batch.weight($0) }
        guard output.returnsSequences else { return sequences }
        return (0..<layout.steps).flatMap { sequences.prefix(layout.active[$0]) }
    }

    /// Brings a shard's values into the order of rows.
    private func fill(_ shard: BatchLayout.Shard, _ batch: Batch, _ layout: BatchLayout) {
        switch batch.targets {
        case .none, .sequenceClasses, .stepClasses, .labelSequences, .nextSymbols: break
        case .sequenceValues(let table), .sequenceLabels(let table):
            for r in shard.sequences { values.view.rows(r, 1).set(table, fromRow: batch.rows[layout.order[r]].sequence) }
        case .stepValues(let table):
            for r in shard.sequences {
                let first = batch.rows[layout.order[r]].steps.lowerBound
                for t in 0..<layout.lengths[r] { values.view.rows(layout.start[t] + r, 1).set(table, fromRow: first + t) }
            }
        }
    }

    /// Finds the predicted classes of a shard's rows, and the ranks of the true ones. To be called before `compute`, which may replace the outputs.
    func rank(_ shard: BatchLayout.Shard, _ targets: Targets, _ layout: BatchLayout) {
        guard !targets.classes.isEmpty else { return }
        if let transitions { return rank(shard, targets, layout, transitions) }
        for segment in output.segments(shard) {
            kernels.rank(
                logits: output.matrix.rows(segment.left, segment.count), targets: targets.classes, first: segment.left,
                results: ranks.rows(segment.left, segment.count))
        }
    }

    /// Of paths: the class of the best one, and the rank of the true class among the shares that the classes of a step have of all paths.
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

    /// Losses of a shard's rows, and the gradient of the mean loss with respect to the network's output. Where the output has no gradient of its own, its values
    /// are replaced.
    func compute(_ shard: BatchLayout.Shard, _ targets: Targets, _ batch: Batch, _ layout: BatchLayout) {
        let scale = targets.total > 0 ? Float(1 / targets.total) : 0
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

    /// Losses of labels that are read along the steps, which stand in the rows of the first steps, and their gradients; with how many labels are read wrongly.
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

    /// Losses of paths, which stand in the rows of the first steps, and their gradients; with how many steps of the best path are wrong.
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
        case .standard, .quantiles, .ctc, .crf:
            kernels.crossEntropy(logits: logits, targets: classes, first: first, classWeights: weights, scale: scale, losses: losses)
        case .smoothing(let smoothing):
            kernels.smoothedCrossEntropy(
                logits: logits, targets: classes, first: first, classWeights: weights, smoothing: smoothing, scale: scale, losses: losses)
        case .focal(let focus):
            kernels.focalLoss(
                logits: logits, targets: classes, first: first, classWeights: weights, focus: focus, scale: scale, losses: losses)
        }
    }

    /// Multiplies losses and gradients by how often their rows count. What does not count stays out of it, whatever the network says.
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

    /// Losses and wrong classes of a block.
    struct BlockResult: Sendable {
        var loss = 0.0
        var wrong = 0
    }

    /// What the rows of each block that is computed here come to.
    func blockResults(_ layout: BatchLayout) -> [BlockResult] {
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

    /// The mean loss and the number of wrong classes of all blocks of a batch, in their order.
    func result(_ blocks: [BlockResult], _ targets: Targets) -> (loss: Double, wrong: Int) {
        let loss = blocks.reduce(0) { $0 + $1.loss }
        return (targets.total > 0 ? loss / targets.total : 0, blocks.reduce(0) { $0 + $1.wrong })
    }
}
