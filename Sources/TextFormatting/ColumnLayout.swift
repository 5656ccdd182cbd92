/// Where the cells of a table's rows stand.
public struct ColumnLayout: Sendable {
    private let alignments: [TextTable.Alignment]
    private let gap: Int
    private let widths: [Int]

    /// - Parameters:
    ///   - cells: the width of each cell, row by row; cells beyond the last alignment are left out.
    ///   - gap: columns between columns.
    public init(alignments: [TextTable.Alignment], cells: [[Int]], gap: Int) {
        self.alignments = alignments
        self.gap = gap
        var widths = Array(repeating: 0, count: alignments.count)
        for row in cells {
            for (column, width) in row.prefix(widths.count).enumerated() { widths[column] = max(widths[column], width) }
        }
        self.widths = widths
    }

    /// Where each cell of a row begins.
    public func starts(of row: [Int]) -> [Int] {
        var start = 0
        return row.prefix(widths.count).enumerated().map { column, width in
            defer { start += widths[column] + gap }
            return alignments[column] == .left ? start : start + widths[column] - width
        }
    }
}
