import Files
import SystemPackage

/// The folder `.unroll/NAME` beside a session's file NAME. It protects against data loss, but the session can be opened
/// without it.
struct SessionFolder: Sendable {
    let path: FilePath

    /// - Parameter file: the session's file. Links are followed, so that every path to a file leads to the same folder.
    init(of file: FilePath) {
        let folder = file.removingLastComponent()
        path = (folder.isEmpty ? "." : folder).appending(".unroll").appending(file.lastComponent?.string ?? "session")
    }

    /// Held by the process that has the session open, and names it.
    var lock: FilePath { path.appending("lock") }
    /// The changes since the file was written.
    var journal: FilePath { path.appending("journal") }
    /// A former journal that could not be read.
    var damagedJournal: FilePath { path.appending("journal.damaged") }
    /// The greatest total size of finished runs in bytes, if it has been set.
    var runLimit: FilePath { path.appending("limit") }
    /// What the process that has the session open publishes for viewers.
    var report: FilePath { path.appending("report") }
    /// The list of runs that were shown, so that they are listed again.
    var runIndex: FilePath { path.appending("index") }
    /// The states of training runs.
    var runs: FilePath { path.appending("runs") }

    /// The state of one run.
    func run(_ digest: String, _ stage: SessionStore.RunStage) -> FilePath { runs.appending("\(digest).\(stage.rawValue)") }

    /// Removes the folder, and then the one above it, if empty.
    func removeIfEmpty(_ disk: any Disk) {
        for path in [runs, path, path.removingLastComponent()] { try? disk.removeFolder(path) }
    }
}
