/// What is known at the end of an epoch besides its result, for whoever keeps a log.
public struct EpochEnd: Sendable {
    /// What the epoch ended with.
    public var result: EpochResult
    /// Of the last step, with its schedule.
    public var learningRate: Float
    /// Global norm of the last step's gradient, before clipping.
    public var gradientNorm: Float
    /// The weights that were tested.
    public var parameters: [Tensor]
}
