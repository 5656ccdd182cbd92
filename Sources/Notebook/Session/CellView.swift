/// Names a cell for as long as the session is open, wherever the cell moves. A later cell has a greater one.
public struct CellID: Hashable, Sendable, Comparable {
    let number: Int

    init(_ number: Int) {
        self.number = number
    }

    /// Whether `a` came into the session before `b`.
    public static func < (a: CellID, b: CellID) -> Bool {
        a.number < b.number
    }
}

/// How far a cell is.
public enum CellStatus: String, Sendable, Equatable, Codable {
    /// Has not been run since the session was opened; its output, if there is one, was read from the file.
    case idle
    /// Runs as soon as what it names is ready.
    case queued
    /// Runs now.
    case running
    /// Ran to its end, and what it names is as it was.
    case done
    /// Ended before its end for an error, which it printed.
    case failed
    /// Ran, but something it names has changed since.
    case stale
    /// Ended before its end, since the user asked for it.
    case interrupted

    /// Whether the cell still has to do something.
    public var isPending: Bool { self == .queued || self == .running }
}

/// One cell of a session at one moment, as fronts draw it.
public struct CellView: Sendable, Identifiable {
    /// What stands there.
    public enum Kind: Sendable, Equatable {
        /// Markdown between cells.
        case prose
        /// A cell of the document, which runs.
        case code
    }

    /// The cell, wherever it stands.
    public let id: CellID
    /// Whether it is prose or code.
    public var kind: Kind
    /// What the user wrote, with `\n` between lines and none at the end.
    public var source: String
    /// How far the cell is; `done` for prose.
    public var status: CellStatus
    /// Grows while the cell runs.
    public var output: CellOutput
    /// Another one whenever anything of the view is: what was drawn of the same cell and version can be shown again.
    public var version = 0
    /// Another one whenever the source or the output is; nil where that is not known.
    public var contentVersion: Int?
    /// Whether all that was changed of the cell is on disk: a kill or a loss of power takes nothing of it away.
    public var isKept = true
}
