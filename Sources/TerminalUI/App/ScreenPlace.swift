import Charts
import Notebook

/// What lies at a place of the screen, as far as the mouse does something there.
enum ScreenPlace: Sendable, Equatable {
    case cell(CellID)
    /// What is typed, at a line of its text and a character in that.
    case typed(line: Int, column: Int)
    /// A key that is offered.
    case hint(KeyHint.Effect)
    /// The line between the cells and the panel.
    case border
    /// The chart of losses, at a step; nil beside its curves.
    case loss(step: Double?)
    /// The title of what is shown of a run.
    case title
    /// A cell of the matrix of a true class and what was said.
    case confusion(row: Int, column: Int)
    /// A run of the list of runs, by its place in it.
    case run(Int)
    /// What one picks from a list, by its place among what is left.
    case item(Int)
    /// What completes what is typed, by its place.
    case completion(Int)
    /// A page that is read.
    case page
    /// A row of the table of layers.
    case layer(Int)
    /// Something of a made-up example.
    case own(OwnPlace)
    /// Beside a list that lies over the notebook.
    case outside
    case nothing
}

extension NotebookScreen {
    /// What is at a place of the screen.
    ///
    /// - Parameter list: the cells as they are drawn.
    func place(x: Int, y: Int, in screen: Rectangle, _ list: CellList) -> ScreenPlace {
        guard screen.contains(x: x, y: y), screen.width >= Self.leastWidth, screen.height >= Self.leastHeight else { return .nothing }
        if model.page != nil || model.picker != nil || model.runs.isOpen, let effect = keyOfStatusLine(x: x, y: y, in: screen) {
            return .hint(effect)
        }
        if model.page != nil { return .page }
        if let picker = model.picker { return PickerPane(picker: picker).place(x: x, y: y, in: screen) }
        if model.runs.isOpen { return RunsPane(state: state, choice: model.runs).place(x: x, y: y, in: screen) }
        let typed = typed(among: list)
        let list = typed?.list ?? list
        let layout = layout(screen, list)
        if let own = model.own, y < layout.status.y {
            let area = screen.inset(bottom: layout.status.height)
            return OwnPane(page: own).place(x: x, y: y, in: area, terminalStyle).map(ScreenPlace.own) ?? .nothing
        }
        if let effect = keyOfStatusLine(x: x, y: y, in: screen) { return .hint(effect) }
        if let layerPane, layout.table.contains(x: x, y: y) {
            return layerPane.row(y: y, in: layout.table.inset(left: 2)).map(ScreenPlace.layer) ?? .nothing
        }
        if let menu = menu(layout, line: typedRow(layout.list, list, typed)), menu.area.contains(x: x, y: y) {
            let row = y - menu.area.y
            return row < menu.rows ? .completion(menu.first + row) : .nothing
        }
        if let panel = layout.panel {
            let isBorder = layout.isBeside ? x == panel.x - 2 && y < layout.status.y : y == panel.bottom && !model.panel.isFull
            if isBorder { return .border }
            if panel.contains(x: x, y: y), let run = model.runs.shown(state) {
                let compared = model.runs.compared(state).map(\.overlay)
                let shown = LivePanel(
                    run: run, cursorStep: model.step, view: model.view, pair: model.pair, loss: model.loss, compared: compared)
                return shown.place(x: x, y: y, in: panel, terminalStyle)
            }
        }
        if layout.list.contains(x: x, y: y) { return placeInList(x: x, y: y, layout.list, list, typed) }
        return layout.input.contains(x: x, y: y) ? placeInInput(x: x, y: y, layout.input) : .nothing
    }

    private func placeInList(x: Int, y: Int, _ area: Rectangle, _ list: CellList, _ typed: TypedPlace?) -> ScreenPlace {
        let visible = visibleLines(max(0, area.height - 1), list, typed)
        let line = visible.lowerBound + y - area.y
        guard visible.contains(line) else { return .nothing }
        if let typed, let range = list.range(typed.place), range.contains(line) {
            let lines = TypedLines(
                model.editor, isProse: model.typesProse, width: max(1, list.cells[typed.place].width), terminalStyle.theme)
            let place = lines.place(row: line - range.lowerBound, column: x - area.x - 2)
            return place.map { .typed(line: $0.line, column: $0.column) } ?? .nothing
        }
        return list.lines[line].cell.map(ScreenPlace.cell) ?? .nothing
    }

    private func placeInInput(x: Int, y: Int, _ area: Rectangle) -> ScreenPlace {
        guard model.search == nil, !LongInput.isLong(model.editor), !typesInPlace else { return .nothing }
        let typed = TypedLines(model.editor, isProse: model.typesProse, width: area.width - 2, terminalStyle.theme)
        let place = typed.place(row: firstTypedRow(typed, area) + y - area.y, column: x - area.x - 2)
        return place.map { .typed(line: $0.line, column: $0.column) } ?? .nothing
    }
}
