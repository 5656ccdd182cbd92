/// The progress of a run: its whole state except for tensors.
struct RunProgress: Sendable, Codable, Equatable {
    /// Completed steps, over all epochs and in the current one.
    var step = 0
    var stepInEpoch = 0
    /// The number of completed epochs.
    var epoch = 0
    /// The number of steps in the epoch of the last step; 0 before the first.
    var stepsPerEpoch = 0
    /// The learning rate before the schedule.
    var learningRate: Float
    /// The learning rate of the last step, after the schedule.
    var lastLearningRate: Float
    /// The sum of the losses of this epoch's targets, and the sum of their weights: their number, if each counts once.
    var lossSum = 0.0
    var targets = 0.0
    var gradientNorm: Float = 0
    var layerGradientNorms: [Float] = []
    /// The gradient norms of the layers over the steps, as of when the state was saved; nil in files of earlier versions, and before that.
    var gradients: GradientHistory?
    var losses = LossHistory()
    var history = EpochHistory()
    var changes: [RecordedChange] = []
    /// The step of the weights that the run returns while it continues.
    var keptStep = 0
    /// The step at which the optimizer state began; nil for the first.
    var optimizerStart: Int?
    /// The steps at which runs continued one another; nil for none.
    var continuedAt: [Int]?
    /// The state of a schedule that watches the loss; nil for all others.
    var plateau: LossPlateau?
    /// How the run ended, if it has.
    var end: RunEnd?

    init(learningRate: Float) {
        self.learningRate = learningRate
        lastLearningRate = learningRate
    }

    enum RunEnd: Sendable, Codable, Equatable {
        case finished, stopped
        case failed(NumberFailure)

        var isFailure: Bool {
            if case .failed = self { true } else { false }
        }

        var phase: TrainingSnapshot.Phase {
            switch self {
            case .finished: .finished
            case .stopped: .stopped
            case .failed(let failure): .failed(.numbers(failure))
            }
        }
    }

    /// Whether the plan's patience is exhausted: `patience` epochs have passed without a better test loss.
    ///
    /// - Parameter start: the epoch from which patience counts.
    func isOutOfPatience(_ plan: TrainingPlan, from start: Int = 0) -> Bool {
        guard let patience = plan.patience, let best = history.best else { return false }
        return epoch - max(best, start) >= patience
    }

    var snapshot: TrainingSnapshot {
        var snapshot = TrainingSnapshot()
        snapshot.epoch = epoch
        snapshot.step = step
        snapshot.stepsPerEpoch = stepsPerEpoch
        snapshot.learningRate = lastLearningRate
        snapshot.losses = losses
        snapshot.history = history.results
        snapshot.gradientNorm = gradientNorm
        snapshot.layerGradientNorms = layerGradientNorms
        snapshot.gradients = gradients ?? GradientHistory(start: step)
        snapshot.continuedAt = continuedAt ?? []
        if let end {
            snapshot.phase = end.phase
            snapshot.secondsLeft = 0
        }
        return snapshot
    }
}
