import Notebook
import Recurrent
import TextFormatting

/// A run as it trains: how far it is, its loss, and a view of what it has learned.
struct LivePanel: Widget {
    var run: LiveRun
    /// The time step of the example that is looked at, from 0.
    var cursorStep: Int?
    var view: View

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let headline = Headline(run: run)
        let (head, body) = area.split(top: headline.rows(in: area))
        headline.draw(&buffer, in: head, terminalStyle)
        let loss = LossChart(snapshot: run.snapshot, changes: run.changes)
        guard view != .loss else { return loss.draw(&buffer, in: body, terminalStyle) }
        // A strip has room side by side, a column one below the other.
        if body.width >= 60, body.width > body.height * 5 || body.height < 14 {
            let (left, right) = body.split(left: body.width / 2)
            loss.draw(&buffer, in: left.inset(right: 2), terminalStyle)
            drawView(&buffer, right, terminalStyle)
        } else if body.height >= 10 {
            let (top, bottom) = body.split(top: max(6, min(20, body.height * 2 / 5)))
            loss.draw(&buffer, in: top.inset(bottom: top.height > 6 ? 1 : 0), terminalStyle)
            drawView(&buffer, bottom, terminalStyle)
        } else {
            drawView(&buffer, body, terminalStyle)
        }
    }

    private func drawView(_ buffer: inout ScreenBuffer, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let test = run.snapshot.history.last?.test
        switch view {
        case .loss: break
        case .example: ExampleView(run: run, cursor: cursorStep).draw(&buffer, in: area, terminalStyle)
        case .activity:
            let stepwisePrediction = run.snapshot.stepwisePrediction.flatMap { $0.example == run.watchedExample?.index ? $0 : nil }
            let body = drawTitle(terminalStyle.depth == .many ? "orange: above 0, blue: below" : nil, &buffer, area, terminalStyle)
            ActivityChart(activities: stepwisePrediction?.activities ?? [], steps: stepwisePrediction?.steps ?? 0, cursor: cursorStep).draw(
                &buffer, in: body, terminalStyle)
        case .confusion:
            let body = drawTitle(
                test.map { "after epoch \(run.snapshot.epoch), \(Figures.grouped($0.count)) tested" }, &buffer, area, terminalStyle)
            let chart = ConfusionChart(counts: test?.confusion ?? [], names: run.watchedExample?.classNames ?? [])
            guard chart.isSound else {
                let text = test == nil ? "nothing has been tested yet" : "nothing to confuse: too many classes, or values"
                return buffer.write(text, in: body, terminalStyle.theme.muted, terminalStyle)
            }
            chart.draw(&buffer, in: body, terminalStyle)
        case .gradients:
            let body = drawTitle("norm of each layer's, before clipping", &buffer, area, terminalStyle)
            gradientBars(terminalStyle).draw(&buffer, in: body, terminalStyle)
        case .errorByStep:
            let body = drawTitle(test.map { _ in "% after epoch \(run.snapshot.epoch)" }, &buffer, area, terminalStyle)
            guard let test, test.errorByStep.isEmpty else {
                return ErrorByStepChart(errors: test?.errorByStep ?? [], cursor: cursorStep).draw(&buffer, in: body, terminalStyle)
            }
            buffer.write("only where each step is labelled", in: body, terminalStyle.theme.muted, terminalStyle)
        case .epochs:
            EpochRows(history: run.snapshot.history).draw(&buffer, in: drawTitle(nil, &buffer, area, terminalStyle), terminalStyle)
        }
    }

    /// - Returns: what is below the title.
    private func drawTitle(_ remark: String?, _ buffer: inout ScreenBuffer, _ area: Rectangle, _ terminalStyle: TerminalStyle) -> Rectangle
    {
        guard area.height >= 3 else { return area }
        let end = buffer.write(view.title, x: area.x, y: area.y, terminalStyle.theme.heading, within: area)
        if let remark { buffer.write(remark, in: area.inset(left: end + 2 - area.x), terminalStyle.theme.muted, terminalStyle) }
        return area.inset(top: 1)
    }

    private func gradientBars(_ terminalStyle: TerminalStyle) -> BarChart {
        let norms = run.snapshot.layerGradientNorms
        let bars = norms.indices.compactMap { index -> BarChart.Bar? in
            // Layers without weights have no gradient.
            guard norms[index] != 0 || !norms.contains(where: { $0 != 0 }) else { return nil }
            let name = run.layerNames.indices.contains(index) ? run.layerNames[index] : "layer"
            let norm = Double(norms[index])
            return .init(name: "\(index + 1) \(name)", value: norm, figure: Figures.fixed(norm, 4), style: terminalStyle.theme.accent)
        }
        return BarChart(bars: bars)
    }
}
