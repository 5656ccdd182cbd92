/// A change made to a run during training, with the step before which it took effect, so that it can be replayed.
public struct RecordedChange: Sendable, Hashable, Codable {
    /// The kinds of change.
    public enum Change: Sendable, Hashable, Codable {
        /// The learning rate before the schedule.
        case learningRate(Float)
        /// The end of the run.
        case stop

        /// The keys in saved runs: they must never change.
        private enum CodingKeys: String, CodingKey {
            case learningRate = "rate"
            case stop = "stop"
        }
        private enum LearningRateCodingKeys: String, CodingKey { case _0 = "value" }
    }
    /// The number of steps completed before, over all epochs.
    public var step: Int
    /// The change.
    public var change: Change

    /// The keys in saved runs: they must never change.
    private enum CodingKeys: String, CodingKey {
        case step = "step"
        case change = "change"
    }

    /// A change after `step` completed steps.
    public init(step: Int, change: Change) {
        self.step = step
        self.change = change
    }
}
