/// A change made to a run while it trained, with the step before which it took effect, so that a replay can make it again.
public struct RecordedChange: Sendable, Hashable, Codable {
    /// What was changed.
    public enum Change: Sendable, Hashable, Codable {
        /// The rate before the schedule.
        case learningRate(Float)
        /// The run ended.
        case stop

        /// What kept runs call these: they may never change.
        private enum CodingKeys: String, CodingKey {
            case learningRate = "rate"
            case stop = "stop"
        }
        private enum LearningRateCodingKeys: String, CodingKey { case _0 = "value" }
    }
    /// Steps done before, over all epochs.
    public var step: Int
    /// What was changed.
    public var change: Change

    /// What kept runs call these: they may never change.
    private enum CodingKeys: String, CodingKey {
        case step = "step"
        case change = "change"
    }

    /// A change before the step with this number.
    public init(step: Int, change: Change) {
        self.step = step
        self.change = change
    }
}
