import Notebook

/// Cells of styled text in aligned columns.
struct StyledTable {
    enum Alignment { case left, right }

    var alignments: [Alignment]
    var rows: [[StyledLine]]
    /// Columns between columns.
    var gap = 2

    /// One line a row.
    var lines: [StyledLine] {
        var widths = Array(repeating: 0, count: alignments.count)
        for row in rows {
            for (column, cell) in row.prefix(widths.count).enumerated() { widths[column] = max(widths[column], cell.width) }
        }
        return rows.map { row in
            var line = StyledLine()
            var pending = 0
            for (column, cell) in row.prefix(widths.count).enumerated() {
                let padding = widths[column] - cell.width
                line.append(String(repeating: " ", count: pending + (alignments[column] == .right ? padding : 0)))
                line.spans += cell.spans
                pending = gap + (alignments[column] == .left ? padding : 0)
            }
            return line
        }
    }
}
