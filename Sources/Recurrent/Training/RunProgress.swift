/// How far a run has come: all of its state but for tensors.
struct RunProgress: Sendable, Codable, Equatable {
    /// Steps done, over all epochs and in this one.
    var step = 0
    var stepInEpoch = 0
    /// Epochs completed.
    var epoch = 0
    /// Of the epoch that the last step was in; 0 before the first.
    var stepsPerEpoch = 0
    /// Before the schedule's factor.
    var learningRate: Float
    /// Of the last step, with its schedule.
    var lastLearningRate: Float
    /// Sum of the losses of this epoch's targets, and of how often these count: their number, where each counts once.
    var lossSum = 0.0
    var targets = 0.0
    var gradientNorm: Float = 0
    var layerGradientNorms: [Float] = []
    /// The norms of the layers' gradients over the steps, as they were when the state was kept; nil in files of earlier versions, and before.
    var gradients: GradientHistory?
    var losses = LossHistory()
    var history = EpochHistory()
    var changes: [RecordedChange] = []
    /// The weights that the run gives while it goes on are those after this step.
    var keptStep = 0
    /// The step at which the optimizer's memory began; nil for the first.
    var optimizerStart: Int?
    /// The steps at which runs went on from one another; nil for none.
    var continuedAt: [Int]?
    /// How the loss goes with a schedule that looks at it; nil for all others.
    var plateau: LossPlateau?
    /// How the run ended, where it has.
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

    /// Whether as many epochs as the plan has patience for went by without a better test loss.
    ///
    /// - Parameter start: the epoch from which on they count.
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
