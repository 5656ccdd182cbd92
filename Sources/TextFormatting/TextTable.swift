/// Lines of cells in aligned columns.
public struct TextTable: Sendable {
    /// The alignment of the cells in a column.
    public enum Alignment: Sendable { case left, right }

    /// The alignment of each column.
    public var alignments: [Alignment]
    /// The cells, row by row.
    public var rows: [[String]]
    /// The number of terminal columns between two table columns.
    public var gap: Int

    /// A table of these rows; cells beyond the last alignment are ignored.
    public init(alignments: [Alignment], rows: [[String]], gap: Int = 2) {
        self.alignments = alignments
        self.rows = rows
        self.gap = gap
    }

    /// The lines, without trailing spaces.
    public var lines: [String] {
        let widths = rows.map { $0.map { DisplayWidth.of($0) } }
        let layout = ColumnLayout(alignments: alignments, cells: widths, gap: gap)
        return zip(rows, widths).map { row, widths in
            var line = ""
            var end = 0
            for ((cell, width), start) in zip(zip(row, widths), layout.starts(of: widths)) {
                line += String(repeating: " ", count: start - end) + cell
                end = start + width
            }
            while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
            return line
        }
    }

    /// The lines, separated by `\n`.
    public var text: String { lines.joined(separator: "\n") }
}
