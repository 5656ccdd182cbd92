import Charts
import Notebook
import TextFormatting

/// A run as it trains: how far it is, its loss, and a view of what it has learned.
struct LivePanel: Drawable {
    var run: LiveRun
    /// The time step of the example that is looked at, from 0.
    var cursorStep: Int?
    var view: View
    /// The cell of the confusion matrix that stands out; nil for none.
    var pair: RunReview.ClassPair?
    /// How the chart of losses is looked at.
    var loss = LossChartSettings()
    /// Other runs that it is compared with.
    var compared: [LossChart.Overlay] = []

    /// Another run may have no such view.
    private var shown: View { view.shown(of: run) }

    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let layout = layout(area)
        Headline(run: run).draw(&canvas, in: layout.head, terminalStyle)
        if let area = layout.loss { chart(in: area).draw(&canvas, in: area, terminalStyle) }
        if let area = layout.view { drawView(&canvas, area, terminalStyle) }
    }

    private var lossChart: LossChart {
        var chart = run.lossChart
        (chart.settings, chart.overlays) = (loss, compared)
        return chart
    }

    /// The losses as they are drawn.
    private func chart(in area: Rectangle) -> LossChart {
        var chart = lossChart
        if shown == .loss, area.width >= 44 { chart.heading = shown.numberedTitle(of: run) }
        return chart
    }

    /// Where its parts are.
    private func layout(_ area: Rectangle) -> (head: Rectangle, loss: Rectangle?, view: Rectangle?) {
        let (head, body) = area.split(top: Headline(run: run).rows(in: area))
        if shown == .loss { return (head, body, nil) }
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
        guard shown == .confusion, let (row, column) = run.confusionChart.classes(x: x, y: y, in: below(area)) else { return .nothing }
        return .confusion(row: row, column: column)
    }

    /// What is below the title of a view.
    private func below(_ area: Rectangle) -> Rectangle { area.height >= 3 ? area.inset(top: 1) : area }

    private func drawView(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let theme = terminalStyle.theme
        switch shown {
        case .loss: break
        case .example:
            var chart = run.exampleChart(cursor: cursorStep)
            chart.heading = shown.numberedTitle(of: run)
            chart.draw(&canvas, in: area, terminalStyle)
        case .activity:
            let chart = run.activityChart(cursor: cursorStep)
            let body = drawTitle([run.exampleChart(cursor: nil).sequence.map { "of \($0.name)" }], &canvas, area, terminalStyle)
            chart.draw(&canvas, in: body, terminalStyle)
        case .confusion:
            var chart = run.confusionChart
            let axes =
                chart.hasMatrix(in: below(area))
                ? "rows: true, columns: predicted" : terminalStyle.hasUnicode ? "true → predicted" : "true > predicted"
            let remark = run.tested.map { "\(axes); \(Figures.grouped($0)) tested after epoch \(run.finishedEpochs)" }
            let body = drawTitle([remark, run.tested.map { _ in axes }], &canvas, area, terminalStyle)
            guard chart.isSound else {
                let text = run.tested == nil ? run.awaitedTest : "there are too many classes for a matrix"
                return canvas.write(wrapped: text, in: body, theme.muted)
            }
            chart.selected = pair.map { ($0.truth, $0.said) }
            chart.draw(&canvas, in: body, terminalStyle)
        case .scatter: drawReviewed(run.scatterChart, &canvas, area, terminalStyle)
        case .residuals: drawReviewed(run.residualChart, &canvas, area, terminalStyle)
        case .forecast: drawForecast(&canvas, area, terminalStyle)
        case .contributions: drawContributions(&canvas, area, terminalStyle)
        case .gradients:
            let body = drawTitle(["norm by layer, before clipping", "norm, before clipping", "norm"], &canvas, area, terminalStyle)
            var chart = run.gradientChart
            chart.history?.window = loss.window(of: lossChart.done)
            chart.history?.cursor = loss.cursor(of: lossChart.done)
            chart.draw(&canvas, in: body, terminalStyle)
        case .errorByStep:
            let tested = run.tested.map { "of \(Figures.grouped($0)) tested" }
            let body = drawTitle([tested.map { "\($0) after epoch \(run.finishedEpochs)" }, tested], &canvas, area, terminalStyle)
            if run.tested == nil { return canvas.write(wrapped: run.awaitedTest, in: body, theme.muted) }
            guard let chart = run.errorByStepChart(cursor: cursorStep) else {
                return canvas.write(wrapped: "only where something is predicted at each step", in: body, theme.muted)
            }
            chart.draw(&canvas, in: body, terminalStyle)
        case .epochs:
            let rows = run.epochRows
            let remarks = rows.remarks(rows: below(area).height, terminalStyle)
            rows.draw(&canvas, in: drawTitle(remarks, &canvas, area, terminalStyle), terminalStyle)
        }
    }

    private func drawReviewed(
        _ chart: (some Drawable)?, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle
    ) {
        let body = drawTitle(run.reviewed, &canvas, area, terminalStyle)
        if let chart { return chart.draw(&canvas, in: body, terminalStyle) }
        canvas.write(wrapped: notReviewed, in: body, terminalStyle.theme.muted)
    }

    /// Why there is nothing to see of what was said of all examples.
    private var notReviewed: String {
        if let text = run.reviewProblem ?? run.reviewNotice { return text }
        guard run.isReviewable else { return "this run must train here again before its values can be shown" }
        return run.step == 0 ? "nothing has been learned yet" : run.review == nil ? "reading all values" : "no value could be read"
    }

    private func drawForecast(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let name = run.exampleChart(cursor: nil).sequence.map { "of \($0.name)" }
        let error = run.forecastError.map { ", mean error \(Figures.fixed($0.mean, 4))" } ?? ""
        let steps = run.forecastError.map { " over \(Figures.count($0.steps, "step"))" } ?? ""
        // Beside a long name, the number of the example has to do.
        let names = [name, name.flatMap { name in name.lastIndex(of: "[").map { "of " + name[$0...] } }].compactMap(\.self)
        let remarks = names.flatMap { [$0 + error + steps, $0 + error] } + names
        let body = drawTitle(remarks, &canvas, area, terminalStyle)
        guard let charts = run.forecastCharts else {
            return canvas.write(wrapped: notReviewed, in: body, terminalStyle.theme.muted)
        }
        if let problem = run.forecastProblem { return canvas.write(wrapped: problem, in: body, terminalStyle.theme.muted) }
        let count = max(1, min(charts.count, body.height / Self.leastForecastRows))
        var rest = body
        for (place, chart) in charts.prefix(count).enumerated() {
            let (part, below) = rest.split(top: rest.height / (count - place))
            chart.draw(&canvas, in: part, terminalStyle)
            rest = below
        }
    }

    private func drawContributions(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let body = drawTitle([run.contributionTitle], &canvas, area, terminalStyle)
        if let chart = run.contributionChart { return chart.draw(&canvas, in: body, terminalStyle) }
        let text =
            run.contributionProblem ?? run.reviewProblem ?? run.reviewNotice
            ?? (run.step == 0 ? "nothing has been learned yet" : "reading the example")
        canvas.write(wrapped: text, in: body, terminalStyle.theme.muted)
    }

    /// Rows of one of several forecasts, one below the other.
    private static let leastForecastRows = 8

    /// - Parameter remarks: what stands beside the title, from the longest form to the shortest: the first that has room.
    /// - Returns: what is below the title.
    private func drawTitle(_ remarks: [String?], _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) -> Rectangle {
        let body = below(area)
        guard body != area else { return area }
        let title = StyledLine(shown.numberedTitle(of: run), terminalStyle.theme.heading).fitted(area.width, terminalStyle)
        let end = canvas.write(title, x: area.x, y: area.y, within: area)
        let rest = area.inset(left: end + 2 - area.x)
        // A figure that is cut would be another one.
        if let remark = remarks.compactMap(\.self).first(where: { DisplayWidth.of($0) <= rest.width }) {
            canvas.write(remark, in: rest, terminalStyle.theme.muted, terminalStyle)
        }
        return body
    }
}
