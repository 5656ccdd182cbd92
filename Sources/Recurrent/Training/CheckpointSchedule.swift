/// Where a run saves its whole state, and how often.
public struct CheckpointSchedule: Sendable, Hashable {
    /// The file, replaced each time in one piece.
    public var file: String
    /// Least seconds between two checkpoints inside an epoch. The end of each epoch, and of the run, is saved too.
    public var seconds: Double

    public init(file: String, seconds: Double = 30) {
        self.file = file
        self.seconds = seconds
    }
}
