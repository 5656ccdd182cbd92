/// Keys that are pressed one after another to mean one thing, mostly one, such as `Alt-j` or `d d`.
struct KeySequence: Hashable, Sendable {
    var keys: [Key]

    init(_ keys: [Key]) {
        self.keys = keys
    }

    /// Keys by their names, with spaces between them; nil where one is unknown or there is none.
    init?(_ text: String) {
        var keys: [Key] = []
        for word in text.split(separator: " " as Character) {
            guard let key = Key(name: String(word)) else { return nil }
            keys.append(key)
        }
        guard !keys.isEmpty else { return nil }
        self.keys = keys
    }

    /// As help writes them.
    var name: String { keys.map(\.name).joined(separator: " ") }

    /// In few columns.
    var shortName: String { keys.map(\.shortName).joined() }
}
