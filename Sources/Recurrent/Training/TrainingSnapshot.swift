/// The state of a run at one moment: an immutable value that the training queue publishes and that can be read from any thread.
public struct TrainingSnapshot: Sendable, Codable {
    /// The phase of a run.
    public enum Phase: Sendable, Equatable {
        /// No step has begun.
        case waiting
        /// Steps are computed.
        case running
        /// The run waits until it is resumed.
        case paused
        /// The run is evaluating the test set.
        case evaluating
        /// All planned epochs are done, or patience is exhausted.
        case finished
        /// A user ended the run.
        case stopped
        /// The run has ended here and can be resumed elsewhere, from its checkpoint.
        case suspended
        /// The run ended because of this failure; its weights are the last good ones.
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
    /// The number of completed epochs.
    public var epoch = 0
    /// The number of epochs of the whole run, unless it is stopped early.
    public var epochs = 0
    /// The number of completed steps, over all epochs.
    public var step = 0
    /// The number of steps in an epoch.
    public var stepsPerEpoch = 0
    /// The learning rate of the last step, after the schedule.
    public var learningRate: Float = 0
    /// The current training speed.
    public var sequencesPerSecond: Double = 0
    /// For a text that is one sequence, the current training speed in symbols per second; nil otherwise.
    public var symbolsPerSecond: Double?
    /// The time left at the current speed, in seconds.
    public var secondsLeft: Double?
    /// Training loss by step, in bounded memory.
    public var losses = LossHistory()
    /// The results of the epochs; confusion and error by step only for the latest and the best. Of more than 2000 epochs only a part is
    /// kept.
    public var history: [EpochResult] = []
    /// The prediction of the network for the watched example.
    public var stepwisePrediction: StepwisePrediction?
    /// Symbols that a language model generates during training while an example is watched, beginning with the first symbol of its text.
    public var sample: [Int32] = []
    /// The global norm of the last step's gradient, before clipping.
    public var gradientNorm: Float = 0
    /// The norm of the last step's gradient for each layer, before clipping; 0 for layers without weights.
    public var layerGradientNorms: [Float] = []
    /// The gradient norms of all steps since the run began, or since it was read from a file without them.
    public var gradients = GradientHistory()
    /// The step at which the run will end before all epochs are done; nil for none.
    public var stopsAt: Int?
    /// The steps at which this run, and those that it continues, continued another run.
    public var continuedAt: [Int] = []
    /// Why the last checkpoint could not be written; nil if there was no problem.
    public var checkpointProblem: SafetensorsError?

    /// The snapshot of a run that has not begun.
    public init() {}

    /// The keys for other processes; the reason why a checkpoint failed concerns only the process that writes it.
    private enum CodingKeys: String, CodingKey {
        case phase, epoch, epochs, step, stepsPerEpoch, learningRate, sequencesPerSecond, symbolsPerSecond, secondsLeft, losses, history,
            stepwisePrediction,
            sample
        case gradientNorm, layerGradientNorms, stopsAt
    }
}

/// The result of an epoch.
public struct EpochResult: Sendable, Equatable, Codable {
    /// The number of the epoch, from 1.
    public var epoch: Int
    /// The number of steps completed at its end.
    public var step: Int
    /// Mean training loss over the epoch's batches, with dropout on.
    public var trainLoss: Double
    /// The evaluation on the test data; nil if there are none.
    public var test: Evaluation?
    /// The training speed by wall time, which differs between machines.
    public var sequencesPerSecond: Double
    /// For a text that is one sequence, the training speed in symbols per second; nil otherwise.
    public var symbolsPerSecond: Double?

    /// The result of an epoch.
    public init(epoch: Int, step: Int, trainLoss: Double, test: Evaluation?, sequencesPerSecond: Double) {
        self.epoch = epoch
        self.step = step
        self.trainLoss = trainLoss
        self.test = test
        self.sequencesPerSecond = sequencesPerSecond
    }
}

/// The network's predictions for one example at every time step.
public struct StepwisePrediction: Sendable, Codable {
    /// The index of the example in the test (or training) set.
    public var example: Int
    /// Shape [steps, outputs]: class probabilities, or values for regression. For a network with `last`, the predictions as if the sequence
    /// ended at each step.
    public var outputs: [Float]
    /// The number of time steps.
    public var steps: Int
    /// The number of outputs of the network.
    public var width: Int
    /// The training step of the weights.
    public var trainingStep: Int
    /// The activity of the recurrent layers while they read the whole sequence, in order of layers.
    public var activities: [LayerActivity]
    /// The quantile levels of each value; nil for classes and for values predicted directly.
    public var quantiles: [Float]?
    /// The outputs of several targets, in order; nil if there is only one.
    public var targets: [Part]?
    /// The number of prefixes kept in beam search when label sequences are decoded; nil if the most probable class of each step is taken.
    public var beam: Int?

    /// The best path of classes through all steps; nil if the classes of steps are predicted independently.
    public var path: [Int]?
    /// With a path, the class that each step alone would predict.
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

    /// The outputs of one of several targets.
    public struct Part: Sendable, Codable {
        /// The number of outputs.
        public var width: Int
        /// The quantile levels of each value; nil for classes and for values predicted directly.
        public var quantiles: [Float]?
    }

    /// The prediction for each of several targets; empty if there is only one, or the outputs are incomplete.
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

    /// The class with the greatest output in each row of [steps, width], the first of equal ones.
    static func greatest(_ outputs: [Float], width: Int) -> [Int] {
        stride(from: 0, to: outputs.count, by: max(1, width)).map { start in
            (0..<width).reduce(0) { outputs[start + $1] > outputs[start + $0] ? $1 : $0 }
        }
    }

    /// The predicted class at a step: that of the best path, or else the most probable one.
    public func best(_ step: Int) -> Int {
        if let path, path.indices.contains(step) { return path[step] }
        var best = 0
        for k in 0..<width where outputs[step * width + k] > outputs[step * width + best] { best = k }
        return best
    }
}
