import Datasets
import Kernels

/// The targets of a batch, in row order.
extension LossExecution {
    /// Targets in row order.
    struct Targets: Sendable {
        var classes: [Int32] = []
        var hasValues = false
        var areLabels = false
        /// The label sequences, and the index of that of each sequence, in the order of the layout.
        var alignments: (labels: LabelSequences, sequences: [Int])?
        /// The number of rows with a target that counts.
        var count = 0
        /// The sum of their weights.
        var weight = 0.0
        /// The weight of each row; empty if each counts once.
        var rowWeights: [Float] = []
        /// One weight for each class; empty for equal ones.
        var classWeights: [Float] = []
        /// The divisor of the mean: the sum of the targets' weights, or of the shares of known values.
        var total = 0.0
        /// Each of several targets; empty if there is only one.
        var parts: [Part] = []

        /// One of several targets.
        struct Part: Sendable {
            let loss: LossExecution
            var targets: Targets
            /// Its weight in the loss.
            let weight: Float
            /// The batch with this target alone.
            let batch: Batch
        }

        /// Counts the known values of a row.
        mutating func addValues(_ table: [Float], row: Int, width: Int, weight: Float) {
            var present = 0
            for place in (row * width)..<((row + 1) * width) where !table[place].isNaN { present += 1 }
            guard present > 0, weight > 0 else { return }
            count += 1
            self.weight += Double(weight)
            total += Double(weight) * (Double(present) / Double(width))
        }
    }

    /// The losses of several targets, with outputs of these widths.
    private func losses(_ losses: [TargetLoss], widths: [Int]) -> [LossExecution] {
        parts.withLock { parts in
            guard parts.widths != widths else { return parts.losses }
            var first = 0
            parts.losses = zip(losses, widths).map { part, width in
                defer { first += width }
                let own = LayerOutput(
                    values: .matrix(output.matrix.columns(first, width)), gradient: output.gradient?.columns(first, width), width: width,
                    returnsSequences: output.returnsSequences)
                return LossExecution(output: own, loss: part.loss, transitions: nil, kernels: kernels, rows: results.view.rows)
            }
            parts.widths = widths
            return parts.losses
        }
    }

    private func prepare(
        _ all: [(targets: Batch.Targets, outputs: Int)], _ batch: Batch, _ layout: BatchLayout
    ) -> Targets {
        let own = loss.parts(ofTargets: all.count)
        let losses = losses(own, widths: zip(own, all).map { $0.1.outputs * max(1, $0.0.loss.quantiles.count) })
        var targets = Targets()
        for ((loss, part), target) in zip(zip(losses, own), all) {
            let batch = batch.with(target.targets)
            targets.parts.append(
                Targets.Part(loss: loss, targets: loss.prepare(batch, layout, classWeights: nil), weight: part.weight, batch: batch))
        }
        // Their common count is the greatest of all targets.
        targets.count = targets.parts.map(\.targets.count).max() ?? 0
        targets.weight = targets.parts.map(\.targets.weight).max() ?? 0
        return targets
    }

    /// Copies a batch's classes into row order, and counts targets.
    func prepare(_ batch: Batch, _ layout: BatchLayout, classWeights: [Float]?) -> Targets {
        if case .several(let all) = batch.targets { return prepare(all, batch, layout) }
        var targets = Targets(classWeights: classWeights ?? [])
        switch batch.targets {
        case .none, .several: break
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
                for (place, step) in slice.steps.enumerated() {
                    targets.addValues(table, row: step, width: width, weight: batch.weight(row, step: place))
                }
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

    /// The weight of each row, in row order; empty if each counts once.
    private func rowWeights(_ batch: Batch, _ layout: BatchLayout) -> [Float] {
        guard !batch.weights.isEmpty || (output.returnsSequences && !batch.stepWeights.isEmpty) else { return [] }
        guard output.returnsSequences else { return layout.order.map { batch.weight($0) } }
        return (0..<layout.steps).flatMap { step in
            layout.order.prefix(layout.active[step]).map { batch.weight($0, step: step) }
        }
    }
}
