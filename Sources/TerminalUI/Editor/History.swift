/// Cells that were typed before, kept from one session to the next.
struct History: Sendable {
    private var entries: [String]
    private var position: Int
    /// What was being typed when the user went back.
    private var draft = ""
    private let file: HistoryFile?

    /// - Parameter file: where the history is kept; nil to keep none.
    init(file: HistoryFile? = .ofTheUser) {
        self.file = file
        entries = file?.read() ?? []
        position = entries.count
    }

    /// Adds an entry, which is written later, without waiting.
    mutating func add(_ entry: String) {
        if entries.last != entry {
            entries = (entries + [entry]).suffix(HistoryFile.greatest)
            file?.append(entry)
        }
        position = entries.count
    }

    /// Waits until all entries are written.
    func flush() { file?.flush() }

    /// All entries, the latest first.
    var latestFirst: [String] { entries.reversed() }

    /// The entry before the present one that begins with what was being typed, or, where none does, the entry before; nil where there is none.
    ///
    /// - Parameter text: what is being typed.
    /// - Complexity: O(n) in the entries.
    mutating func back(from text: String) -> String? {
        if position == entries.count { draft = text }
        guard let found = entries[..<position].lastIndex(where: isWanted) else { return nil }
        position = found
        return entries[position]
    }

    /// The entry after the present one, what was being typed after the last; nil where there is neither.
    mutating func forward() -> String? {
        guard position < entries.count else { return nil }
        position = entries[(position + 1)...].firstIndex(where: isWanted) ?? entries.count
        return position == entries.count ? draft : entries[position]
    }

    private var isWanted: (String) -> Bool {
        guard !draft.isEmpty, entries.contains(where: { $0.hasPrefix(draft) }) else { return { _ in true } }
        return { [draft] in $0.hasPrefix(draft) }
    }
}
