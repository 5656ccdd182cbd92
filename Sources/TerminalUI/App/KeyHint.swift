import Charts
import TextFormatting

/// Keys that apply and what they do, as lists of them say it; the mouse can press them.
struct KeyHint: Sendable, Equatable {
    /// What comes of it.
    enum Effect: Sendable, Equatable {
        case press([Key])
        /// The action of this name.
        case perform(String)
    }

    struct Part: Sendable, Equatable {
        /// The key in few columns.
        var text: String
        var effect: Effect
    }

    /// One or more, such as those for more and for less.
    var parts: [Part]
    var does: String

    /// Keys and what they do, as the one key does that is pressed.
    init(_ key: Key, _ text: String? = nil, does: String) {
        self.init([Part(text: text ?? key.shortName, effect: .press([key]))], does: does)
    }

    init(_ parts: [Part], does: String) {
        (self.parts, self.does) = (parts, does)
    }

    /// Columns, with those that part it from the next.
    var width: Int { parts.reduce(0) { $0 + DisplayWidth.of($1.text) + 1 } + DisplayWidth.of(does) + 2 }

    /// What the mouse presses in a column, counted from its first; nil beside it.
    func effect(at column: Int) -> Effect? {
        guard column >= 0, column < width - 2, let first = parts.first else { return nil }
        var end = 0
        for part in parts {
            end += DisplayWidth.of(part.text) + 1
            if column < end { return part.effect }
        }
        return first.effect
    }

    /// - Returns: the column after it.
    @discardableResult
    func draw(_ canvas: inout Canvas, x: Int, y: Int, _ style: Style, _ theme: Theme, within area: Rectangle) -> Int {
        let end = canvas.write(parts.map(\.text).joined(separator: " "), x: x, y: y, theme.key, within: area)
        return canvas.write(" " + does + "  ", x: end, y: y, style, within: area)
    }
}

extension [KeyHint] {
    var width: Int { reduce(0) { $0 + $1.width } }

    /// The last one, and as many of the first ones as have room beside it, each as a whole.
    func fitting(_ width: Int) -> [KeyHint] {
        guard let last else { return [] }
        // Nothing has to be parted from what is behind the last one.
        var room = width + 2 - last.width
        let first = dropLast().prefix { hint in
            room -= hint.width
            return room >= 0
        }
        return first + [last]
    }

    /// What the mouse presses in a column, where they stand one after another from column 0 on; nil between them.
    func effect(at column: Int) -> KeyHint.Effect? {
        var start = 0
        for hint in self {
            if column < start + hint.width { return hint.effect(at: column - start) }
            start += hint.width
        }
        return nil
    }
}
