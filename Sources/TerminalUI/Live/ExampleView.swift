import Notebook
import Recurrent

/// One example and what the network makes of it, as fits what is to be said about it.
struct ExampleView: Widget {
    var run: LiveRun
    var cursor: Int?

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard let example = run.watchedExample else {
            return buffer.write("no example to look at", in: area, terminalStyle.theme.muted, terminalStyle)
        }
        let (titleRow, body) = area.split(top: area.height >= 3 ? 1 : 0)
        // While another example is chosen, the last stepwise prediction is still about the one before.
        let stepwisePrediction = run.snapshot.stepwisePrediction.flatMap { $0.example == example.index && $0.isSound ? $0 : nil }
        drawTitle(example, stepwisePrediction, &buffer, titleRow, terminalStyle)
        if example.kind == .nextSymbols {
            return LanguageChart(example: example, stepwisePrediction: stepwisePrediction, sample: run.snapshot.sample, cursor: cursor)
                .draw(
                    &buffer, in: body, terminalStyle)
        }
        guard let stepwisePrediction else {
            let hasBegun = run.snapshot.step > 0 || run.snapshot.phase.isEnd
            return buffer.write(
                hasBegun ? "the network reads it" + String(terminalStyle.symbols.ellipsis) : "not read yet", in: body,
                terminalStyle.theme.muted, terminalStyle)
        }
        switch example.kind {
        case .classes:
            StepwisePredictionChart(example: example, stepwisePrediction: stepwisePrediction, cursor: cursor).draw(
                &buffer, in: body, terminalStyle)
        case .labels:
            LabelBand(example: example, stepwisePrediction: stepwisePrediction, cursor: cursor).draw(&buffer, in: body, terminalStyle)
        case .values, .nextSymbols:
            ValueChart(example: example, stepwisePrediction: stepwisePrediction, cursor: cursor).draw(&buffer, in: body, terminalStyle)
        }
    }

    private func drawTitle(
        _ example: SequenceExample, _ stepwisePrediction: StepwisePrediction?, _ buffer: inout ScreenBuffer, _ area: Rectangle,
        _ terminalStyle: TerminalStyle
    ) {
        guard !area.isEmpty else { return }
        var line = StyledLine(
            "\(example.dataset.name)[\(example.index)]".fitted(area.width / 2, terminalStyle), terminalStyle.theme.heading)
        if let truth = example.trueClass {
            line.append("  is ", terminalStyle.theme.muted)
            line.append(example.className(truth), terminalStyle.theme.truth)
        }
        if let stepwisePrediction, example.kind == .classes {
            let step = min(max(0, cursor ?? stepwisePrediction.steps - 1), stepwisePrediction.steps - 1)
            let best = stepwisePrediction.best(step)
            let isRight = best == example.trueClass
            line.append("  said ", terminalStyle.theme.muted)
            line.append(example.className(best) + " ", isRight ? terminalStyle.theme.good : terminalStyle.theme.bad)
            line.append(
                String(isRight ? terminalStyle.symbols.right : terminalStyle.symbols.wrong),
                isRight ? terminalStyle.theme.good : terminalStyle.theme.bad)
            if cursor != nil { line.append(" at step \(step + 1)", terminalStyle.theme.muted) }
        }
        buffer.write(line, x: area.x, y: area.y, within: area)
    }
}
