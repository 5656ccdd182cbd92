import Charts
import TextFormatting

/// Signs that a cell, or what is typed, goes on where it is not seen.
extension NotebookScreen {
    private var ellipsis: String { terminalStyle.hasUnicode ? "…" : "..." }

    /// Says how much of the first cell is above what is seen, in its row, and how much of the last one is below, in the empty row before the input.
    ///
    /// - Parameter visible: the lines that are seen.
    func drawCuts(_ canvas: inout Canvas, _ area: Rectangle, _ list: CellList, _ visible: Range<Int>) {
        guard !visible.isEmpty, let first = cut(list, at: visible.lowerBound), let last = cut(list, at: visible.upperBound - 1) else {
            return
        }
        let above = visible.lowerBound - first.lowerBound
        if above > 0, visible.count > 1 {
            canvas.fill(Rectangle(x: area.x, y: area.y, width: area.width, height: 1), StyledCell(character: " ", style: .plain))
            // The row of the sign is one of those that are not seen.
            write(&canvas, "\(Figures.count(above + 1, "row")) above", area, row: 0)
        }
        let below = last.upperBound - visible.upperBound
        guard visible.count < area.height else { return }
        var notices = below > 0 ? ["\(ellipsis) \(Figures.count(below, "more row"))"] : []
        // A table below the typed text belongs to that: what is said of the cells stays with them.
        if layerPane != nil, let reading = readingOn(list.lines.count - visible.upperBound) { notices.append(reading) }
        var column = area.x + 2
        for notice in notices where column + DisplayWidth.of(notice) < area.right {
            column = canvas.write(notice, x: column, y: area.y + visible.count, terminalStyle.theme.muted, within: area) + 2
        }
    }

    /// How many lines are not seen, and how they are reached; nil where all are, or where one types below the last and has not scrolled.
    func linesBeside(above: Int, below: Int, width: Int) -> String? {
        let isAtPrompt = model.mode == .typing && model.scroll == 0 && !model.looksElsewhere
        let (above, below) = (isAtPrompt ? 0 : above, isAtPrompt ? 0 : below)
        guard above > 0 || below > 0 else { return nil }
        guard below > 0 else { return "PageUp reads back, \(Figures.count(above, "line")) above" }
        let on = "PageDown reads on, \(Figures.count(below, "line")) more"
        guard above > 0 else { return on }
        let forms = [on + ", \(Figures.grouped(above)) above", "\(Figures.count(below, "line")) below, \(Figures.grouped(above)) above"]
        return forms.first { $0.count <= width } ?? on
    }

    /// The lines of the cell that a line belongs to; those of the line alone where it is between cells.
    private func cut(_ list: CellList, at line: Int) -> Range<Int>? {
        guard list.lines[line].cell != nil else { return line..<(line + 1) }
        return list.range(list.places(line..<(line + 1)).lowerBound)
    }

    private func write(_ canvas: inout Canvas, _ text: String, _ area: Rectangle, row: Int) {
        canvas.write("\(ellipsis) \(text)", x: area.x + 2, y: area.y + row, terminalStyle.theme.muted, within: area)
    }

    /// Marks the first and the last row of what is typed at the prompt where there is more of it, and says how much where there is room.
    ///
    /// - Parameter first: how many rows are above those that are seen.
    func drawCuts(_ canvas: inout Canvas, _ area: Rectangle, _ typed: TypedLines, _ first: Int) {
        let below = typed.lines.count - first - area.height
        if first > 0 { mark(&canvas, area, row: 0, typed.lines[first].width, "\(Figures.count(first, "row")) above") }
        if below > 0 {
            let last = area.height - 1
            mark(&canvas, area, row: last, typed.lines[first + last].width, Figures.count(below, "more row"))
        }
    }

    private func mark(_ canvas: inout Canvas, _ area: Rectangle, row: Int, _ width: Int, _ text: String) {
        canvas.write(terminalStyle.hasUnicode ? "… " : ": ", x: area.x, y: area.y + row, terminalStyle.theme.accent, within: area)
        let (column, length) = (area.width - 2 - DisplayWidth.of(text), DisplayWidth.of(text))
        guard column >= width + 4, length > 0 else { return }
        canvas.write(text, x: area.x + column, y: area.y + row, terminalStyle.theme.muted, within: area)
    }
}
