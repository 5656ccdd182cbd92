import Charts
import Recurrent

extension TrainingSnapshot {
    /// The losses so far. Linear in the bins that are kept of them, and in the epochs.
    ///
    /// - Parameters:
    ///   - changes: what was changed while the run trained; rates are marked.
    ///   - part: what each epoch was checked on.
    func lossChart(changes: [RecordedChange], checkedOn part: String = "test") -> LossChart {
        let planned = epochs.multipliedReportingOverflow(by: stepsPerEpoch)
        return LossChart(
            losses: losses.bins.map { LossBin(least: $0.least, greatest: $0.greatest, sum: $0.sum, count: $0.count) },
            epochs: history.map(\.figures), step: step, plannedSteps: planned.overflow ? nil : planned.partialValue, isOver: phase.isEnd,
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
        return (continuedAt.map { .init(step: $0, label: "goes on") } + changed).sorted { $0.step < $1.step }
    }
}

extension EpochResult {
    /// What charts say of the epoch.
    var figures: EpochFigures {
        EpochFigures(epoch: epoch, step: step, trainLoss: trainLoss, testLoss: test?.loss, testError: test?.error)
    }
}
