extension PlainTable {
    /// The lines of the table within so many columns.
    ///
    /// Titles are broken over several lines, and so are texts, at their spaces or before a `|`; a last column of texts that has no room beside the others
    /// stands below them. Of these ways the one with the fewest lines is taken, of those that break no word where there are any. Where none is enough, whole
    /// columns are left out, and an ellipsis in the first line says so. A number is never broken.
    ///
    /// - Parameters:
    ///   - width: columns of the terminal.
    ///   - leastTelling: titles of the columns that are left out first, in this order; after them those at the right.
    ///   - ellipsis: what says that columns are left out.
    /// - Returns: the lines of the titles and those of the rows; nil where not even two columns have room.
    public func fitted(_ width: Int, leastTelling: [String] = [], ellipsis: Character = "…") -> (head: [String], body: [String])? {
        var columns = Array(isRight.indices)
        while columns.count > 1 {
            let isWhole = columns.count == isRight.count
            let ways = Setting.ways(columns, texts: columns.dropFirst().filter { !isRight[$0] })
            let set = ways.compactMap { lines($0, width: width) }
            if var best = set.min(by: { $0.cost < $1.cost }) {
                // A column of its own, where there is room: the title before it is whole.
                let gap = isWhole ? nil : [Self.gap, 1].first { DisplayWidth.of(best.head.first ?? "") + $0 + 1 <= width }
                if let gap, let line = best.head.first { best.head[0] = line + String(repeating: " ", count: gap) + "\(ellipsis)" }
                return (best.head, best.body)
            }
            columns.remove(at: leastTellingPlace(of: columns, leastTelling))
        }
        return nil
    }

    /// The place among these columns of the one that is left out next.
    private func leastTellingPlace(of columns: [Int], _ titles: [String]) -> Int {
        guard case .cells(let head)? = rows.first else { return columns.count - 1 }
        for title in titles {
            if let place = columns.dropFirst().firstIndex(where: { head[$0] == title }) { return place }
        }
        // A text can be broken: it is no hindrance as long as there are numbers.
        return columns.dropFirst().lastIndex { isRight[$0] } ?? columns.count - 1
    }

    /// A way to set the table.
    private struct Setting {
        var columns: [Int]
        /// Those whose cells stand below the others.
        var below: [Int] = []
        /// Whether titles of numbers are broken.
        var breaksTitles = false
        /// Whether texts of the first column are broken too.
        var breaksFirst = false

        static func ways(_ columns: [Int], texts: [Int]) -> [Setting] {
            let below = [[]] + (texts.isEmpty ? [] : [Array(texts.suffix(1))]) + (texts.count > 1 ? [texts] : [])
            return [false, true].flatMap { breaksFirst in
                below.flatMap { below in
                    [false, true].map { breaksTitles in
                        Setting(
                            columns: columns.filter { !below.contains($0) }, below: below, breaksTitles: breaksTitles,
                            breaksFirst: breaksFirst)
                    }
                }
            }
        }
    }

    /// Columns between columns, and before what stands below a row.
    private static let (gap, indent) = (2, 2)
    /// Columns that a text is not made narrower than, and those that a piece of it may ask for.
    private static let (leastText, greatestPiece) = (8, 16)

    /// The lines set in this way; nil where they would be too wide.
    private func lines(_ setting: Setting, width: Int) -> SetTable? {
        let cells = rows.compactMap { row -> [String]? in if case .cells(let cells) = row { cells } else { nil } }
        guard let titles = cells.first, let first = setting.columns.first else { return nil }
        func isBroken(_ column: Int) -> Bool { !isRight[column] && (column != first || setting.breaksFirst) }
        var widths = setting.columns.map { column -> Int in
            let title = setting.breaksTitles ? BrokenText.leastWidth(titles[column]) : DisplayWidth.of(titles[column])
            return cells.dropFirst().reduce(title) { max($0, DisplayWidth.of($1[column])) }
        }
        let least = setting.columns.enumerated().map { place, column in
            guard isBroken(column) else { return widths[place] }
            // The names of rows are broken last of all, and then anywhere; the words of their title are not.
            let pieces =
                column == first
                ? BrokenText.leastWhole(titles[column]) : cells.map { BrokenText.leastWidth($0[column]) }.max() ?? 0
            return min(widths[place], max(Self.leastText, min(Self.greatestPiece, pieces)))
        }
        while widths.reduce(0, +) + Self.gap * (widths.count - 1) > width {
            let places = widths.indices.filter { widths[$0] > least[$0] }
            guard let widest = places.max(by: { widths[$0] < widths[$1] }) else { return nil }
            widths[widest] -= 1
        }
        guard setting.below.isEmpty || width >= Self.indent + Self.leastText else { return nil }
        var (head, body): ([String], [String]) = ([], [])
        for (number, row) in rows.enumerated() {
            var lines: [String] = []
            switch row {
            case .line(let line): lines = [line]
            case .cells(let cells):
                let isHead = number == 0
                lines = joined(
                    zip(setting.columns, widths).map { column, width in
                        let breaks = isBroken(column) || (isHead && setting.breaksTitles)
                        guard breaks, DisplayWidth.of(cells[column]) > width else { return [cells[column]] }
                        guard column == first, !isHead else { return BrokenText.lines(cells[column], width: width) }
                        // So that it is seen where a row begins.
                        return BrokenText.lines(cells[column], width: width - Self.indent).enumerated().map {
                            ($0 == 0 ? "" : String(repeating: " ", count: Self.indent)) + $1
                        }
                    }, setting.columns, widths, atBottom: isHead)
                for column in setting.below where !cells[column].isEmpty {
                    let own = BrokenText.lines(cells[column], width: width - Self.indent)
                    lines += own.map { String(repeating: " ", count: Self.indent) + $0 }
                }
            }
            if number == 0 { head = lines } else { body += lines }
        }
        let breaksWords = zip(setting.columns, widths).contains { column, width in
            isBroken(column)
                && cells.contains { cells in
                    let isWhole = DisplayWidth.of(cells[column]) <= width
                    return !isWhole && BrokenText.leastWhole(cells[column]) > width - (column == first ? Self.indent : 0)
                }
        }
        return SetTable(head: head, body: body, breaksWords: breaksWords)
    }

    /// The table set in one way.
    private struct SetTable {
        var head: [String]
        var body: [String]
        var breaksWords: Bool

        var cost: (Int, Int) { (breaksWords ? 1 : 0, head.count + body.count) }
    }

    /// The lines of a row whose cells have several.
    private func joined(_ cells: [[String]], _ columns: [Int], _ widths: [Int], atBottom: Bool) -> [String] {
        let height = cells.map(\.count).max() ?? 0
        return (0..<height).map { line in
            var text = ""
            var end = 0
            var start = 0
            for (place, cell) in cells.enumerated() {
                let index = line - (atBottom ? height - cell.count : 0)
                let piece = cell.indices.contains(index) ? cell[index] : ""
                let free = max(0, widths[place] - DisplayWidth.of(piece))
                let left = start + (isRight[columns[place]] ? free : 0)
                if !piece.isEmpty {
                    text += String(repeating: " ", count: left - end) + piece
                    end = left + DisplayWidth.of(piece)
                }
                start += widths[place] + Self.gap
            }
            return text
        }
    }
}
