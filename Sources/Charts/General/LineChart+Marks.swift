import TextFormatting

/// Lines across a chart where something was changed, each with its label at its top, above all curves.
extension LineChart {
    /// A label with its place.
    struct Flag: Equatable {
        /// The column of the mark's line.
        var column: Int
        /// The columns of the label, beside that line.
        var label: Range<Int>
        /// The row of the label from the top; the line begins there. Nil where no row has room: then there is only the line.
        var row: Int?
    }

    /// Plots with fewer rows have no labels; the others have a row of labels for this many of their own at most.
    private static let (leastRows, rowsPerFlag) = (4, 3)

    /// Where labels are: to the right of their lines, or to the left of them where the right is too narrow. Labels overlap neither each
    /// other nor other lines, so that each label touches only its own line.
    ///
    /// - Parameter plot: the area of the curves with that of the labels above them.
    func flags(_ plot: Rectangle) -> [Flag?] {
        let most = plot.height < Self.leastRows ? 0 : plot.height / Self.rowsPerFlag
        let columns = marks.map { column($0.x, plot) }
        var flags: [Flag?] = Array(repeating: nil, count: marks.count)
        /// The upper limit of columns for labels on the right: they must not reach the lines of labels on the left.
        var right = plot.right
        var isOnLeft = Array(repeating: false, count: marks.count)
        let order = marks.indices.filter { columns[$0] != nil }.sorted { (columns[$0] ?? 0, $0) < (columns[$1] ?? 0, $1) }
        for index in order.reversed() {
            guard let column = columns[index], column + 1 + DisplayWidth.of(marks[index].label) > right else { continue }
            (isOnLeft[index], right) = (true, column)
        }
        for index in order.reversed().filter({ isOnLeft[$0] }) + order.filter({ !isOnLeft[$0] }) {
            guard let column = columns[index] else { continue }
            let width = DisplayWidth.of(marks[index].label)
            let label = isOnLeft[index] ? (column - width)..<column : (column + 1)..<(column + 1 + width)
            var flag = Flag(column: column, label: label, row: nil)
            if width > 0, label.lowerBound >= plot.x, label.upperBound <= plot.right {
                flag.row = (0..<most).first { row in
                    flags.allSatisfy { $0.map { Self.areApart(flag, at: row, $0) } ?? true }
                }
            }
            flags[index] = flag
        }
        return flags
    }

    /// Whether a label in a row touches neither the other label nor its line, and its own line not the other label.
    private static func areApart(_ flag: Flag, at row: Int, _ other: Flag) -> Bool {
        guard let otherRow = other.row else { return true }
        if other.column == flag.column { return row != otherRow }
        let crossesLine = flag.label.contains(other.column) && row >= otherRow
        let isCrossed = other.label.contains(flag.column) && row <= otherRow
        let overlaps = row == otherRow && (flag.label.lowerBound - 1..<flag.label.upperBound + 1).overlaps(other.label)
        return !crossesLine && !isCrossed && !overlaps
    }

    /// The number of rows that labels take above the curves.
    ///
    /// - Parameter plot: the area of the curves with that of the labels above them.
    func flagRows(_ plot: Rectangle) -> Int { marks.isEmpty ? 0 : (flags(plot).compactMap { $0?.row }.max() ?? -1) + 1 }

    /// Draws the lines and their labels.
    ///
    /// - Parameters:
    ///   - whole: the area of the curves with that of the labels above them.
    ///   - plot: the area of the curves.
    func drawMarks(_ canvas: inout Canvas, _ whole: Rectangle, _ plot: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !marks.isEmpty else { return }
        for (flag, mark) in zip(flags(whole), marks) {
            guard let flag else { continue }
            let first = flag.row.map { whole.y + $0 } ?? plot.y
            for row in first..<max(first, plot.bottom) {
                canvas[flag.column, row] = StyledCell(character: terminalStyle.symbols.dotted, style: mark.style)
            }
            if flag.row != nil { canvas.write(mark.label, x: flag.label.lowerBound, y: first, mark.style, within: whole) }
        }
    }
}
