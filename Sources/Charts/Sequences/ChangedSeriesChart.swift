/// A series of which values were changed, over what it was.
package struct ChangedSeriesChart: Drawable {
    /// The values, step by step; NaN where there is none.
    package var values: [Double]
    /// The same as they were.
    package var original: [Double]
    /// The step that is chosen, from 0.
    package var step: Int

    /// A chart of these.
    package init(values: [Double], original: [Double], step: Int) {
        (self.values, self.original, self.step) = (values, original, step)
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        func points(_ values: [Double]) -> [LineChart.Point] { values.enumerated().map { .init(x: Double($0 + 1), y: $1) } }
        let all = (values + original).filter(\.isFinite)
        guard let least = all.min(), let greatest = all.max() else { return }
        var chart = LineChart(
            x: Axis(1, Double(max(2, values.count))), y: Axis(least, greatest),
            series: [
                .init(points: points(original), style: theme.muted, plain: "."),
                .init(points: points(values), style: theme.good, plain: "#"),
            ])
        chart.unit = "step"
        chart.marks = [.init(x: Double(step + 1), label: "", style: theme.accent)]
        chart.draw(&canvas, in: area, terminalStyle)
    }
}
