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
    /// What the series is called where there are several; nil for no name.
    package var name: String?

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
        let lines = legend(area.width, terminalStyle)
        let (legend, plot) = area.split(top: area.height >= 5 + lines.count ? lines.count : area.height >= 3 ? 1 : 0)
        // Signs on the curves tell them apart, not colours alone.
        func mark(_ plain: Character) -> Character? { terminalStyle.hasUnicode ? plain : nil }
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
                .init(points: points(oneStep, from: start), style: theme.test, plain: "o", mark: mark("o")),
                .init(points: points(truth, from: start), style: theme.good, plain: "#"),
                .init(points: points(values, from: first), style: theme.train, plain: "*", mark: mark("*")),
            ])
        chart.band = band.enumerated().map { .init(x: Double(first + $0), low: $1.low, high: $1.high) }
        chart.marks = [.init(x: Double(first), label: "", style: theme.border)]
        chart.unit = "step"
        chart.draw(&canvas, in: plot, terminalStyle)
        for (row, line) in lines.prefix(legend.height).enumerated() {
            canvas.write(line.fitted(legend.width, terminalStyle), x: legend.x, y: legend.y + row, within: legend)
        }
    }

    /// What each curve is, in lines of this width.
    private func legend(_ width: Int, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        let theme = terminalStyle.theme
        func part(_ plain: String, _ style: Style, _ text: String) -> StyledLine {
            StyledLine([
                .init(text: plain + " ", style: style), .init(text: text, style: theme.muted),
            ])
        }
        var parts = name.map { [StyledLine($0.visible, theme.heading)] } ?? []
        parts += [
            part(terminalStyle.hasUnicode ? terminalStyle.symbols.sample : "#", theme.good, "true"),
            part("o", theme.test, "one step ahead"), part("*", theme.train, "free-running"),
        ]
        if !band.isEmpty { parts.append(part(terminalStyle.hasUnicode ? "⣿" : ".", theme.band, bandName)) }
        return StyledLine.flowing(parts, width: width)
    }
}
