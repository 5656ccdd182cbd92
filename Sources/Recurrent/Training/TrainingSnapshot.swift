/// The state of a run at one moment: an immutable value that the training queue publishes and anyone may read, late or never.
public struct TrainingSnapshot: Sendable, Codable {
    /// The phase of a run.
    public enum Phase: Sendable, Equatable {
        /// No step has begun.
        case waiting
        /// Steps are computed.
        case running
        /// It waits until it is resumed.
        case paused
        /// It looks at the test set.
        case evaluating
        /// All that was planned has been done, or patience has run out.
        case finished
        /// Somebody ended it.
        case stopped
        /// The run is over here and can go on elsewhere, from its checkpoint.
        case suspended
        /// The run ended by itself because of this; weights are the last good ones.
        case failed(TrainingFailure)

        /// Whether nothing more will happen to this `TrainingRun`.
        public var isEnd: Bool {
            switch self {
            case .finished, .stopped, .suspended, .failed: true
            case .waiting, .running, .paused, .evaluating: false
            }
        }
    }

    /// The phase of the run.
    public var phase: Phase = .waiting
    /// Epochs completed.
    public var epoch = 0
    /// Epochs of the whole run, where it is not stopped early.
    public var epochs = 0
    /// Steps done, over all epochs.
    public var step = 0
    /// Steps of an epoch.
    public var stepsPerEpoch = 0
    /// Of the last step, with its schedule.
    public var learningRate: Float = 0
    /// The current training speed.
    public var sequencesPerSecond: Double = 0
    /// Of a text that is one sequence, how many of its symbols are read in a second; nil for all else.
    public var symbolsPerSecond: Double?
    /// Time left at the current speed.
    public var secondsLeft: Double?
    /// Training loss by step, in bounded memory.
    public var losses = LossHistory()
    /// One entry an epoch; confusion and error by step are there for the latest and the best epoch alone. Of more than 10,000 epochs a
    /// part is kept.
    public var history: [EpochResult] = []
    /// The prediction of the network for the watched example.
    public var stepwisePrediction: StepwisePrediction?
    /// While an example is watched in training a language model: symbols that it writes by itself, from the first symbol of its text on.
    public var sample: [Int32] = []
    /// Global norm of the last step's gradient, before clipping.
    public var gradientNorm: Float = 0
    /// Norm of the last step's gradient of each layer, before clipping; 0 where a layer has no weights.
    public var layerGradientNorms: [Float] = []
    /// The norms of all steps since the run began, or was read from a file that does not have them.
    public var gradients = GradientHistory()
    /// The step at which the run is to end before all epochs are done; nil for none.
    public var stopsAt: Int?
    /// The steps at which the run, and those that it goes on from, went on from one another.
    public var continuedAt: [Int] = []
    /// Why the last checkpoint could not be written; nil where there is nothing to say.
    public var checkpointProblem: SafetensorsError?

    /// A run that has not begun.
    public init() {}

    /// What another process is told: why a checkpoint failed is for the one that writes it.
    private enum CodingKeys: String, CodingKey {
        case phase, epoch, epochs, step, stepsPerEpoch, learningRate, sequencesPerSecond, symbolsPerSecond, secondsLeft, losses, history,
            stepwisePrediction,
            sample
        case gradientNorm, layerGradientNorms, stopsAt
    }
}

/// What an epoch ended with.
public struct EpochResult: Sendable, Equatable, Codable {
    /// From 1.
    public var epoch: Int
    /// Steps done when the epoch ended.
    public var step: Int
    /// Mean training loss over the epoch's batches, with dropout on.
    public var trainLoss: Double
    /// Nil where there is nothing to test on.
    public var test: Evaluation?
    /// Wall time; differs from machine to machine.
    public var sequencesPerSecond: Double
    /// Of a text that is one sequence, how many of its symbols were read in a second; nil for all else.
    public var symbolsPerSecond: Double?

    /// What an epoch ended with.
    public init(epoch: Int, step: Int, trainLoss: Double, test: Evaluation?, sequencesPerSecond: Double) {
        self.epoch = epoch
        self.step = step
        self.trainLoss = trainLoss
        self.test = test
        self.sequencesPerSecond = sequencesPerSecond
    }
}

/// The prediction of the network for one example at every time step.
public struct StepwisePrediction: Sendable, Codable {
    /// Which example of the test (or training) set this is.
    public var example: Int
    /// Shape [steps, outputs]: probabilities for classes, values for regression. For a network with `last`, what its
    /// head would say if the sequence ended at this step.
    public var outputs: [Float]
    /// Time steps.
    public var steps: Int
    /// Outputs of the network.
    public var width: Int
    /// Training step at which it was computed.
    public var trainingStep: Int
    /// What the recurrent layers did while they read the whole sequence, the first layer first.
    public var activities: [LayerActivity]
    /// The quantiles of each value that are said; nil where it is a value itself, or a class.
    public var quantiles: [Float]?
    /// Outputs of several targets, side by side; nil where there is but one.
    public var targets: [Part]?
    /// How many beginnings are followed where labels are read along the steps; nil for none but the most probable class of each step.
    public var beam: Int?

    /// The best path of classes through all steps; nil where the classes of steps are said one by one.
    public var path: [Int]?
    /// The class that each step alone would say, beside a path.
    public var alone: [Int]?

    /// A prediction of shape [steps, width].
    public init(example: Int, outputs: [Float], steps: Int, width: Int, trainingStep: Int, activities: [LayerActivity] = []) {
        self.activities = activities
        self.example = example
        self.outputs = outputs
        self.steps = steps
        self.width = width
        self.trainingStep = trainingStep
    }

    /// Outputs of one of several targets.
    public struct Part: Sendable, Codable {
        /// How many there are.
        public var width: Int
        /// The quantiles of each value that are said; nil where it is a value itself, or a class.
        public var quantiles: [Float]?
    }

    /// What is said of each of several targets; empty where there is but one, or what was said is not whole.
    public var parts: [StepwisePrediction] {
        guard let targets, targets.allSatisfy({ $0.width > 0 }), targets.reduce(0, { $0 + $1.width }) == width,
            outputs.count == steps * width
        else { return [] }
        var first = 0
        return targets.map { target in
            defer { first += target.width }
            var part = self
            part.outputs = (0..<steps).flatMap { outputs[$0 * width + first..<$0 * width + first + target.width] }
            (part.width, part.quantiles, part.targets) = (target.width, target.quantiles, nil)
            return part
        }
    }

    /// The class with the greatest output of each row of [steps, width], the first of equal ones.
    static func greatest(_ outputs: [Float], width: Int) -> [Int] {
        stride(from: 0, to: outputs.count, by: max(1, width)).map { start in
            (0..<width).reduce(0) { outputs[start + $1] > outputs[start + $0] ? $1 : $0 }
        }
    }

    /// What is said at a step: the class of the best path, or else the most probable class.
    public func best(_ step: Int) -> Int {
        if let path, path.indices.contains(step) { return path[step] }
        var best = 0
        for k in 0..<width where outputs[step * width + k] > outputs[step * width + best] { best = k }
        return best
    }
}
