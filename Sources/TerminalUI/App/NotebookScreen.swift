import Charts
import Notebook
import TextFormatting

/// The whole screen, from the session's state and what the front knows.
struct NotebookScreen {
    var state: SessionState
    var model: NotebookModel
    var terminalStyle: TerminalStyle

    /// Columns and rows below which nothing is drawn.
    static let (leastWidth, leastHeight) = (20, 6)

    /// - Parameters:
    ///   - list: the cells as lines of the width that `listWidth` gives.
    func draw(_ canvas: inout Canvas, list: CellList) {
        let typed = typed(among: list)
        let list = typed?.list ?? list
        let layout = layout(canvas.area, list)
        guard canvas.width >= Self.leastWidth, canvas.height >= Self.leastHeight else {
            canvas.write("too small", x: 0, y: 0)
            return
        }
        drawList(&canvas, layout.list, list, typed)
        if let run = model.runs.shown(state), let area = layout.panel {
            drawBorder(&canvas, layout)
            let compared = model.runs.compared(state).map(\.overlay)
            LivePanel(run: run, cursorStep: model.step, view: model.view, pair: model.pair, loss: model.loss, compared: compared).draw(
                &canvas, in: area, terminalStyle)
        }
        if typed == nil { drawInput(&canvas, layout.input) }
        let visible = visibleLines(max(0, layout.list.height - 1), list, typed)
        drawHint(&canvas, layout.hint, linesAbove: visible.lowerBound, below: list.lines.count - visible.upperBound)
        layerPane?.draw(&canvas, in: layout.table.inset(left: 2), terminalStyle)
        statusLine(screen: canvas.area).draw(&canvas, in: layout.status, terminalStyle)
        drawMenu(&canvas, menu(layout, line: typedRow(layout.list, list, typed)), over: layout.list)
        if let own = model.own { OwnPane(page: own).draw(&canvas, in: canvas.area.inset(bottom: layout.status.height), terminalStyle) }
        if model.runs.isOpen { RunsPane(state: state, choice: model.runs).draw(&canvas, in: canvas.area, terminalStyle) }
        if let picker = model.picker { PickerPane(picker: picker).draw(&canvas, in: canvas.area, terminalStyle) }
        if let page = model.page { draw(page, &canvas) }
    }

    /// The layers of what is typed; nil where it has none.
    var layerPane: LayerPane? { model.shownLayers.map { LayerPane(table: $0, building: model.building, hint: model.hint?.text) } }

    /// Lines of the cells that are seen at once.
    func listRows(_ screen: Rectangle, _ list: CellList) -> Int { max(0, layout(screen, list).list.height - 1) }

    func layout(_ screen: Rectangle, _ list: CellList) -> Layout {
        let listWidth = Self.listWidth(screen, hasRun: state.activeRun != nil, panel: model.panel)
        return Layout(
            screen, hasRun: state.activeRun != nil, panel: model.panel,
            listLines: list.lines.isEmpty ? Welcome(recent: model.recent).lines(width: listWidth - 1).count : list.lines.count,
            inputLines: inputLines(screen), hintLines: hint?.wrapped(widthOfTyped(screen) - 2, indent: 0).count ?? 0,
            tableLines: layerPane?.rows(width: widthOfTyped(screen) - 2) ?? 0,
            statusLines: statusLines(screen)
        )
    }

    /// Most lines of the status line on a screen of this height.
    static func mostStatusLines(_ height: Int) -> Int { max(1, min(StatusLine.mostLines, height / 4)) }

    /// Lines of the status line, which are the last ones.
    private func statusLines(_ screen: Rectangle) -> Int {
        min(statusLine(screen: screen).height(screen.width), Self.mostStatusLines(screen.height))
    }

    /// The key that the status line offers at a place; nil for none.
    func keyOfStatusLine(x: Int, y: Int, in screen: Rectangle) -> KeyHint.Effect? {
        statusLine(screen: screen).effect(x: x, y: y, in: screen.split(top: screen.height - statusLines(screen)).rest)
    }

    func statusLine(screen: Rectangle) -> StatusLine {
        let hasPanel = model.panel.isFull || screen.width >= Self.widthForPanelBeside || screen.height >= Self.heightForPanelAbove
        return StatusLine(state: state, model: model, hasPanel: hasPanel)
    }

    /// Columns from which on the panel is beside the cells.
    static let widthForPanelBeside = 100
    /// Rows from which on it is above them where there are fewer columns.
    static let heightForPanelAbove = 16

    /// Where everything is.
    struct Layout {
        var list, input, hint, status: Rectangle
        /// The layers of what is typed.
        var table: Rectangle
        /// What is empty below the hint.
        var below: Rectangle
        var panel: Rectangle?
        /// Whether the panel is at the right, rather than above.
        var isBeside = false

        /// Lines of a hint for which the cells make room.
        private static let mostHintLines = 3

        /// - Parameters:
        ///   - listLines: how many lines the cells have: the input follows them, and stays at the bottom once they fill the screen.
        ///   - hintLines: how many lines the hint has: the cells make room for a few, the others are there where nothing has to move.
        init(
            _ screen: Rectangle, hasRun: Bool, panel share: PanelShare = PanelShare(), listLines: Int, inputLines: Int,
            hintLines: Int = 1, tableLines: Int = 0, statusLines: Int = 1
        ) {
            var (rest, bottom) = screen.split(top: screen.height - max(1, statusLines))
            status = bottom
            if hasRun, share.isFull {
                let lines = min(inputLines, rest.height / 3)
                let tableLines = min(tableLines, rest.height / 3)
                let helpLines = max(1, min(hintLines, Self.mostHintLines, rest.height / 6))
                let (first, second) = rest.split(top: rest.height - lines - helpLines - tableLines)
                panel = first.inset(left: 1, right: 1, bottom: 1)
                list = Rectangle(x: first.x, y: first.bottom, width: first.width, height: 0)
                (input, rest) = second.split(top: lines)
                (hint, rest) = rest.split(top: helpLines)
                (table, below) = rest.split(top: tableLines)
                return
            }
            if hasRun, screen.width >= NotebookScreen.widthForPanelBeside {
                let (first, second) = rest.split(left: share.columnsOfCells(screen.width))
                rest = first
                panel = second.inset(left: 2, right: 1)
                isBeside = true
            } else if hasRun, screen.height >= NotebookScreen.heightForPanelAbove {
                let (first, second) = rest.split(top: share.rows(rest.height))
                panel = first.inset(left: 1, right: 1, bottom: 1)
                rest = second
            }
            // A table that is cut gets the row of a hint that says nothing.
            let isCut = hintLines == 0 && tableLines > rest.height / 2
            let tableLines = min(tableLines, rest.height / 2 + (isCut ? 1 : 0))
            let lines = min(inputLines, max(1, (rest.height - tableLines) / 2))
            let helpLines = isCut ? 0 : max(1, min(hintLines, Self.mostHintLines, (rest.height - tableLines + 2) / 3))
            (list, rest) = rest.split(top: max(0, min(listLines + min(listLines, 1), rest.height - lines - helpLines - tableLines)))
            (input, rest) = rest.split(top: lines)
            (hint, rest) = rest.split(top: max(helpLines, min(hintLines, rest.height - tableLines)))
            (table, below) = rest.split(top: tableLines)
        }
    }

    /// Lines of what is typed below the cells; none where it stands among them.
    private func inputLines(_ screen: Rectangle) -> Int {
        if typesInPlace { return 0 }
        if model.search != nil || LongInput.isLong(model.editor) { return 1 }
        return TypedLines(model.editor, isProse: model.typesProse, width: widthOfTyped(screen) - 2, terminalStyle.theme).lines.count
    }

    /// Columns of what is typed, with those before it.
    private func widthOfTyped(_ screen: Rectangle) -> Int {
        let hasRun = state.activeRun != nil
        return hasRun && model.panel.isFull ? screen.width : Self.listWidth(screen, hasRun: hasRun, panel: model.panel) + 1
    }

    /// Columns of the list of cells; they do not change while the panel has the whole screen.
    static func listWidth(_ screen: Rectangle, hasRun: Bool, panel: PanelShare = PanelShare()) -> Int {
        var panel = panel
        panel.isFull = false
        return Layout(screen, hasRun: hasRun, panel: panel, listLines: 0, inputLines: 1).list.width - 1
    }

    /// The places of the cells that are seen.
    func visiblePlaces(_ screen: Rectangle, _ list: CellList) -> Range<Int> {
        let typed = typed(among: list)
        let shown = typed?.list ?? list
        let places = shown.places(visibleLines(listRows(screen, list), shown, typed))
        guard typed?.inserted != nil else { return places }
        return max(0, places.lowerBound - 1)..<max(0, min(places.upperBound, list.cells.count))
    }

    /// How many lines of the cells are below those that are seen.
    func linesBelow(_ screen: Rectangle, _ list: CellList) -> Int {
        let typed = typed(among: list)
        let shown = typed?.list ?? list
        return shown.lines.count - visibleLines(max(0, layout(screen, shown).list.height - 1), shown, typed).upperBound
    }

    func visibleLines(_ height: Int, _ list: CellList, _ typed: TypedPlace?) -> Range<Int> {
        func range(of cell: CellID) -> Range<Int>? {
            state.cells.place(of: cell).flatMap { place in list.range(typed.map { $0.shown(place) } ?? place) }
        }
        var end = list.lines.count - model.scroll
        // Who has not scrolled follows what runs, with what waits below it, unless the newest cell was typed here.
        if model.scroll == 0, !model.seesEnd, !model.looksElsewhere, let running = state.runningCell, let range = range(of: running) {
            end = min(end, max(range.upperBound + height / 2, height))
        }
        var first = max(0, end - height)
        if let typed, let range = list.range(typed.place) {
            // What is typed is seen as the cell was when it was selected, and the cursor in any case.
            if range.lowerBound < first || range.upperBound > first + height {
                first = max(0, min(range.lowerBound - 1, list.lines.count - height))
            }
            let line = range.lowerBound + typed.cursor.row
            first = max(line - height + 1, min(first, line))
            // The first row may say that the cell goes on above.
            if line == first, range.lowerBound < first, height > 1 { first -= 1 }
        } else if !model.looksElsewhere, case .browsing(let cell) = model.mode, var range = range(of: cell) {
            // The line that was gone to, where the cell is longer than the screen.
            if range.count > height, let line = chosenMatch(list)?.first?.line { range = max(range.lowerBound, line - 1)..<(line + 1) }
            if range.lowerBound < first || range.upperBound > first + height {
                first = max(0, min(range.lowerBound - 1, list.lines.count - height))
            }
        }
        first = min(first, max(0, list.lines.count - 1))
        return first..<max(first, min(first + height, list.lines.count))
    }

    private func drawList(_ canvas: inout Canvas, _ area: Rectangle, _ list: CellList, _ typed: TypedPlace?) {
        // Between the cells and the input is an empty line.
        let height = max(0, area.height - 1)
        let visible = visibleLines(height, list, typed)
        for (row, line) in list.lines[visible].enumerated() {
            canvas.write(line.line, x: area.x, y: area.y + row, within: area)
            if case .browsing(let cell) = model.mode, line.cell == cell {
                let row = Rectangle(x: area.x, y: area.y + row, width: area.width - 1, height: 1)
                canvas.restyle(row) { style in
                    var style = style
                    // What a colour says is still to be read.
                    guard style.background == .standard else { return style }
                    style.background = terminalStyle.theme.selection.background
                    style.attributes.formUnion(terminalStyle.theme.selection.attributes)
                    return style
                }
            }
        }
        drawMatches(&canvas, area, list, visible)
        drawCuts(&canvas, area, list, visible)
        if let typed, let row = typedRow(area, list, typed) {
            canvas.cursor = .init(x: min(area.right - 1, area.x + 2 + typed.cursor.column), y: row)
        }
        guard list.lines.isEmpty else { return }
        for (row, line) in Welcome(recent: model.recent).lines(width: area.width - 2).prefix(height).enumerated() {
            canvas.write(line, x: area.x + 2, y: area.y + row, terminalStyle.theme.muted, within: area)
        }
    }

    /// The row of the screen on which one types among the cells; nil where that is not seen.
    func typedRow(_ area: Rectangle, _ list: CellList, _ typed: TypedPlace?) -> Int? {
        guard let typed, let range = list.range(typed.place) else { return nil }
        let visible = visibleLines(max(0, area.height - 1), list, typed)
        let line = range.lowerBound + typed.cursor.row
        return visible.contains(line) ? area.y + line - visible.lowerBound : nil
    }

    private func drawBorder(_ canvas: inout Canvas, _ layout: Layout) {
        guard let panel = layout.panel else { return }
        if layout.isBeside {
            for y in 0..<layout.status.y {
                canvas.write(terminalStyle.hasUnicode ? "│" : "|", x: panel.x - 2, y: y, terminalStyle.theme.border)
            }
        } else {
            let line = String(repeating: terminalStyle.hasUnicode ? "─" : "-", count: canvas.width)
            canvas.write(line, x: 0, y: panel.bottom, terminalStyle.theme.border)
        }
    }

    private func drawInput(_ canvas: inout Canvas, _ area: Rectangle) {
        if let search = model.search {
            canvas.write("/ " + search.string, x: area.x, y: area.y, terminalStyle.theme.accent, within: area)
            let end = area.x + 2 + DisplayWidth.of(search.string)
            canvas.cursor = .init(x: end, y: area.y)
            if let found = model.found {
                let count = found > 0 ? Figures.count(found, "place") : "nowhere"
                canvas.write(count, x: end + 3, y: area.y, terminalStyle.theme.muted, within: area)
            }
            return
        }
        guard !LongInput.isLong(model.editor) else {
            let column = LongInput(editor: model.editor).draw(&canvas, area, terminalStyle)
            if case .typing = model.mode, model.replay == nil { canvas.cursor = .init(x: area.x + column, y: area.y) }
            return
        }
        let typed = TypedLines(model.editor, isProse: model.typesProse, width: area.width - 2, terminalStyle.theme)
        let first = firstTypedRow(typed, area)
        for (row, line) in typed.lines.dropFirst(first).prefix(area.height).enumerated() {
            canvas.write(line, x: area.x + 2, y: area.y + row, within: area)
            canvas.write(first + row > 0 ? "  " : typingMark, x: area.x, y: area.y + row, terminalStyle.theme.accent, within: area)
        }
        drawCuts(&canvas, area, typed, first)
        if case .typing = model.mode, model.replay == nil {
            canvas.cursor = .init(x: min(area.right - 1, area.x + 2 + typed.cursor.column), y: area.y + typed.cursor.row - first)
        }
    }

    /// Of more lines than there is room for, those around the cursor.
    func firstTypedRow(_ typed: TypedLines, _ area: Rectangle) -> Int {
        max(0, min(typed.cursor.row - area.height + 1, typed.lines.count - area.height))
    }

    private func drawHint(_ canvas: inout Canvas, _ area: Rectangle, linesAbove: Int, below linesBelow: Int) {
        guard let hint else {
            // Above a table it stands with the cells.
            if layerPane == nil, let text = linesBeside(above: linesAbove, below: linesBelow, width: area.width - 2) {
                canvas.write(text, x: area.x + 2, y: area.y, terminalStyle.theme.muted, within: area)
            }
            return
        }
        for (row, line) in hint.wrapped(area.width - 2, most: area.height, terminalStyle).prefix(area.height).enumerated() {
            canvas.write(line, x: area.x + 2, y: area.y + row, within: area)
        }
    }

    /// How to see the lines of the cells that are below; nil where there are none, or one has not scrolled.
    func readingOn(_ linesBelow: Int) -> String? {
        model.scroll > 0 && linesBelow > 0 ? "PageDown reads on, \(Figures.count(linesBelow, "line")) more" : nil
    }

    /// What helps with what is typed; nil where nothing does.
    private var hint: StyledLine? {
        guard let hint = model.hint else { return nil }
        let style = hint.kind == .error ? terminalStyle.theme.bad : terminalStyle.theme.muted
        let bytes = Array(hint.text.utf8)
        var line = StyledLine()
        let emphasis = (hint.emphasis ?? 0..<0).clamped(to: 0..<bytes.count)
        line.append(String(decoding: bytes[..<emphasis.lowerBound], as: UTF8.self), style)
        line.append(String(decoding: bytes[emphasis], as: UTF8.self), terminalStyle.theme.accent.with(.bold))
        line.append(String(decoding: bytes[emphasis.upperBound...], as: UTF8.self), style)
        return line
    }
}
