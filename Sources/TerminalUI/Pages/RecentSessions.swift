import Foundation
import Notebook

/// The sessions that the user had open, the latest first.
struct RecentSessions: Sendable {
    private let file: HistoryFile?

    /// - Parameter file: what they are kept in; nil to keep none.
    init(file: HistoryFile?) {
        self.file = file
    }

    /// Those of this user.
    static var ofTheUser: RecentSessions {
        RecentSessions(file: UserFolders.state.map { HistoryFile(URL(filePath: $0).appending(path: "sessions.jsonl")) })
    }

    /// Takes note of a session's file.
    func note(_ path: String) {
        let whole = URL(filePath: path).standardizedFileURL.path
        if paths.first != whole { file?.append(whole) }
    }

    /// Their files, as far as they are still there, each once.
    var paths: [String] {
        var seen: Set<String> = []
        return (file?.read() ?? []).reversed().filter { seen.insert($0).inserted && FileManager.default.fileExists(atPath: $0) }
    }

    /// Waits until everything is written.
    func flush() { file?.flush() }
}
