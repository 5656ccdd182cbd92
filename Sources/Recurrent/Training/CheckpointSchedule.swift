/// How often a run saves its whole state, and where.
public struct CheckpointSchedule: Sendable {
    /// Least seconds between two checkpoints. The first comes after a second, so that little is lost of a run that ends early. The beginning of a
    /// pause, a live change, a suspension and the end of the run are saved too, whatever the schedule says.
    public var seconds: Double
    /// Most of the run's time that checkpoints may take: after one that took t seconds the next comes no sooner than t / share later.
    public var share: Double
    /// Keeps a checkpoint; called on a queue of its own, one call at a time. What it throws is said in the run's snapshots.
    public var write: @Sendable (Checkpoint) throws -> Void

    /// A checkpoint about every `seconds` seconds.
    public init(seconds: Double = 30, share: Double = 0.01, write: @escaping @Sendable (Checkpoint) throws -> Void) {
        self.seconds = seconds
        self.share = share
        self.write = write
    }
}
