import Kernels

/// The loss at the end of a network: softmax cross-entropy for classes, squared error for values; a mean over real steps or over sequences.
final class LossExecution: Sendable {
    private let output: LayerOutput
    private let kernels: KernelTable
    /// [rows, 2]: the loss of each row, and whether its class is wrong.
    private let losses: Matrix
    /// Targets of values, in the order of rows.
    private let values: Matrix

    init(output: LayerOutput, context: ExecutionContext) {
        self.output = output
        kernels = context.kernels
        let rows = output.returnsSequences ? context.rows : context.sequences
        losses = Matrix(rows: rows, columns: 2)
        values = Matrix(rows: rows, columns: output.width)
    }

    /// Targets in the order of rows.
    struct Targets: Sendable {
        var classes: [Int32] = []
        var hasValues = false
        /// Rows that have a target.
        var count = 0
        /// One weight a class; empty for equal ones.
        var weights: [Float] = []
        /// What the mean is over: the sum of the targets' weights.
        var total = 0.0
    }

    /// Brings a batch's targets into the order of rows.
    func prepare(_ batch: Batch, _ layout: BatchLayout, classWeights: [Float]?) -> Targets {
        var targets = Targets(weights: classWeights ?? [])
        switch batch.targets {
        case .none: break
        case .sequenceClasses(let classes):
            targets.classes = layout.order.map { classes[$0] }
        case .stepClasses(let classes):
            targets.classes.reserveCapacity(layout.rows)
            for t in 0..<layout.steps {
                for r in 0..<layout.active[t] { targets.classes.append(classes[layout.order[r] * batch.steps + t]) }
            }
        case .sequenceValues(let table):
            targets.hasValues = true
            for r in 0..<layout.count { values.view.rows(r, 1).set(table, fromRow: layout.order[r]) }
            targets.count = layout.count
        case .stepValues(let table):
            targets.hasValues = true
            for t in 0..<layout.steps {
                for r in 0..<layout.active[t] {
                    values.view.rows(layout.start[t] + r, 1).set(table, fromRow: layout.order[r] * batch.steps + t)
                    if !table[(layout.order[r] * batch.steps + t) * output.width].isNaN { targets.count += 1 }
                }
            }
        }
        for target in targets.classes where target >= 0 {
            targets.count += 1
            targets.total += targets.weights.isEmpty ? 1 : Double(targets.weights[Int(target)])
        }
        if targets.hasValues { targets.total = Double(targets.count) }
        return targets
    }

    /// Losses of a shard's rows, and the gradient of the mean loss with respect to the network's output. Where the output has no gradient of its own, its values
    /// are replaced.
    func compute(_ shard: BatchLayout.Shard, _ targets: Targets) {
        let scale = targets.total > 0 ? Float(1 / targets.total) : 0
        for segment in output.segments(shard) {
            let result = output.matrix.rows(segment.left, segment.count)
            let gradient = output.gradient?.rows(segment.left, segment.count)
            gradient?.set(result)
            let losses = losses.view.rows(segment.left, segment.count)
            if targets.hasValues {
                kernels.squaredError(
                    outputs: gradient ?? result, targets: values.view.rows(segment.left, segment.count), scale: scale, losses: losses)
            } else {
                kernels.crossEntropy(
                    logits: gradient ?? result, targets: targets.classes, first: segment.left, classWeights: targets.weights, scale: scale,
                    losses: losses)
            }
        }
    }

    /// The mean loss and the number of wrong classes, summed in the order of rows.
    func result(_ layout: BatchLayout, _ targets: Targets) -> (loss: Double, wrong: Int) {
        var loss = 0.0
        var wrong: Float = 0
        for row in 0..<output.rows(layout) {
            loss += Double(losses.view[row, 0])
            wrong += losses.view[row, 1]
        }
        return (targets.total > 0 ? loss / targets.total : 0, Int(wrong))
    }
}
