/// Lines of cells in aligned columns.
public struct TextTable: Sendable {
    public enum Alignment: Sendable { case left, right }

    public var alignments: [Alignment]
    public var rows: [[String]]
    /// Between columns.
    public var gap: String

    public init(alignments: [Alignment], rows: [[String]], gap: String = "  ") {
        self.alignments = alignments
        self.rows = rows
        self.gap = gap
    }

    /// The lines, without spaces at their ends.
    public var lines: [String] {
        var widths = Array(repeating: 0, count: alignments.count)
        for row in rows {
            for (column, cell) in row.enumerated() where column < widths.count {
                widths[column] = max(widths[column], DisplayWidth.of(cell))
            }
        }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() where column < widths.count {
                if column > 0 { line += gap }
                let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
                line += alignments[column] == .left ? cell + padding : padding + cell
            }
            while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
            return line
        }
    }

    /// The lines with `\n` between them.
    public var text: String { lines.joined(separator: "\n") }
}
