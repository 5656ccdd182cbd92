import Notebook
import Recurrent

/// One example and what the network makes of it, as fits what is to be said about it.
struct ExampleView: Widget {
    var run: LiveRun
    var cursor: Int?

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ look: Look) {
        guard let example = run.probe else { return buffer.write("no example to look at", in: area, look.theme.muted, look) }
        let (titleRow, body) = area.split(top: area.height >= 3 ? 1 : 0)
        // While another example is chosen, the last belief is still about the one before.
        let belief = run.snapshot.belief.flatMap { $0.example == example.index && $0.isSound ? $0 : nil }
        drawTitle(example, belief, &buffer, titleRow, look)
        if example.task == .nextSymbols {
            return LanguageChart(example: example, belief: belief, sample: run.snapshot.sample, cursor: cursor).draw(&buffer, in: body, look)
        }
        guard let belief else {
            let hasBegun = run.snapshot.step > 0 || run.snapshot.phase.isEnd
            return buffer.write(hasBegun ? "the network reads it" + String(look.symbols.ellipsis) : "not read yet", in: body, look.theme.muted, look)
        }
        switch example.task {
        case .classes: BeliefChart(example: example, belief: belief, cursor: cursor).draw(&buffer, in: body, look)
        case .labels: LabelBand(example: example, belief: belief, cursor: cursor).draw(&buffer, in: body, look)
        case .values, .nextSymbols: ValueChart(example: example, belief: belief, cursor: cursor).draw(&buffer, in: body, look)
        }
    }

    private func drawTitle(_ example: ProbeExample, _ belief: Belief?, _ buffer: inout ScreenBuffer, _ area: Rectangle, _ look: Look) {
        guard !area.isEmpty else { return }
        var line = StyledLine("\(example.dataset.name)[\(example.index)]".fitted(area.width / 2, look), look.theme.heading)
        if let truth = example.trueClass {
            line.append("  is ", look.theme.muted)
            line.append(example.className(truth), look.theme.truth)
        }
        if let belief, example.task == .classes {
            let step = min(max(0, cursor ?? belief.steps - 1), belief.steps - 1)
            let best = belief.best(step)
            let isRight = best == example.trueClass
            line.append("  said ", look.theme.muted)
            line.append(example.className(best) + " ", isRight ? look.theme.good : look.theme.bad)
            line.append(String(isRight ? look.symbols.right : look.symbols.wrong), isRight ? look.theme.good : look.theme.bad)
            if cursor != nil { line.append(" at step \(step + 1)", look.theme.muted) }
        }
        buffer.write(line, x: area.x, y: area.y, within: area)
    }
}
