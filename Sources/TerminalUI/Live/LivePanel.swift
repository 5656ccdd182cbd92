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
        let layout = layout(area)
        Headline(run: run).draw(&canvas, in: layout.head, terminalStyle)
        if let area = layout.loss { chart(in: area).draw(&canvas, in: area, terminalStyle) }
        if let area = layout.view { drawView(&canvas, area, terminalStyle) }
    }

    /// The losses as they are drawn.
    private func chart(in area: Rectangle) -> LossChart {
        var chart = run.lossChart
        chart.settings = loss
        chart.overlays = compared
        if view == .loss, area.width >= 44 { chart.heading = view.numberedTitle(of: run) }
        return chart
    }

    /// Where its parts are.
    private func layout(_ area: Rectangle) -> (head: Rectangle, loss: Rectangle?, view: Rectangle?) {
        let (head, body) = area.split(top: Headline(run: run).rows(in: area))
        if view == .loss { return (head, body, nil) }
        // A strip has room side by side, a column one below the other.
        if body.width >= 60, body.width > body.height * 5 || body.height < 14 {
            let (left, right) = body.split(left: body.width / 2)
            return (head, left.inset(right: 2), right)
        }
        guard body.height >= 10 else { return (head, nil, body) }
        let (top, bottom) = body.split(top: max(6, min(20, body.height * 2 / 5)))
        return (head, top.inset(bottom: top.height > 6 ? 1 : 0), bottom)
    }

    /// What is at a place of the screen.
    func place(x: Int, y: Int, in area: Rectangle, _ terminalStyle: TerminalStyle) -> ScreenPlace {
        let layout = layout(area)
        if let area = layout.loss, area.contains(x: x, y: y) {
            return .loss(step: chart(in: area).step(x: x, y: y, in: area, terminalStyle))
        }
        guard let area = layout.view, area.contains(x: x, y: y) else { return .nothing }
        if area.height >= 3, y == area.y { return .title }
        guard view == .confusion, let (row, column) = run.confusionChart.classes(x: x, y: y, in: below(area)) else { return .nothing }
        return .confusion(row: row, column: column)
    }

    /// What is below the title of a view.
    private func below(_ area: Rectangle) -> Rectangle { area.height >= 3 ? area.inset(top: 1) : area }

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
            let body = drawTitle(run.exampleChart(cursor: nil).sequence.map { "of \($0.name)" }, &canvas, area, terminalStyle)
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
            let body = drawTitle("norm by layer, before clipping", &canvas, area, terminalStyle)
            run.gradientChart.draw(&canvas, in: body, terminalStyle)
        case .errorByStep:
            let body = drawTitle(
                run.tested.map { "% wrong, of \(Figures.grouped($0)) tested after epoch \(run.finishedEpochs)" }, &canvas, area,
                terminalStyle)
            guard let chart = run.errorByStepChart(cursor: cursorStep) else {
                return canvas.write("only where each step is labelled", in: body, theme.muted, terminalStyle)
            }
            chart.draw(&canvas, in: body, terminalStyle)
        case .epochs: run.epochRows.draw(&canvas, in: drawTitle("bar: error", &canvas, area, terminalStyle), terminalStyle)
        }
    }

    /// - Returns: what is below the title.
    private func drawTitle(_ remark: String?, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) -> Rectangle {
        let body = below(area)
        guard body != area else { return area }
        let end = canvas.write(view.numberedTitle(of: run), x: area.x, y: area.y, terminalStyle.theme.heading, within: area)
        if let remark { canvas.write(remark, in: area.inset(left: end + 2 - area.x), terminalStyle.theme.muted, terminalStyle) }
        return body
    }
}
