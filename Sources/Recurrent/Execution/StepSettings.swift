/// The settings of one training step besides the batch.
struct StepSettings: Sendable {
    var seed: UInt64 = 0
    /// Steps completed before, over the whole run.
    var step = 0
    var learningRate: Float = 0.001
    var clipNorm: Float?
    /// The greatest magnitude of each element of the gradient; nil for no limit.
    var clipValue: Float?
    var weightDecay: Float = 0
    var classWeights: [Float]?
    /// Whether to begin with the state left by the previous step, and to keep the final state.
    var carriesState = false
    /// Top-level layers whose weights are frozen: their gradients are ignored.
    var frozenLayers: Set<Int> = []
    /// The greatest number of batches in a step.
    var batches = 1
    /// The decay of the running average of the weights; nil for no average.
    var averageDecay: Float?
    /// The orders of this rank after the step; ignored if there is only one rank.
    var orders = RankOrders()
}

extension StepSettings {
    /// The settings that are the same at all steps of a run; step and learning rate differ.
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
    /// The share of the new weights in their running average; nil for no average. It is greater in the first steps, so that the initial
    /// weights are soon forgotten: after n steps at most (1 + n) / (10 + n) of the average is kept, as in TensorFlow's
    /// `ExponentialMovingAverage`.
    var averageShare: Float? {
        averageDecay.map { decay in Float(1 - min(Double(decay), Double(1 + step) / Double(10 + step))) }
    }
}

/// The result of a training step.
struct StepResult: Sendable {
    /// The mean over sequences, or over real steps.
    var loss: Double
    /// The number of wrong classes among `targets`, with dropout on.
    var wrong: Int
    var targets: Int
    /// The sum of the weights of the targets.
    var weight: Double
    /// The global norm of the gradient before clipping.
    var gradientNorm: Float
    /// The norm of each top-level layer's gradient; 0 for layers without weights.
    var layerNorms: [Float]
    /// Whether the gradient was clipped by its norm.
    var isClipped = false
    var isFinite: Bool
    /// The origin of non-finite numbers: the first layer whose output is not finite, or else the last one whose gradient is not.
    var nonFiniteLayer: Int?
    /// The orders that all ranks agreed on for after the step; nil if there is only one rank.
    var orders: RankOrders?

    /// A step that was not possible because a rank does not respond: nothing has changed.
    static let impossible = StepResult(
        loss: .nan, wrong: 0, targets: 0, weight: 0, gradientNorm: .nan, layerNorms: [], isFinite: false)
}

/// The result of a forward pass.
struct ForwardResult: Sendable {
    /// Logits or values: [batch, outputs], or [batch, steps, outputs] with a time axis; zero after the end of a sequence.
    var outputs: [Float]
    var loss: Double
    var wrong: Int
    var targets: Int
}
