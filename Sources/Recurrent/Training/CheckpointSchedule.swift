/// Where a run saves its whole state, and how often.
public struct CheckpointSchedule: Sendable, Hashable {
    /// The file, replaced each time in one piece.
    public var file: String
    /// Least seconds between two checkpoints. The beginning of a pause and the end of the run are saved too.
    public var seconds: Double

    /// A checkpoint in `file` about every `seconds` seconds.
    public init(file: String, seconds: Double = 30) {
        self.file = file
        self.seconds = seconds
    }
}
