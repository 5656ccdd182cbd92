import Charts
import Notebook
import TextFormatting

/// A run as it trains: how far it is, its loss, and a view of what it has learned.
struct LivePanel: Drawable {
    var run: LiveRun
    /// The time step of the example that is looked at, from 0.
    var cursorStep: Int?
    var view: View
    /// How the chart of losses is looked at.
    var loss = LossChartSettings()
    /// Other runs that it is compared with.
    var compared: [LossChart.Overlay] = []

    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let headline = Headline(run: run)
        let (head, body) = area.split(top: headline.rows(in: area))
        headline.draw(&canvas, in: head, terminalStyle)
        var loss = run.lossChart
        loss.settings = self.loss
        loss.overlays = compared
        guard view != .loss else {
            if body.width >= 44 { loss.heading = view.numberedTitle(of: run) }
            return loss.draw(&canvas, in: body, terminalStyle)
        }
        // A strip has room side by side, a column one below the other.
        if body.width >= 60, body.width > body.height * 5 || body.height < 14 {
            let (left, right) = body.split(left: body.width / 2)
            loss.draw(&canvas, in: left.inset(right: 2), terminalStyle)
            drawView(&canvas, right, terminalStyle)
        } else if body.height >= 10 {
            let (top, bottom) = body.split(top: max(6, min(20, body.height * 2 / 5)))
            loss.draw(&canvas, in: top.inset(bottom: top.height > 6 ? 1 : 0), terminalStyle)
            drawView(&canvas, bottom, terminalStyle)
        } else {
            drawView(&canvas, body, terminalStyle)
        }
    }

    private func drawView(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let theme = terminalStyle.theme
        switch view {
        case .loss: break
        case .example:
            var chart = run.exampleChart(cursor: cursorStep)
            chart.heading = view.numberedTitle(of: run)
            chart.draw(&canvas, in: area, terminalStyle)
        case .activity:
            let body = drawTitle(terminalStyle.depth == .many ? "orange: above 0, blue: below" : nil, &canvas, area, terminalStyle)
            run.activityChart(cursor: cursorStep).draw(&canvas, in: body, terminalStyle)
        case .confusion:
            let remark = run.tested.map { "rows: true, columns: said; \(Figures.grouped($0)) tested after epoch \(run.finishedEpochs)" }
            let body = drawTitle(remark, &canvas, area, terminalStyle)
            let chart = run.confusionChart
            guard chart.isSound else {
                let text = run.tested == nil ? "nothing has been tested yet" : "nothing to confuse: too many classes, or values"
                return canvas.write(text, in: body, theme.muted, terminalStyle)
            }
            chart.draw(&canvas, in: body, terminalStyle)
        case .gradients:
            let body = drawTitle("norm of each layer's, before clipping", &canvas, area, terminalStyle)
            run.gradientChart.draw(&canvas, in: body, terminalStyle)
        case .errorByStep:
            let body = drawTitle(run.tested.map { _ in "% after epoch \(run.finishedEpochs)" }, &canvas, area, terminalStyle)
            guard let chart = run.errorByStepChart(cursor: cursorStep) else {
                return canvas.write("only where each step is labelled", in: body, theme.muted, terminalStyle)
            }
            chart.draw(&canvas, in: body, terminalStyle)
        case .epochs: run.epochRows.draw(&canvas, in: drawTitle("bar: error", &canvas, area, terminalStyle), terminalStyle)
        }
    }

    /// - Returns: what is below the title.
    private func drawTitle(_ remark: String?, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) -> Rectangle {
        guard area.height >= 3 else { return area }
        let end = canvas.write(view.numberedTitle(of: run), x: area.x, y: area.y, terminalStyle.theme.heading, within: area)
        if let remark { canvas.write(remark, in: area.inset(left: end + 2 - area.x), terminalStyle.theme.muted, terminalStyle) }
        return area.inset(top: 1)
    }
}
