import TextFormatting

/// How a series goes on: what is true, what was said one step ahead, and what is said by a network that reads its own words.
package struct ForecastChart: Drawable {
    /// The step that each list begins at.
    package var start: Int
    /// What is true, step by step; NaN where that is not known.
    package var truth: [Double]
    /// What was said of the same steps by who knew all before; NaN where nothing was.
    package var oneStep: [Double]
    /// The step that the forecast begins at.
    package var first: Int
    /// What is said from there on.
    package var values: [Double]
    /// The lowest and the highest quantile of each; empty for none.
    package var band: [(low: Double, high: Double)]
    /// What the band is, such as "0.1 to 0.9".
    package var bandName: String

    /// A chart of these.
    package init(
        start: Int, truth: [Double], oneStep: [Double], first: Int, values: [Double], band: [(low: Double, high: Double)] = [],
        bandName: String = ""
    ) {
        (self.start, self.truth, self.oneStep, self.first, self.values) = (start, truth, oneStep, first, values)
        (self.band, self.bandName) = (band, bandName)
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let theme = terminalStyle.theme
        let (legend, plot) = area.split(top: area.height >= 3 ? 1 : 0)
        func points(_ values: [Double], from start: Int) -> [LineChart.Point] {
            values.enumerated().map { .init(x: Double(start + $0), y: $1) }
        }
        let ends = band.flatMap { [$0.low, $0.high] }
        let all = (truth + oneStep + values + ends).filter(\.isFinite)
        guard let least = all.min(), let greatest = all.max() else { return }
        let last = max(start + max(truth.count, oneStep.count), first + values.count) - 1
        var chart = LineChart(
            x: Axis(Double(start), Double(max(start + 1, last))), y: Axis(least, greatest),
            series: [
                .init(points: points(oneStep, from: start), style: theme.test, plain: "o"),
                .init(points: points(truth, from: start), style: theme.good, plain: "#"),
                .init(points: points(values, from: first), style: theme.train, plain: "*"),
            ])
        chart.band = band.enumerated().map { .init(x: Double(first + $0), low: $1.low, high: $1.high) }
        chart.marks = [.init(x: Double(first), label: "", style: theme.border)]
        chart.unit = "step"
        chart.draw(&canvas, in: plot, terminalStyle)
        drawLegend(&canvas, legend, terminalStyle)
    }

    private func drawLegend(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let theme = terminalStyle.theme
        func sample(_ plain: String) -> String { (terminalStyle.hasUnicode ? String(terminalStyle.symbols.sample) : plain) + " " }
        var line = StyledLine()
        for (name, style, plain) in [("true", theme.good, "#"), ("one step ahead", theme.test, "o"), ("free-running", theme.train, "*")] {
            line.append(sample(plain), style)
            line.append(name + "  ", theme.muted)
        }
        if !band.isEmpty {
            line.append(sample("."), theme.band)
            line.append(bandName, theme.muted)
        }
        canvas.write(line.fitted(area.width, terminalStyle), x: area.x, y: area.y, within: area)
    }
}
