/// A change made to a run while it trained, with the step before which it took effect, so that a replay can make it again.
public struct RecordedChange: Sendable, Hashable, Codable {
    public enum Change: Sendable, Hashable, Codable {
        case learningRate(Float)
        case stop
    }
    /// Steps done before, over all epochs.
    public var step: Int
    public var change: Change

    public init(step: Int, change: Change) {
        self.step = step
        self.change = change
    }
}
