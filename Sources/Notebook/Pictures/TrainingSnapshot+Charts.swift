import Charts
import Recurrent

extension TrainingSnapshot {
    /// The losses so far. Linear in the bins that are kept of them, and in the epochs.
    ///
    /// - Parameters:
    ///   - changes: what was changed while the run trained; rates are marked.
    ///   - part: what each epoch was checked on.
    func lossChart(changes: [RecordedChange], checkedOn part: String = "test") -> LossChart {
        let all = epochs.multipliedReportingOverflow(by: stepsPerEpoch)
        let planned = all.overflow ? stopsAt : min(all.partialValue, stopsAt ?? .max)
        return LossChart(
            losses: losses.bins.map { LossBin(least: $0.least, greatest: $0.greatest, sum: $0.sum, count: $0.count) },
            epochs: history.map(\.figures), step: step, plannedSteps: planned, isOver: phase.isEnd,
            checkedOn: part,
            marks: marks(changes))
    }

    /// Where the run goes on from another, rates that were changed, and where it was stopped, by rising step.
    private func marks(_ changes: [RecordedChange]) -> [LossChart.Mark] {
        let changed = changes.map { change -> LossChart.Mark in
            switch change.change {
            case .learningRate(let rate): .init(step: change.step, label: "rate \(rate)")
            case .stop: .init(step: change.step, label: "stopped")
            }
        }
        return (continuedAt.map { .init(step: $0, label: "continued") } + changed).sorted { $0.step < $1.step }
    }
}

extension EpochResult {
    /// What charts say of the epoch.
    var figures: EpochFigures {
        var figures = EpochFigures(epoch: epoch, step: step, trainLoss: trainLoss, testLoss: test?.loss, testError: test?.error)
        figures.targets = (test?.targets ?? []).map { .init(name: $0.name, figure: $0.evaluation.figure ?? "") }
        return figures
    }
}

extension GradientHistory {
    /// The norms over the steps; nil where fewer than two steps are known.
    var chart: GradientHistoryChart? {
        guard bins.count > 1, let layers = bins.first?.sums.count else { return nil }
        var curves = (0..<layers).map { GradientHistoryChart.Curve(number: $0 + 1, points: []) }
        var clipped: [Double] = []
        var (step, steps, all) = (start, 0, 0)
        for bin in bins {
            let middle = Double(step) + Double(bin.count + 1) / 2
            for (layer, sum) in bin.sums.enumerated() {
                curves[layer].points.append((middle, Double(sum) / Double(bin.count)))
            }
            if bin.clipped > 0 { clipped.append(middle) }
            (step, steps, all) = (step + bin.count, steps + bin.clipped, all + bin.count)
        }
        // Layers without weights have no gradient.
        curves.removeAll { $0.points.allSatisfy { $0.norm == 0 } }
        return GradientHistoryChart(curves: curves, clipped: clipped, clippedShare: Double(steps) / Double(all))
    }
}
