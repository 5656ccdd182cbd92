import Files
import SystemPackage

/// The folder `.unroll/NAME` beside a session's file NAME: what the program needs to lose nothing, and can do without.
struct SessionFolder: Sendable {
    let path: FilePath

    /// - Parameter file: the session's file, with links followed: all ways to one file lead to one folder.
    init(of file: FilePath) {
        let folder = file.removingLastComponent()
        path = (folder.isEmpty ? "." : folder).appending(".unroll").appending(file.lastComponent?.string ?? "session")
    }

    /// Held by the process that has the session open; says which that is.
    var lock: FilePath { path.appending("lock") }
    /// What was changed since the file was written.
    var journal: FilePath { path.appending("journal") }
    /// What stood in the journal's place and could not be read.
    var damagedJournal: FilePath { path.appending("journal.damaged") }
    /// How much the runs that have ended may take, in bytes, where that was said.
    var runLimit: FilePath { path.appending("limit") }
    /// What the process that has the session open publishes for others to see.
    var report: FilePath { path.appending("report") }
    /// Which runs were seen, so that they are listed again.
    var runIndex: FilePath { path.appending("index") }
    /// The states of training runs.
    var runs: FilePath { path.appending("runs") }

    /// The state of one of them.
    func run(_ digest: String, _ stage: SessionStore.RunStage) -> FilePath { runs.appending("\(digest).\(stage.rawValue)") }

    /// Removes the folder, and the one above, where nothing is in it.
    func removeIfEmpty(_ disk: any Disk) {
        for path in [runs, path, path.removingLastComponent()] { try? disk.removeFolder(path) }
    }
}
