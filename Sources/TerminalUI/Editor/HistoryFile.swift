import Dispatch
import Files
import Foundation
import Notebook
import SystemPackage

/// The file that entries are appended to, a JSON string a line, on a queue of its own: who draws never waits for the disk. What cannot be read or
/// written is left alone: history is a convenience.
final class HistoryFile: Sendable {
    /// Most entries kept.
    static let greatest = 1000

    private let url: URL
    private let queue = DispatchQueue(label: "history", qos: .utility)

    init(_ url: URL) {
        self.url = url
    }

    /// The one for all sessions of this user; nil where there is no folder for it.
    static var ofTheUser: HistoryFile? {
        UserFolders.state.map { HistoryFile(URL(filePath: $0).appending(path: "history.jsonl")) }
    }

    /// The latest entries, the oldest first. Lines that are no entries are left out.
    func read() -> [String] {
        let decoder = JSONDecoder()
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { return formerEntries(decoder) }
        let entries = text.split(separator: "\n" as Character).compactMap { try? decoder.decode(String.self, from: Data($0.utf8)) }
        // Appending alone would let the file grow for ever.
        if entries.count > 2 * Self.greatest { replace(with: entries.suffix(Self.greatest)) }
        return entries.suffix(Self.greatest)
    }

    /// What older versions kept as one array beside the file; it goes into the file.
    private func formerEntries(_ decoder: JSONDecoder) -> [String] {
        let former = url.deletingPathExtension().appendingPathExtension("json")
        guard let data = try? Data(contentsOf: former), let entries = try? decoder.decode([String].self, from: data) else { return [] }
        replace(with: entries.suffix(Self.greatest))
        return entries.suffix(Self.greatest)
    }

    /// Writes an entry at the end, later.
    func append(_ entry: String) {
        guard let line = Self.line(entry) else { return }
        queue.async { [url] in
            try? FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            // Of several programs none overwrites what another appends.
            let descriptor = open(url.path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return }
            try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).write(contentsOf: line)
        }
    }

    /// Waits until everything is written.
    func flush() { queue.sync {} }

    private func replace(with entries: ArraySlice<String>) {
        let lines = entries.compactMap(Self.line).reduce(into: Data()) { $0.append($1) }
        queue.async { [url] in try? SystemDisk().replace(FilePath(url.path), with: Array(lines), isLasting: false) }
    }

    private static func line(_ entry: String) -> Data? {
        (try? JSONEncoder().encode(entry)).map { $0 + Data("\n".utf8) }
    }
}
