/// How far a run has come: all of its state but for tensors.
struct RunProgress: Sendable, Codable, Equatable {
    /// Steps done, over all epochs and in this one.
    var step = 0
    var stepInEpoch = 0
    /// Epochs completed.
    var epoch = 0
    /// Before the schedule's factor.
    var learningRate: Float
    /// Sum of the losses of this epoch's targets, and their number.
    var lossSum = 0.0
    var targets = 0
    var gradientNorm: Float = 0
    var losses = LossHistory()
    var history = EpochHistory()
    var changes: [RecordedChange] = []
    /// The weights that the run gives while it goes on are those after this step.
    var keptStep = 0
    /// How the run ended, where it has.
    var end: RunEnd?

    /// Whether the numbers can be those of a run, as they must be checked when they come from a file.
    var isSound: Bool {
        step >= 0 && stepInEpoch >= 0 && stepInEpoch <= step && epoch >= 0 && targets >= 0 && learningRate.isFinite
            && keptStep >= 0 && losses.isSound && history.isSound
    }

    enum RunEnd: Sendable, Codable, Equatable {
        case finished, stopped
        case failed(NumberFailure)

        var phase: TrainingSnapshot.Phase {
            switch self {
            case .finished: .finished
            case .stopped: .stopped
            case .failed(let failure): .failed(.numbers(failure))
            }
        }
    }

    var snapshot: TrainingSnapshot {
        var snapshot = TrainingSnapshot()
        snapshot.epoch = epoch
        snapshot.step = step
        snapshot.losses = losses
        snapshot.history = history.results
        snapshot.gradientNorm = gradientNorm
        return snapshot
    }
}
