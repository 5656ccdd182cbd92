/// Lines of cells in aligned columns.
struct TextTable {
    enum Alignment { case left, right }

    var alignments: [Alignment]
    var rows: [[String]]
    /// Between columns.
    var gap = "  "

    /// The lines, without spaces at their ends.
    var lines: [String] {
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

    var text: String { lines.joined(separator: "\n") }
}
