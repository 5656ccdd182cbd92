/// What one training step is to do beside the batch.
struct StepSettings: Sendable {
    var seed: UInt64 = 0
    /// Steps done before, over the whole run.
    var step = 0
    var learningRate: Float = 0.001
    var clipNorm: Float?
    /// Greatest magnitude of a gradient's numbers; nil for any.
    var clipValue: Float?
    var weightDecay: Float = 0
    var classWeights: [Float]?
    /// Whether to begin with the state that the step before left, and to leave this one's.
    var carriesState = false
    /// Top-level layers whose weights stay as they are: their gradients count for nothing.
    var frozenLayers: Set<Int> = []
    /// Batches of a step, at most.
    var batches = 1
    /// How much of the weights' running average is kept; nil for no average.
    var averageDecay: Float?
    /// What this rank is told to do after the step; of no meaning where there is only one.
    var orders = RankOrders()
}

extension StepSettings {
    /// What is the same at all steps of a run; step and learning rate are not.
    init(_ plan: TrainingPlan) {
        seed = plan.seed
        clipNorm = plan.clipNorm
        clipValue = plan.clipValue
        weightDecay = plan.weightDecay
        classWeights = plan.classWeights
        carriesState = plan.bpttSteps != nil
        frozenLayers = Set(plan.frozenLayers ?? [])
        batches = plan.accumulatedBatches ?? 1
        averageDecay = plan.averageDecay
    }
}

extension StepSettings {
    /// How much of the new weights comes into their running average; nil for no average. The first steps count for more, so that the weights that training began with are soon
    /// forgotten: after n steps no more than (1 + n) / (10 + n) is kept, as TensorFlow's `ExponentialMovingAverage` has it.
    var averageShare: Float? {
        averageDecay.map { decay in Float(1 - min(Double(decay), Double(1 + step) / Double(10 + step))) }
    }
}

/// What came of a training step.
struct StepResult: Sendable {
    /// Mean over sequences, or over real steps.
    var loss: Double
    /// Wrong classes, with dropout on, of `targets`.
    var wrong: Int
    var targets: Int
    /// The sum of how often each of them counts.
    var weight: Double
    /// Global norm of the gradient before clipping.
    var gradientNorm: Float
    /// Norm of each top-level layer's gradient; 0 where it has no weights.
    var layerNorms: [Float]
    /// Whether the gradient was clipped by its norm.
    var isClipped = false
    var isFinite: Bool
    /// Where it began: the first layer whose output is not finite, or else the last one whose gradient is not.
    var nonFiniteLayer: Int?
    /// What all ranks are told to do after the step; nil where there is only one.
    var orders: RankOrders?

    /// A step that could not be made, since a rank does not answer: nothing has changed.
    static let impossible = StepResult(
        loss: .nan, wrong: 0, targets: 0, weight: 0, gradientNorm: .nan, layerNorms: [], isFinite: false)
}

/// What a forward pass gives.
struct ForwardResult: Sendable {
    /// Logits or values: [batch, outputs], or [batch, steps, outputs] where the time axis is kept; zero past a sequence's end.
    var outputs: [Float]
    var loss: Double
    var wrong: Int
    var targets: Int
}
