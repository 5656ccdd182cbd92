import Recurrent

/// A learning rate that was asked for, which the run takes with its next step, if there is one.
package struct RateRequest: Sendable {
    /// What has come of it.
    package enum Outcome: Sendable, Equatable {
        /// The run has not come to its next step yet.
        case waits
        /// It has counted since this step, from 1.
        case counts(from: Int)
        /// It was the rate already.
        case sameAsBefore
        /// The run ended before another step.
        case tooLate
    }

    /// What the run is called.
    package let name: String
    package let rate: Float
    private let run: TrainingRun
    /// How many changes had been made of it before.
    private let changes: Int
    /// How many steps had been done.
    private let step: Int

    /// Asks.
    init(_ active: ActiveRun, rate: Float) {
        (name, self.rate, run) = (active.name, rate, active.run)
        (changes, step) = (active.run.changes.count, active.run.snapshot.step)
        active.run.setLearningRate(rate)
    }

    package var outcome: Outcome {
        // Whether it is over is looked at before what it has done.
        let (snapshot, isAwaited) = (run.snapshot, run.awaitsLearningRate)
        if let change = run.changes.dropFirst(changes).first(where: { $0.change == .learningRate(rate) }) {
            return .counts(from: change.step + 1)
        }
        if snapshot.phase.isEnd { return .tooLate }
        // A change is recorded before the step that it counts from.
        return !isAwaited && snapshot.step > step + 1 ? .sameAsBefore : .waits
    }
}
