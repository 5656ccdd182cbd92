import Charts
import Notebook
import TextFormatting

/// The whole screen, from the session's state and what the front knows.
struct NotebookScreen {
    var state: SessionState
    var model: NotebookModel
    var terminalStyle: TerminalStyle

    /// - Parameters:
    ///   - list: the cells as lines of the width that `listWidth` gives.
    func draw(_ canvas: inout Canvas, list: CellList) {
        let layout = layout(canvas.area, list)
        guard canvas.width >= 20, canvas.height >= 6 else {
            canvas.write("too small", x: 0, y: 0)
            return
        }
        drawList(&canvas, layout.list, list)
        if let run = state.activeRun, let area = layout.panel {
            drawBorder(&canvas, layout)
            LivePanel(run: run, cursorStep: model.step, view: model.view, loss: model.loss).draw(&canvas, in: area, terminalStyle)
        }
        drawInput(&canvas, layout.input)
        drawHint(&canvas, layout.hint)
        StatusLine(state: state, model: model).draw(&canvas, in: layout.status, terminalStyle)
        drawMenu(&canvas, layout)
        if let picker = model.picker { PickerPane(picker: picker).draw(&canvas, in: canvas.area, terminalStyle) }
        if let page = model.page { draw(page, &canvas) }
    }

    /// Lines of the cells that are seen at once.
    func listRows(_ screen: Rectangle, _ list: CellList) -> Int { max(0, layout(screen, list).list.height - 1) }

    private func layout(_ screen: Rectangle, _ list: CellList) -> Layout {
        Layout(
            screen, hasRun: state.activeRun != nil, listLines: list.lines.isEmpty ? Self.welcome.count : list.lines.count,
            inputLines: inputLines, statusLines: min(StatusLine(state: state, model: model).height(screen.width), screen.height / 4))
    }

    /// Where everything is.
    struct Layout {
        var list, input, hint, status: Rectangle
        /// What is empty below the hint.
        var below: Rectangle
        var panel: Rectangle?
        /// Whether the panel is at the right, rather than above.
        var isBeside = false

        /// - Parameters:
        ///   - listLines: how many lines the cells have: the input follows them, and stays at the bottom once they fill the screen.
        init(_ screen: Rectangle, hasRun: Bool, listLines: Int, inputLines: Int, statusLines: Int = 1) {
            var (rest, bottom) = screen.split(top: screen.height - max(1, statusLines))
            status = bottom
            if hasRun, screen.width >= 100 {
                let left = max(48, screen.width * 54 / 100)
                let (first, second) = rest.split(left: left)
                rest = first
                panel = second.inset(left: 2, right: 1)
                isBeside = true
            } else if hasRun, screen.height >= 16 {
                let (first, second) = rest.split(top: min(rest.height / 2, max(10, rest.height * 45 / 100)))
                panel = first.inset(left: 1, right: 1, bottom: 1)
                rest = second
            }
            let lines = max(1, min(inputLines, rest.height / 2))
            (list, rest) = rest.split(top: max(0, min(listLines + min(listLines, 1), rest.height - lines - 1)))
            (input, rest) = rest.split(top: lines)
            (hint, below) = rest.split(top: 1)
        }
    }

    private var inputLines: Int { LongInput.isLong(model.editor) ? 1 : max(1, model.editor.lines.count) }

    static func listWidth(_ screen: Rectangle, hasRun: Bool) -> Int {
        Layout(screen, hasRun: hasRun, listLines: 0, inputLines: 1).list.width - 1
    }

    /// The lines of the cells that are seen.
    func visibleLines(_ screen: Rectangle, _ list: CellList) -> Range<Int> { visibleLines(listRows(screen, list), list) }

    private func visibleLines(_ height: Int, _ list: CellList) -> Range<Int> {
        var end = list.lines.count - model.scroll
        // Who has not scrolled follows what runs.
        if model.scroll == 0, let running = state.runningCell, let range = range(of: running, list) {
            end = min(end, max(range.upperBound + 1, height))
        }
        var first = max(0, end - height)
        if case .browsing(let cell) = model.mode, var range = range(of: cell, list) {
            // The line that was searched for, where the cell is longer than the screen.
            if !model.pattern.isEmpty, range.count > height {
                let pattern = SearchPattern(model.pattern)
                if let match = range.first(where: { pattern.matches(list.lines[$0].line.text) }) { range = match..<(match + 1) }
            }
            if range.lowerBound < first || range.upperBound > first + height {
                first = max(0, min(range.lowerBound - 1, list.lines.count - height))
            }
        }
        return first..<max(first, min(first + height, list.lines.count))
    }

    private func drawList(_ canvas: inout Canvas, _ area: Rectangle, _ list: CellList) {
        // Between the cells and the input is an empty line.
        let height = max(0, area.height - 1)
        let visible = visibleLines(height, list)
        for (row, line) in list.lines[visible].enumerated() {
            canvas.write(line.line, x: area.x, y: area.y + row, within: area)
            if case .browsing(let cell) = model.mode, line.cell == cell {
                let row = Rectangle(x: area.x, y: area.y + row, width: area.width - 1, height: 1)
                canvas.restyle(row) { style in
                    var style = style
                    style.background = terminalStyle.theme.selection.background
                    style.attributes.formUnion(terminalStyle.theme.selection.attributes)
                    return style
                }
            }
        }
        guard list.lines.isEmpty else { return }
        for (row, line) in Self.welcome.prefix(height).enumerated() {
            canvas.write(line, x: area.x + 2, y: area.y + row, terminalStyle.theme.muted, within: area)
        }
    }

    /// The lines of a cell; nil where it has none.
    private func range(of cell: CellID, _ list: CellList) -> Range<Int>? { state.cells.place(of: cell).flatMap(list.range) }

    private static let welcome = [
        "Unroll: a notebook for recurrent networks.", "", "digits = strokes(train: 2000, test: 500)", "net = gru(64) | last | dense(10)",
        "run = train(net, digits)", "", "Type a line like these. Tab completes, help() explains, :help shows the keys.",
    ]

    private func drawBorder(_ canvas: inout Canvas, _ layout: Layout) {
        guard let panel = layout.panel else { return }
        if layout.isBeside {
            for y in 0..<layout.status.y {
                canvas.write(terminalStyle.hasUnicode ? "│" : "|", x: panel.x - 2, y: y, terminalStyle.theme.border)
            }
        } else {
            let line = String(repeating: terminalStyle.hasUnicode ? "─" : "-", count: layout.list.width)
            canvas.write(line, x: 0, y: panel.bottom, terminalStyle.theme.border)
        }
    }

    private func drawInput(_ canvas: inout Canvas, _ area: Rectangle) {
        if let search = model.search {
            canvas.write("/ " + search.string, x: area.x, y: area.y, terminalStyle.theme.accent, within: area)
            canvas.cursor = .init(x: area.x + 2 + DisplayWidth.of(search.string), y: area.y)
            return
        }
        guard !LongInput.isLong(model.editor) else {
            let column = LongInput(editor: model.editor).draw(&canvas, area, terminalStyle)
            if case .typing = model.mode, model.replay == nil { canvas.cursor = .init(x: area.x + column, y: area.y) }
            return
        }
        let lines =
            model.typesProse
            ? model.editor.lines.map { StyledLine($0, terminalStyle.theme.text) }
            : SourceLines.lines(model.editor.string, terminalStyle.theme)
        let place = model.editor.place
        let first = max(0, min(place.line, lines.count - 1) - area.height + 1)
        // A long line moves so that the cursor stays in sight.
        let before = Array(model.editor.lines[safe: place.line] ?? "").prefix(place.column)
        let column = DisplayWidth.of(String(before))
        let shift = max(0, column - (area.width - 4))
        for (row, line) in lines.dropFirst(first).prefix(area.height).enumerated() {
            let y = area.y + row
            canvas.write(line, x: area.x + 2 - (first + row == place.line ? shift : 0), y: y, within: area)
            let prompt = first + row > 0 ? "  " : model.typesProse ? "| " : model.edited == nil ? "> " : "* "
            canvas.write(prompt, x: area.x, y: y, terminalStyle.theme.accent, within: area)
        }
        if case .typing = model.mode, model.replay == nil {
            canvas.cursor = .init(x: area.x + 2 + column - shift, y: area.y + place.line - first)
        }
    }

    private func drawHint(_ canvas: inout Canvas, _ area: Rectangle) {
        guard let hint = model.hint else {
            guard model.scroll > 0 else { return }
            canvas.write(
                "PageDown reads on, \(Figures.count(model.scroll, "line")) more", x: area.x + 2, y: area.y, terminalStyle.theme.muted,
                within: area)
            return
        }
        let style = hint.kind == .error ? terminalStyle.theme.bad : terminalStyle.theme.muted
        let bytes = Array(hint.text.utf8)
        var line = StyledLine()
        let emphasis = (hint.emphasis ?? 0..<0).clamped(to: 0..<bytes.count)
        line.append(String(decoding: bytes[..<emphasis.lowerBound], as: UTF8.self), style)
        line.append(String(decoding: bytes[emphasis], as: UTF8.self), terminalStyle.theme.accent.with(.bold))
        line.append(String(decoding: bytes[emphasis.upperBound...], as: UTF8.self), style)
        canvas.write(line.fitted(area.width - 2, terminalStyle), x: area.x + 2, y: area.y, within: area)
    }

    private func drawMenu(_ canvas: inout Canvas, _ layout: Layout) {
        guard let menu = model.menu, !menu.completions.items.isEmpty else { return }
        let items = menu.completions.items
        // Below the input where there is room, else above it.
        let isBelow = layout.below.height >= min(8, items.count)
        let height = min(8, items.count, isBelow ? layout.below.height : layout.input.y)
        let first = max(0, min(menu.selected - height / 2, items.count - height))
        let names = items.map { DisplayWidth.of($0.text) }.max() ?? 0
        let width = min(layout.list.width - 2, names + 3 + (items.map { DisplayWidth.of($0.detail) }.max() ?? 0))
        let area = Rectangle(x: layout.list.x + 2, y: isBelow ? layout.below.y : layout.input.y - height, width: width, height: height)
        canvas.fill(area, StyledCell(character: " ", style: terminalStyle.theme.statusBar))
        for row in 0..<height {
            let item = items[first + row]
            let base = first + row == menu.selected ? terminalStyle.theme.statusBar.with(.reverse) : terminalStyle.theme.statusBar
            canvas.fill(Rectangle(x: area.x, y: area.y + row, width: width, height: 1), StyledCell(character: " ", style: base))
            canvas.write(item.text, x: area.x + 1, y: area.y + row, base, within: area)
            canvas.write(item.detail, x: area.x + names + 3, y: area.y + row, base, within: area)
        }
    }

    /// Lines of a page on a screen of this height.
    static func pageRows(_ height: Int) -> Int { max(1, height - 5) }

    private func draw(_ page: NotebookModel.Page, _ canvas: inout Canvas) {
        let (all, first) = (page.contents.lines(state, model.keys), page.line)
        let rows = Self.pageRows(canvas.height)
        let lines = all.dropFirst(first).prefix(rows)
        let width = min(canvas.width - 2, 4 + (all.map(DisplayWidth.of).max() ?? 0))
        let height = min(all.count, rows) + 3
        let area = Rectangle(x: (canvas.width - width) / 2, y: max(0, (canvas.height - 1 - height) / 2), width: width, height: height)
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

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
