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

    /// Figures in the order in which they matter; one that has no room is left out, since a part of it would be another. What the score
    /// was measured on is named unless the learning rate would have no room then.
    private func figures(_ width: Int, _ terminalStyle: TerminalStyle) -> StyledLine {
        let theme = terminalStyle.theme
        let short = score(terminalStyle)
        let named = run.isValidated ? short.map { ("validation " + $0.name, $0.value) } : short
        func figures(_ score: (name: String, value: String)?) -> [(name: String, value: String, style: Style)] {
            var figures = [("epoch", run.epochOfAll, theme.text)]
            if let score { figures.append((score.name, score.value, theme.test.with(.bold))) }
            guard run.step > 0 else { return figures }
            figures.append(("rate", Figures.plain(Figures.significant(Double(run.learningRate), digits: 3)), theme.text))
            return figures + [("gradient", Figures.fixed(Double(run.gradientNorm), 3), theme.text)]
        }
        func columns(_ figures: some Sequence<(name: String, value: String, style: Style)>) -> Int {
            figures.reduce(-2) { $0 + DisplayWidth.of($1.name) + DisplayWidth.of($1.value) + 3 }
        }
        let isNamed = columns(figures(named).prefix(3)) <= width
        var line = StyledLine()
        for figure in figures(isNamed ? named : short) {
            let gap = line.spans.isEmpty ? 0 : 2
            guard line.width + gap + DisplayWidth.of(figure.name) + 1 + DisplayWidth.of(figure.value) <= width else { continue }
            if gap > 0 { line.append("  ") }
            line.append(figure.name + " ", theme.muted)
            line.append(figure.value, figure.style)
        }
        return line
    }

    private func score(_ terminalStyle: TerminalStyle) -> (name: String, value: String)? {
        switch run.score {
        case .bitsPerSymbol(let bits): ("bits", Figures.fixed(bits, 3))
        case .error(let error): ("error", Figures.percent(error))
        case .r2(let r2): (terminalStyle.hasUnicode ? "R²" : "R2", Figures.fixed(r2, 3))
        case nil: nil
        }
    }
}
