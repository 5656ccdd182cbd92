import Charts
import TextFormatting

/// What is typed as lines of a width, long ones wrapped, and where the cursor is among them.
struct TypedLines {
    private(set) var lines: [StyledLine] = []
    /// From 0, the column in columns of the screen.
    private(set) var cursor = (row: 0, column: 0)
    /// Of each of the lines, which of the text's it belongs to, how many of that one's characters are before it, and how many columns are a margin.
    private var origins: [(line: Int, first: Int, margin: Int)] = []

    /// Columns by which the rest of a wrapped line of code is moved in, as where it stands among the cells.
    private static let indent = 4

    /// - Parameter width: columns; the last one is the cursor's.
    /// - Complexity: O(n).
    init(_ editor: LineEditor, isProse: Bool, width: Int, _ theme: Theme) {
        let width = max(1, width - 1)
        let indent = isProse ? 0 : Self.indent
        let whole = isProse ? editor.lines.map { StyledLine($0, theme.text) } : SourceLines.lines(editor.string, theme)
        for (number, line) in whole.enumerated() {
            let parts = line.wrapped(width, indent: indent)
            var first = 0
            for (row, part) in parts.enumerated() {
                let margin = row > 0 && indent * 2 < width ? indent : 0
                origins.append((number, first, margin))
                first += part.text.count - margin
            }
            if number == editor.place.line {
                let (row, column) = Self.place(of: editor.place.column, in: parts, indent: indent * 2 < width ? indent : 0)
                cursor = (lines.count + row, column)
            }
            lines += parts
        }
    }

    /// The line of the text, and the character in it, that stands at a row and a column; nil below the last row.
    func place(row: Int, column: Int) -> (line: Int, column: Int)? {
        guard lines.indices.contains(row) else { return nil }
        let (line, first, margin) = origins[row]
        var (count, taken) = (0, margin)
        for character in lines[row].text.dropFirst(margin) {
            let wide = DisplayWidth.of(character)
            guard taken + wide <= column else { break }
            (count, taken) = (count + 1, taken + wide)
        }
        return (line, first + count)
    }

    /// Where the character of this number is.
    private static func place(of character: Int, in parts: [StyledLine], indent: Int) -> (row: Int, column: Int) {
        var left = character
        for (row, part) in parts.enumerated() {
            let (text, margin) = (part.text, row == 0 ? 0 : indent)
            let count = text.count - margin
            if left < count || row == parts.count - 1 { return (row, DisplayWidth.of(String(text.prefix(margin + max(0, left))))) }
            left -= count
        }
        return (0, 0)
    }
}
