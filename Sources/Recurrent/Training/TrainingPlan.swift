/// Everything that determines a training run, except for network and data. Two runs with equal plans give equal bits.
public struct TrainingPlan: Hashable, Sendable, Codable {
    /// Passes over the training data.
    public var epochs = 10
    /// Sequences per step; for text, parallel streams.
    public var batchSize = 100
    /// How gradients change the weights.
    public var optimizer: Optimizer = .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
    /// The learning rate before the schedule.
    public var learningRate: Float = 0.001
    /// How the learning rate changes over the run.
    public var schedule: LearningRateSchedule = .constant
    /// The largest global norm of the gradient; nil for no clipping.
    public var clipNorm: Float?
    /// The largest absolute value of each element of the gradient, applied before the norm; nil for no limit.
    public var clipValue: Float?
    /// The seed of all random numbers of the run: initial weights, the order of batches, dropout.
    public var seed: UInt64 = 0
    /// Truncated backpropagation through time: steps per window, with the state carried from window to window; nil for whole sequences.
    public var bpttSteps: Int?
    /// Weight decay (L2): weightDecay * weight is added to the gradient, for optimizers other than adamw.
    public var weightDecay: Float = 0
    /// One factor per class, applied to the loss of its steps or sequences; nil for equal weights.
    public var classWeights: [Float]?
    /// Stops after this many epochs without a better test loss; nil for no early stopping.
    public var patience: Int?
    /// Whether the run returns the weights of the epoch with the lowest test loss rather than those of the last epoch.
    public var keepsBest = false
    /// Layers whose weights do not change, counted from 0; nil for none.
    public var frozenLayers: [Int]?
    /// Where the schedule begins, in a run that continues another with a schedule of its own; nil for the first step of all.
    public var scheduleStart: ScheduleStart?
    /// How the factors of matrix products are rounded.
    public var precision: Precision {
        get { reducedPrecision ?? .single }
        set { reducedPrecision = newValue == .single ? nil : newValue }
    }
    /// Nil for single precision, so that such plans decode as they did before there were other precisions.
    private var reducedPrecision: Precision?
    /// The loss that training minimises.
    public var loss: Loss {
        get { otherLoss ?? .standard }
        set { otherLoss = newValue == .standard ? nil : newValue }
    }
    /// Nil for the usual loss, so that such plans decode as they did before there were other losses.
    private var otherLoss: Loss?
    /// The number of batches whose gradients are averaged, in order, before each weight update; nil for one. The last step of an epoch may
    /// have fewer.
    public var accumulatedBatches: Int?
    /// The decay of the running average of the weights at each step; nil for no average. The run evaluates and returns the average;
    /// training continues with the weights themselves.
    public var averageDecay: Float?

    /// The default plan.
    public init() {}

    /// The keys in saved runs: they must never change.
    private enum CodingKeys: String, CodingKey {
        case epochs = "epochs"
        case batchSize = "batch"
        case optimizer = "optimizer"
        case learningRate = "rate"
        case schedule = "schedule"
        case clipNorm = "clip"
        case clipValue = "clip_value"
        case seed = "seed"
        case bpttSteps = "steps"
        case weightDecay = "decay"
        case classWeights = "weights"
        case patience = "patience"
        case keepsBest = "keep_best"
        case frozenLayers = "freeze"
        case scheduleStart = "schedule_start"
        case reducedPrecision = "precision"
        case otherLoss = "loss"
        case accumulatedBatches = "accumulate"
        case averageDecay = "average"
    }
}

/// The epoch and step from which a schedule counts.
public struct ScheduleStart: Hashable, Sendable, Codable {
    /// The number of epochs completed before.
    public var epoch: Int
    /// The number of steps completed before.
    public var step: Int

    /// The point after `epoch` epochs and `step` steps.
    public init(epoch: Int, step: Int) {
        self.epoch = epoch
        self.step = step
    }

    /// The keys in saved runs: they must never change.
    private enum CodingKeys: String, CodingKey {
        case epoch = "epoch"
        case step = "step"
    }
}

/// How the learning rate changes over a run.
public enum LearningRateSchedule: Hashable, Sendable, Codable {
    /// Always the full rate.
    case constant
    /// Multiplied by `factor` every `epochs` epochs.
    case stepDecay(factor: Float, epochs: Int)
    /// Multiplied by `factor` after each epoch.
    case exponential(factor: Float)
    /// From the full rate to 0 along half a cosine, over the whole run.
    case cosine
    /// Grows linearly over the first `steps` steps, then stays.
    case warmup(steps: Int)
    /// From 1/25 of the full rate up to it over the first three tenths of the run, then down to 1/250,000 of it, along half a cosine each.
    ///
    /// Source: L. N. Smith and N. Topin, "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates", 2018; the
    /// shape is that of PyTorch's `OneCycleLR`.
    case oneCycle
    /// Multiplied by `factor` whenever the test loss, or without test data the training loss, has not decreased for `patience` epochs.
    case plateau(factor: Float, patience: Int)

    /// The keys in saved runs: they must never change.
    private enum CodingKeys: String, CodingKey {
        case constant = "constant"
        case stepDecay = "step"
        case exponential = "exponential"
        case cosine = "cosine"
        case warmup = "warmup"
        case oneCycle = "one_cycle"
        case plateau = "plateau"
    }
    private enum StepDecayCodingKeys: String, CodingKey {
        case factor = "factor"
        case epochs = "epochs"
    }
    private enum ExponentialCodingKeys: String, CodingKey { case factor = "factor" }
    private enum WarmupCodingKeys: String, CodingKey { case steps = "steps" }
    private enum PlateauCodingKeys: String, CodingKey {
        case factor = "factor"
        case patience = "patience"
    }
}
