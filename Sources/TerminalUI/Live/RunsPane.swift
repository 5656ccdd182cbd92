import Charts
import Notebook
import TextFormatting

/// The list of runs over the notebook.
struct RunsPane: Drawable {
    var state: SessionState
    var choice: RunChoice

    private static let (greatestWidth, mostRows) = (96, 16)
    /// Columns at both sides of what is written.
    private static let sides = 4
    private static let keys = [
        KeyHint(.enter, does: "look"), KeyHint(.character("o"), does: "overlay"), KeyHint(.character("p"), does: "pin"),
        KeyHint(.character("c"), does: "continue"), KeyHint(.character("="), does: "compare"), KeyHint(.escape, does: "back"),
    ]

    /// Where it is on a screen, with the list in it, and which of the runs is the list's first.
    private func layout(_ screen: Rectangle) -> (area: Rectangle, list: Rectangle, first: Int) {
        let runs = choice.listed(state).count
        let (x, width) = screen.columns(ofPane: Self.greatestWidth)
        let y = min(2, screen.height / 8)
        // The last line of the screen stays in sight.
        let rows = max(1, min(Self.mostRows, runs, screen.height - y - 5))
        let area = Rectangle(x: x, y: y, width: width, height: rows + 4)
        let list = Rectangle(x: area.x, y: area.y + 2, width: width, height: rows)
        return (area, list, max(0, min(choice.selected - rows / 2, runs - rows)))
    }

    /// What is at a place of the screen.
    func place(x: Int, y: Int, in screen: Rectangle) -> ScreenPlace {
        let (area, list, first) = layout(screen)
        if list.contains(x: x, y: y) { return .run(first + y - list.y) }
        guard area.contains(x: x, y: y) else { return .outside }
        guard y == area.bottom - 1 else { return .nothing }
        return Self.keys.fitting(area.width - Self.sides).effect(at: x - area.x - 2).map(ScreenPlace.hint) ?? .nothing
    }

    func draw(_ canvas: inout Canvas, in screen: Rectangle, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        let runs = choice.listed(state)
        let (area, list, first) = layout(screen)
        canvas.fill(area, StyledCell(character: " ", style: theme.statusBar))
        let inner = area.inset(left: Self.sides / 2, top: 1, right: Self.sides / 2)
        canvas.write(StyledLine("runs", theme.key).fitted(inner.width, terminalStyle), x: inner.x, y: inner.y, within: inner)
        for (row, run) in runs.dropFirst(first).prefix(list.height).enumerated() {
            let line = Rectangle(x: list.x, y: list.y + row, width: list.width, height: 1)
            draw(run, isSelected: first + row == choice.selected, &canvas, line, terminalStyle)
        }
        var x = inner.x
        for hint in Self.keys.fitting(inner.width) {
            x = hint.draw(&canvas, x: x, y: area.bottom - 1, theme.statusBar, theme, within: inner)
        }
        canvas.cursor = nil
    }

    private func draw(_ run: LiveRun, isSelected: Bool, _ canvas: inout Canvas, _ line: Rectangle, _ terminalStyle: TerminalStyle) {
        let base = isSelected ? terminalStyle.theme.statusBar.with(.reverse) : terminalStyle.theme.statusBar
        canvas.fill(line, StyledCell(character: " ", style: base))
        let inner = line.inset(left: 1, right: 1)
        let isShown = choice.shown(state)?.number == run.number
        let isCompared = choice.compared(state).contains { $0.number == run.number }
        canvas.write(String(isShown ? terminalStyle.symbols.pointer : " "), x: inner.x, y: line.y, base, within: inner)
        if isCompared {
            var style = LossChart.Overlay.style(run.number, terminalStyle.theme)
            style.background = isSelected ? .standard : base.background
            canvas.write(terminalStyle.symbols.sample, x: inner.x + 1, y: line.y, style, within: inner)
        }
        let pin = choice.pinned == run.number ? " pinned" : ""
        // What has no room is left out as a whole, but for the name.
        let name = "\(run.number) \(run.name)\(pin)"
        var warning = isSelected ? base : terminalStyle.theme.warning
        warning.background = base.background
        warning.attributes.formUnion(base.attributes)
        let columns = [
            (name, 22, base), (run.phaseName, 11, run.hasGrown ? warning : base), ("epoch \(run.epochOfAll)", 14, base),
            (best(run), 26, base),
        ]
        var rest = inner.inset(left: 4)
        for (place, (text, width, style)) in columns.enumerated() where rest.width > 0 {
            guard place == 0 || DisplayWidth.of(text) <= rest.width else { return }
            canvas.write(text, in: rest.intersection(Rectangle(x: rest.x, y: rest.y, width: width - 1, height: 1)), style, terminalStyle)
            rest = rest.inset(left: width)
        }
        canvas.write(run.sparkline(width: rest.width).text(hasUnicode: terminalStyle.hasUnicode), in: rest, base, terminalStyle)
    }

    private func best(_ run: LiveRun) -> String {
        var text = run.best.map { "best \(Figures.loss($0.loss)) (epoch \($0.epoch))" } ?? ""
        if case .error(let error)? = run.score, text.isEmpty { text = Figures.percent(error) }
        return text
    }
}

extension LiveRun {
    /// What it does, in a word.
    var phaseName: String {
        switch phase {
        case .waiting: "waiting"
        case .training: "training"
        case .paused: "paused"
        case .evaluating: "testing"
        case .finished: hasGrown ? "loss grew" : "finished"
        case .stopped: "stopped"
        case .failed: "failed"
        }
    }
}
