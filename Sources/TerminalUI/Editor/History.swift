import Foundation
import Notebook

/// Cells that were typed before, kept from one session to the next.
struct History: Sendable {
    private var entries: [String] = []
    private var position = 0
    /// What was being typed when the user went back.
    private var draft = ""
    private let file: URL?
    private static let greatest = 1000

    /// - Parameter file: where the history is kept; nil to keep none. What cannot be read or written is left alone: history is a convenience.
    init(file: URL? = UserFolders.state.map { URL(filePath: $0).appending(path: "history.json") }) {
        self.file = file
        if let file, let data = try? Data(contentsOf: file) { entries = (try? JSONDecoder().decode([String].self, from: data)) ?? [] }
        position = entries.count
    }

    mutating func add(_ entry: String) {
        if entries.last != entry { entries.append(entry) }
        entries = entries.suffix(Self.greatest)
        position = entries.count
        guard let file, let data = try? JSONEncoder().encode(entries) else { return }
        try? FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? data.write(to: file, options: .atomic)
    }

    mutating func back(from text: String) -> String? {
        guard position > 0 else { return nil }
        if position == entries.count { draft = text }
        position -= 1
        return entries[position]
    }

    mutating func forward() -> String? {
        guard position < entries.count else { return nil }
        position += 1
        return position == entries.count ? draft : entries[position]
    }
}
