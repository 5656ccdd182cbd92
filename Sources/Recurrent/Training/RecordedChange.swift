/// A change made to a run while it trained, with the step before which it took effect, so that a replay can make it again.
public struct RecordedChange: Sendable, Hashable, Codable {
    /// What was changed.
    public enum Change: Sendable, Hashable, Codable {
        case learningRate(Float)
        case stop
    }
    /// Steps done before, over all epochs.
    public var step: Int
    /// What was changed.
    public var change: Change

    /// A change before the step with this number.
    public init(step: Int, change: Change) {
        self.step = step
        self.change = change
    }
}
