import TextFormatting

/// Cells of styled text in aligned columns.
package struct StyledTable: Sendable {
    /// The alignment of each column.
    package var alignments: [TextTable.Alignment]
    /// The cells, row by row.
    package var rows: [[StyledLine]]
    /// The number of terminal columns between two columns.
    package var gap: Int

    /// A table of these rows; cells beyond the last alignment are left out.
    package init(alignments: [TextTable.Alignment], rows: [[StyledLine]], gap: Int = 2) {
        self.alignments = alignments
        self.rows = rows
        self.gap = gap
    }

    /// One line for each row, without trailing blanks.
    package var lines: [StyledLine] {
        let widths = rows.map { $0.map(\.width) }
        let layout = ColumnLayout(alignments: alignments, cells: widths, gap: gap)
        return zip(rows, widths).map { row, widths in
            var line = StyledLine()
            var end = 0
            for ((cell, width), start) in zip(zip(row, widths), layout.starts(of: widths)) {
                line.append(String(repeating: " ", count: start - end))
                line.spans += cell.spans
                end = start + width
            }
            return line.trimmed
        }
    }
}
