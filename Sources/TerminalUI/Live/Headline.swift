import Charts
import Notebook
import TextFormatting

/// What a run is called, what it does, and its latest figures.
struct Headline {
    var run: LiveRun

    func rows(in area: Rectangle) -> Int {
        // Why it failed is read to its end, where there is room for it.
        if case .failed(let reason) = run.phase {
            return area.height >= 12 ? 1 + min(area.height / 4, reason.wrapped(area.width).count) : 1
        }
        return area.height >= 12 && area.width < 76 ? 2 : 1
    }

    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        var line = StyledLine(run.name, terminalStyle.theme.heading)
        line.append("  ")
        line.append(phase(terminalStyle).text, phase(terminalStyle).style)
        let end = canvas.write(line, x: area.x, y: area.y, within: area)
        if case .failed(let reason) = run.phase {
            let rows = area.height - 1
            let lines = reason.wrapped(area.width)
            for (index, text) in lines.prefix(rows).enumerated() {
                // What has no room is below the cell, to its end.
                let isCut = index == rows - 1 && lines.count > rows
                let line = Rectangle(x: area.x, y: area.y + 1 + index, width: area.width, height: 1)
                canvas.write(
                    isCut ? text + String(repeating: " ", count: area.width) : text, in: line, terminalStyle.theme.bad, terminalStyle)
            }
            return
        }
        let row = area.height > 1 ? area.inset(top: 1) : area.inset(left: end - area.x + 2)
        let figures = figures(row.width, terminalStyle)
        canvas.write(figures, x: row.x, y: row.y, within: row)
    }

    private func phase(_ terminalStyle: TerminalStyle) -> (text: String, style: Style) {
        let symbols = terminalStyle.symbols
        let theme = terminalStyle.theme
        return switch run.phase {
        case .waiting: ("waiting", theme.muted)
        case .training: ("\(symbols.pointer) training", theme.good)
        case .paused: ("\(symbols.pause) paused", theme.warning)
        case .evaluating: ("\(symbols.pointer) evaluating", theme.accent)
        case .finished where run.hasGrown: ("\(symbols.warning) finished, loss grew", theme.warning)
        case .finished: ("\(symbols.right) finished", theme.good)
        case .stopped: ("stopped", theme.warning)
        case .failed: ("\(symbols.wrong) failed", theme.bad)
        }
    }

    /// Figures in the order in which they matter; one that has no room is left out, since a part of it would be another.
    private func figures(_ width: Int, _ terminalStyle: TerminalStyle) -> StyledLine {
        let theme = terminalStyle.theme
        var line = StyledLine()
        func add(_ name: String, _ value: String, _ style: Style) {
            guard line.width + (line.spans.isEmpty ? 0 : 2) + DisplayWidth.of(name) + 1 + DisplayWidth.of(value) <= width else { return }
            if !line.spans.isEmpty { line.append("  ") }
            line.append(name + " ", theme.muted)
            line.append(value, style)
        }
        add("epoch", run.epochOfAll, theme.text)
        let score = theme.test.with(.bold)
        switch run.score {
        case .bitsPerSymbol(let bits): add("bits", Figures.fixed(bits, 3), score)
        case .error(let error): add("error", Figures.percent(error), score)
        case .r2(let r2): add(terminalStyle.hasUnicode ? "R²" : "R2", Figures.fixed(r2, 3), score)
        case nil: break
        }
        guard run.step > 0 else { return line }
        add("rate", Figures.plain(Figures.significant(Double(run.learningRate), digits: 3)), theme.text)
        add("gradient", Figures.fixed(Double(run.gradientNorm), 3), theme.text)
        return line
    }
}
