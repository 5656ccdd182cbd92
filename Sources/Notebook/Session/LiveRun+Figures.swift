import Recurrent
import TextFormatting

/// What fronts say of a run in words and figures.
extension LiveRun {
    /// What a run does.
    public enum Phase: Sendable, Equatable {
        case waiting, training, paused, evaluating
        case finished, stopped
        /// It ended by itself because of this.
        case failed(String)
    }

    /// How good the network is, in the measure of its task.
    public enum Score: Sendable, Equatable {
        /// What a symbol of a text costs a language model.
        case bitsPerSymbol(Double)
        /// The share of wrong classes, 0...1.
        case error(Double)
        /// The coefficient of determination of predicted values.
        case r2(Double)
    }

    /// What the run does now.
    public var phase: Phase {
        switch snapshot.phase {
        case .waiting: .waiting
        case .running: .training
        case .paused: .paused
        case .evaluating: .evaluating
        case .finished: .finished
        case .stopped, .suspended: .stopped
        case .failed(let failure): .failed(failure.sentence)
        }
    }

    /// Whether it has come to its end with a loss so much greater than at its beginning that its cell warns of it.
    package var hasGrown: Bool { snapshot.growth != nil }

    /// Whether nothing more will happen.
    public var isOver: Bool { snapshot.phase.isEnd }

    /// Epochs that have ended.
    public var finishedEpochs: Int { snapshot.epoch }

    /// The epoch that the run is in, of all there will be, such as `3/8`.
    public var epochOfAll: String {
        let all = plannedEpochs
        return "\(min(snapshot.epoch + (isOver ? 0 : 1), all))/\(all)"
    }

    /// How many epochs there will be, the last perhaps in part: fewer than were asked for where the cell has the run stopped.
    private var plannedEpochs: Int {
        guard !isOver, let stop = snapshot.stopsAt, snapshot.stepsPerEpoch > 0 else { return snapshot.epochs }
        return min(
            snapshot.epochs, snapshot.epoch + max(0, stop - 1 - snapshot.epoch * snapshot.stepsPerEpoch) / snapshot.stepsPerEpoch + 1)
    }

    /// The learning rate of the last step, with its schedule.
    public var learningRate: Float { snapshot.learningRate }

    /// Training steps done, over all epochs.
    public var step: Int { snapshot.step }

    /// Sequences that are trained on in a second.
    public var sequencesPerSecond: Double { snapshot.sequencesPerSecond }

    /// How fast it trains, such as `3,640/s`: sequences in a second, or of a text that is one sequence its symbols, as `98,000 symbols/s`.
    package var speed: String {
        snapshot.symbolsPerSecond.map { Figures.rate($0, of: "symbols") } ?? Figures.rate(snapshot.sequencesPerSecond)
    }

    /// Time left at the present speed; nil where that is not known.
    public var secondsLeft: Double? { snapshot.secondsLeft }

    /// The global norm of the last step's gradient, before clipping.
    public var gradientNorm: Float { snapshot.gradientNorm }

    /// Sequences, or steps, of the latest test; nil before the first.
    public var tested: Int? { latestTest?.count }

    /// What came out of the latest test; nil before the first.
    public var score: Score? {
        guard let latestTest else { return nil }
        if let watchedExample, case .nextSymbol = watchedExample.dataset.storage.targets { return .bitsPerSymbol(latestTest.bitsPerSymbol) }
        return latestTest.error.map(Score.error) ?? latestTest.r2.map(Score.r2)
    }

    /// Whether the score is that of a validation part, which is not the one that the run is tested on in the end.
    package var isValidated: Bool { checkedPart == .validation }

    /// Time steps of the example that is watched; 0 where there is none.
    public var watchedSteps: Int { watchedExample?.steps ?? 0 }

    /// Which example is watched, from 0; nil where there is none.
    public var watchedNumber: Int? { watchedExample?.index }

    /// How many examples there are to watch.
    public var watchableExamples: Int { watchedExample?.dataset.count ?? 0 }

    var latestTest: Evaluation? { snapshot.history.last?.test }
}
