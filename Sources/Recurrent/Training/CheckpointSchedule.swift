/// How often a run saves its complete state, and where.
public struct CheckpointSchedule: Sendable {
    /// The minimum time between two checkpoints, in seconds. The first is saved after one second, so that little is lost if a run ends
    /// early. Whatever the schedule, the state is also saved when a pause begins, at a live change, at a suspension and at the end of the
    /// run.
    public var seconds: Double
    /// The greatest share of the run's time that checkpoints may take: after one that took t seconds, the next is saved no sooner than t /
    /// share later.
    public var share: Double
    /// Stores a checkpoint; called on a separate queue, one call at a time. Errors that it throws are reported in the run's snapshots.
    public var write: @Sendable (Checkpoint) throws -> Void

    /// A checkpoint about every `seconds` seconds.
    public init(seconds: Double = 30, share: Double = 0.01, write: @escaping @Sendable (Checkpoint) throws -> Void) {
        self.seconds = seconds
        self.share = share
        self.write = write
    }
}
