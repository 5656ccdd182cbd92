import Charts
import TextFormatting

/// A page that is read over everything else.
extension NotebookScreen {
    /// Lines of a page on a screen of this height.
    static func pageRows(_ height: Int) -> Int { max(1, height - 5) }

    func draw(_ page: NotebookModel.Page, _ canvas: inout Canvas) {
        let all = page.contents.lines(state, model.keys, screenWidth: canvas.width)
        let rows = Self.pageRows(canvas.height)
        // The screen may have become wider since, and the page shorter.
        let first = max(0, min(page.line, all.count - 1))
        let lines = all.dropFirst(first).prefix(rows)
        let (x, width) = canvas.area.columns(ofPane: 4 + (all.map(DisplayWidth.of).max() ?? 0))
        let height = min(all.count, rows) + 3
        let area = Rectangle(x: x, y: max(0, (canvas.height - 1 - height) / 2), width: width, height: height)
        canvas.fill(area, StyledCell(character: " ", style: terminalStyle.theme.statusBar))
        for (row, line) in lines.enumerated() {
            canvas.write(
                StyledLine(line, terminalStyle.theme.statusBar).fitted(area.width - 3, terminalStyle), x: area.x + 2, y: area.y + 1 + row,
                within: area)
        }
        let end = first + rows < all.count ? "any key: more   Esc: back" : "any key: back"
        canvas.write(end, x: area.right - 1 - DisplayWidth.of(end), y: area.bottom - 1, terminalStyle.theme.key, within: area)
        canvas.cursor = nil
    }
}
