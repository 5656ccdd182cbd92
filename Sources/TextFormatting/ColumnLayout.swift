/// The positions of cells in the rows of a table.
public struct ColumnLayout: Sendable {
    private let alignments: [TextTable.Alignment]
    private let gap: Int
    private let widths: [Int]

    /// - Parameters:
    ///   - cells: the width of each cell, row by row; cells beyond the last alignment are ignored.
    ///   - gap: the number of terminal columns between two table columns.
    public init(alignments: [TextTable.Alignment], cells: [[Int]], gap: Int) {
        self.alignments = alignments
        self.gap = gap
        var widths = Array(repeating: 0, count: alignments.count)
        for row in cells {
            for (column, width) in row.prefix(widths.count).enumerated() { widths[column] = max(widths[column], width) }
        }
        self.widths = widths
    }

    /// The start of each cell in a row.
    public func starts(of row: [Int]) -> [Int] {
        var start = 0
        return row.prefix(widths.count).enumerated().map { column, width in
            defer { start += widths[column] + gap }
            return alignments[column] == .left ? start : start + widths[column] - width
        }
    }
}
