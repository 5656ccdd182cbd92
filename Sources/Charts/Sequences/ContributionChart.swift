import TextFormatting

/// The contribution of each step of a sequence to the prediction: a curve over all steps, and below it the steps with the greatest
/// contributions, each with a bar.
package struct ContributionChart: Drawable {
    /// The contribution of a step.
    package struct Step: Sendable, Equatable {
        /// Positive if the step supports the prediction, negative if it opposes it.
        package var value: Double
        /// The number of the step, and its input.
        package var name: String

        /// A step of this name.
        package init(value: Double, name: String) { (self.value, self.name) = (value, name) }
    }

    /// All steps, in order.
    package var steps: [Step]
    /// The output for zero inputs, from which contributions are measured.
    package var ofZeros: String

    /// A chart of these contributions.
    package init(_ steps: [Step], ofZeros: String) { (self.steps, self.ofZeros) = (steps, ofZeros) }

    /// The least number of rows of the curve, including its axis, and the greatest number of listed steps.
    private static let (leastCurve, mostListed) = (7, 12)

    /// The steps with the greatest contributions, positive or negative.
    private func strongest(_ count: Int) -> [Step] {
        steps.indices.filter { steps[$0].value.isFinite && steps[$0].value != 0 }
            .sorted { (abs(steps[$1].value), $0) < (abs(steps[$0].value), $1) }.prefix(count).map { steps[$0] }
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty, !steps.isEmpty else { return }
        let theme = terminalStyle.theme
        let (legend, rest) = area.split(top: area.height > 2 ? 1 : 0)
        var line = StyledLine(terminalStyle.hasUnicode ? "▲ for it" : "+ for it", theme.good)
        line.append(terminalStyle.hasUnicode ? "  ▼ against it" : "  - against it", theme.bad)
        let base = "  of zeros: \(ofZeros)"
        if line.width + DisplayWidth.of(base) <= legend.width { line.append(base, theme.muted) }
        canvas.write(line.fitted(legend.width, terminalStyle), x: legend.x, y: legend.y, within: legend)
        let rows = min(Self.mostListed, max(1, rest.height / 2))
        let hasCurve = rest.height - rows - 1 >= Self.leastCurve
        let (curve, list) = rest.split(top: hasCurve ? rest.height - rows - 1 : 0)
        if hasCurve { drawCurve(&canvas, curve, terminalStyle) }
        let listed = strongest(hasCurve ? rows : list.height)
        var bars = BarChart(bars: listed.map { bar($0, terminalStyle) })
        bars.greatest = listed.first.map { abs($0.value) }
        bars.draw(&canvas, in: hasCurve ? list.inset(top: 1) : list, terminalStyle)
    }

    private func bar(_ step: Step, _ terminalStyle: TerminalStyle) -> BarChart.Bar {
        let isFor = step.value > 0
        let sign = terminalStyle.hasUnicode ? (isFor ? "▲ " : "▼ ") : ""
        let text = (isFor ? "+" : "") + Figures.fixed(step.value, 4)
        return BarChart.Bar(
            name: "step " + step.name, value: abs(step.value), figure: sign + text,
            style: isFor ? terminalStyle.theme.good : terminalStyle.theme.bad)
    }

    private func drawCurve(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        let values = steps.map(\.value).filter(\.isFinite)
        guard let least = values.min(), let greatest = values.max() else { return }
        var chart = LineChart(
            x: Axis(1, Double(max(2, steps.count))), y: Axis(min(0, least), max(0, greatest, least == 0 ? 1e-6 : 0)),
            series: [
                .init(points: [.init(x: 1, y: 0), .init(x: Double(max(2, steps.count)), y: 0)], style: theme.muted, plain: "."),
                .init(points: steps.enumerated().map { .init(x: Double($0 + 1), y: $1.value) }, style: theme.train, plain: "*"),
            ])
        chart.unit = "step"
        chart.draw(&canvas, in: area, terminalStyle)
    }
}
