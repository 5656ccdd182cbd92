extension Glyph {
    /// The sign that stands for it where only ASCII can be shown, in one column; a question mark where none does.
    var inASCII: Glyph {
        guard !isASCII else { return self }
        let scalars = scalars
        guard scalars.count == 1, let sign = Self.signs[scalars[0]] else { return Glyph("?") }
        return Glyph(sign)
    }

    /// What sentences and tables are written with. Letters are not among them: with others in their place, words would be misread.
    private static let signs: [Unicode.Scalar: Unicode.Scalar] = [
        "·": "*", "×": "x", "•": "*", "→": ">", "←": "<", "↑": "^", "↓": "v", "−": "-", "–": "-", "—": "-", "…": "~", "≤": "<", "≥": ">",
        "≈": "~", "±": "~", "°": "o", "²": "2", "³": "3", "µ": "u", "‘": "'", "’": "'", "“": "\"", "”": "\"", "\u{A0}": " ", "⏎": "/",
        "␣": "_", "▫": "_", "✓": "+", "✗": "x", "●": "*", "○": "o", "■": "#", "▸": ">", "▲": "^", "▼": "v", "─": "-", "━": "-", "│": "|",
        "┃": "|", "┊": "|", "└": "+", "┌": "+", "┐": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+", "█": "#",
    ]
}
