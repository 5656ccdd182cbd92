import Charts
import Notebook

/// What was searched for, where it stands in the lines that are seen.
extension NotebookScreen {
    /// Columns before the text of a cell.
    private static let margin = 2

    /// What is marked; nil for nothing.
    private var marked: SearchPattern? {
        if let search = model.search { return SearchPattern(search.string) }
        return model.showsMatches ? SearchPattern(model.pattern) : nil
    }

    private func columns(_ pattern: SearchPattern, _ line: CellList.Line) -> [Range<Int>] {
        guard line.cell != nil else { return [] }
        return pattern.columns(in: String(line.line.text.dropFirst(Self.margin)))
    }

    /// The line and the columns of the place that was gone to, or of the last one before it where a line's end divides it; nil where it is not in
    /// the list.
    func chosenMatch(_ list: CellList) -> (line: Int, columns: Range<Int>)? {
        guard model.search == nil, let match = model.match, let pattern = marked, let place = state.cells.place(of: match.cell),
            let lines = list.range(place)
        else { return nil }
        var left = match.index
        var last: (line: Int, columns: Range<Int>)?
        for line in lines {
            let found = columns(pattern, list.lines[line])
            if left < found.count { return (line, found[left]) }
            left -= found.count
            last = found.last.map { (line, $0) } ?? last
        }
        return last
    }

    /// Marks what was searched for, and more so where one has gone to; without colours too.
    func drawMatches(_ canvas: inout Canvas, _ area: Rectangle, _ list: CellList, _ visible: Range<Int>) {
        guard let pattern = marked else { return }
        let chosen = chosenMatch(list)
        for line in visible {
            for columns in columns(pattern, list.lines[line]) {
                let isChosen = chosen.map { $0.line == line && $0.columns == columns } ?? false
                let place = Rectangle(
                    x: area.x + Self.margin + columns.lowerBound, y: area.y + line - visible.lowerBound, width: columns.count, height: 1)
                canvas.restyle(place.intersection(area.inset(right: 1))) { style in
                    var style = style
                    style.foreground = terminalStyle.theme.warning.foreground
                    return isChosen ? Self.standingOut(style) : style.with([.underline, .bold])
                }
            }
        }
    }
}
