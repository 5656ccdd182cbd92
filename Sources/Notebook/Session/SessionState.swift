/// A session at one moment: an immutable value, cheap to take and to keep.
public struct SessionState: Sendable {
    /// Grows by one or more with each change, so that a front knows whether to draw again. Snapshots of a training run change
    /// without it: while `activeRun` is not nil, draw at the pace of the screen.
    public var revision = 0
    /// Prose and cells in the order of the document.
    public var cells = ShownCells()
    /// The topmost cell that runs; nil where none does.
    public var runningCell: CellID?
    /// How much of its present pass over data that cell has done, from 0 to 1; nil where it says nothing of it. It grows without `revision`.
    public var dataProgress: Double?
    /// The run that trains, or the latest that did; nil before the first.
    public var activeRun: LiveRun?
    /// The runs that can be looked at, in the order in which they began, the one that trains among them.
    public var runs: [LiveRun] = []
    /// How many cells wait until they can run.
    public var waiting = 0
    /// How many cells have to run again, since something that they name has changed.
    public var stale = 0
    /// The training runs that are kept beside the session's file, as of the latest `lookForKeptRuns`, and how many bytes those that have ended may take;
    /// nil before that.
    public var keptRuns: (runs: [KeptRun], limit: Int)?
    /// Whether any cell is queued or running.
    public var isBusy = false
    /// Whether there is anything that the file does not have.
    public var isModified = false
    /// Whether this is what another process does with the session, which is only looked at here.
    public var isFollowed = false
    /// Path of the session's file; nil before it has one.
    public var location: String?
    /// The latest thing worth telling, for a status line, such as "saved" or why a file cannot be written; nil for nothing.
    public var message: String?
    /// Grows with each message, one that says the same among them.
    public var messages = 0

    /// What is wrong with the session's files, for as long as it is: nil while all is well.
    public var warning: String?
    /// Whether the session cannot be written where it is, which `warning` explains.
    public var isReadOnly = false

    /// The state of a session without cells.
    public init() {}
}
