/// Details of the end of an epoch besides its result, for logs.
public struct EpochEnd: Sendable {
    /// The result of the epoch.
    public var result: EpochResult
    /// The learning rate of the last step, after the schedule.
    public var learningRate: Float
    /// The global norm of the last step's gradient, before clipping.
    public var gradientNorm: Float
    /// The weights that were tested.
    public var parameters: [Tensor]
}
