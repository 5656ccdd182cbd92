import Notebook
import Recurrent
import TextFormatting

/// What a run is called, what it does, and its latest figures.
struct Headline {
    var run: LiveRun

    func rows(in area: Rectangle) -> Int {
        if case .failed = run.snapshot.phase { return area.height >= 12 ? 3 : 1 }
        return area.height >= 12 && area.width < 76 ? 2 : 1
    }

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        var line = StyledLine(run.name, terminalStyle.theme.heading)
        line.append("  ")
        line.append(phase(terminalStyle).text, phase(terminalStyle).style)
        let end = buffer.write(line, x: area.x, y: area.y, within: area)
        if case .failed(let failure) = run.snapshot.phase {
            for (index, text) in failure.sentence.wrapped(area.width).prefix(area.height - 1).enumerated() {
                buffer.write(text, x: area.x, y: area.y + 1 + index, terminalStyle.theme.bad, within: area)
            }
            return
        }
        let figures = figures(terminalStyle)
        let row = area.height > 1 ? area.inset(top: 1) : area.inset(left: end - area.x + 2)
        buffer.write(figures, x: row.x, y: row.y, within: row)
    }

    private func phase(_ terminalStyle: TerminalStyle) -> (text: String, style: Style) {
        let symbols = terminalStyle.symbols
        let theme = terminalStyle.theme
        return switch run.snapshot.phase {
        case .waiting: ("waiting", theme.muted)
        case .running: ("\(symbols.pointer) training", theme.good)
        case .paused: ("\(symbols.pause) paused", theme.warning)
        case .evaluating: ("\(symbols.pointer) evaluating", theme.accent)
        case .finished: ("\(symbols.right) finished", theme.good)
        case .stopped: ("stopped", theme.warning)
        case .failed: ("\(symbols.wrong) failed", theme.bad)
        }
    }

    private func figures(_ terminalStyle: TerminalStyle) -> StyledLine {
        let snapshot = run.snapshot
        let theme = terminalStyle.theme
        var line = StyledLine()
        func add(_ name: String, _ value: String, _ style: Style) {
            if !line.spans.isEmpty { line.append("  ") }
            line.append(name + " ", theme.muted)
            line.append(value, style)
        }
        add("epoch", "\(min(snapshot.epoch + (snapshot.phase.isEnd ? 0 : 1), max(1, snapshot.epochs)))/\(snapshot.epochs)", theme.text)
        if let test = snapshot.history.last?.test {
            if run.watchedExample?.kind == .nextSymbols {
                add("bits", Figures.fixed(test.bitsPerSymbol, 3), theme.test.with(.bold))
            } else if let error = test.error {
                add("error", Figures.percent(error), theme.test.with(.bold))
            } else if let r2 = test.r2 {
                add(terminalStyle.hasUnicode ? "R²" : "R2", Figures.fixed(r2, 3), theme.test.with(.bold))
            }
        }
        if snapshot.step > 0 { add("gradient", Figures.fixed(Double(snapshot.gradientNorm), 3), theme.text) }
        return line
    }
}
