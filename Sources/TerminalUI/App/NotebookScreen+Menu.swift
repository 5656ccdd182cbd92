import Charts
import TextFormatting

/// What could stand where something is typed.
extension NotebookScreen {
    /// Where the menu of what completes is, how many rows of it list something, and what the first of these is; nil for none.
    ///
    /// - Parameter line: the row on which one types among the cells; nil where that is not.
    func menu(_ layout: Layout, line: Int?) -> (area: Rectangle, rows: Int, first: Int)? {
        guard let menu = model.menu, !menu.completions.items.isEmpty else { return nil }
        let items = menu.completions.items
        // Below what is typed where there is room, else above it.
        let (above, below) = (line ?? layout.input.y, line.map { $0 + 1 } ?? layout.below.y)
        let room = line == nil ? layout.below.height : layout.status.y - below
        let isBelow = room >= min(8, items.count)
        let height = min(8, items.count, isBelow ? room : above)
        let first = max(0, min((menu.selected ?? 0) - height / 2, items.count - height))
        // That there are more is said where there is a line for it.
        let footer = items.count > height && (isBelow ? room : above) > height ? 1 : 0
        let names = items.map { DisplayWidth.of($0.text) }.max() ?? 0
        let width = min(
            layout.list.width - 2,
            max(
                names + 3 + (items.map { DisplayWidth.of($0.detail) }.max() ?? 0),
                footer > 0 ? Self.extent(first, height, items.count).count + 2 : 0))
        let area = Rectangle(
            x: layout.list.x + 2, y: isBelow ? below : above - height - footer, width: width, height: height + footer)
        return (area, height, first)
    }

    private static func extent(_ first: Int, _ rows: Int, _ count: Int) -> String { "\(first + 1) to \(first + rows) of \(count)" }

    /// A style with foreground and background exchanged, also where they are already.
    static func standingOut(_ style: Style) -> Style {
        var style = style
        style.attributes.formSymmetricDifference(.reverse)
        return style.with(.bold)
    }

    /// - Parameter list: where the cells are: nothing of them is left in the rows of the menu.
    func drawMenu(_ canvas: inout Canvas, _ place: (area: Rectangle, rows: Int, first: Int)?, over list: Rectangle) {
        guard let (area, height, first) = place, let menu = model.menu else { return }
        let items = menu.completions.items
        let names = items.map { DisplayWidth.of($0.text) }.max() ?? 0
        let width = area.width
        let rows = Rectangle(x: list.x, y: area.y, width: list.width, height: area.height)
        canvas.fill(rows, StyledCell(character: " ", style: .plain))
        canvas.fill(area, StyledCell(character: " ", style: terminalStyle.theme.statusBar))
        for row in 0..<height {
            let item = items[first + row]
            let isChosen = first + row == menu.selected
            let base = isChosen ? Self.standingOut(terminalStyle.theme.statusBar) : terminalStyle.theme.statusBar
            canvas.fill(Rectangle(x: area.x, y: area.y + row, width: width, height: 1), StyledCell(character: " ", style: base))
            if isChosen { canvas.write(String(terminalStyle.symbols.pointer), x: area.x, y: area.y + row, base, within: area) }
            canvas.write(item.text, x: area.x + 1, y: area.y + row, base, within: area)
            let detail = StyledLine(item.detail, base).fitted(max(0, width - names - 3), terminalStyle)
            canvas.write(detail, x: area.x + names + 3, y: area.y + row, within: area)
        }
        guard area.height > height else { return }
        canvas.write(Self.extent(first, height, items.count), x: area.x + 1, y: area.y + height, terminalStyle.theme.key, within: area)
    }
}
