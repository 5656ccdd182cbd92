/// A series with changed values, over the original one.
package struct ChangedSeriesChart: Drawable {
    /// The values, step by step; NaN where there is none.
    package var values: [Double]
    /// The original values.
    package var original: [Double]
    /// The selected step, from 0.
    package var step: Int

    /// A chart of these series.
    package init(values: [Double], original: [Double], step: Int) {
        (self.values, self.original, self.step) = (values, original, step)
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        chart(terminalStyle.theme)?.draw(&canvas, in: area, terminalStyle)
    }

    /// The step, from 0, that is nearest to a position on the screen, and the value drawn at its height; nil outside of the plot.
    package func place(x: Int, y: Int, in area: Rectangle) -> (step: Int, value: Double)? {
        guard let chart = chart(TerminalStyle.plain.theme), !values.isEmpty else { return nil }
        let plot = chart.plot(in: area)
        guard plot.contains(x: x, y: y), plot.width > 1, plot.height > 1 else { return nil }
        let place = chart.x.least + Double(x - plot.x) / Double(plot.width - 1) * (chart.x.greatest - chart.x.least)
        let value = chart.y.greatest - Double(y - plot.y) / Double(plot.height - 1) * (chart.y.greatest - chart.y.least)
        return (max(0, min(values.count - 1, Int(place.rounded()) - 1)), value)
    }

    private func chart(_ theme: Theme) -> LineChart? {
        func points(_ values: [Double]) -> [LineChart.Point] { values.enumerated().map { .init(x: Double($0 + 1), y: $1) } }
        let all = (values + original).filter(\.isFinite)
        guard let least = all.min(), let greatest = all.max() else { return nil }
        var chart = LineChart(
            x: Axis(1, Double(max(2, values.count))), y: Axis(least, greatest),
            series: [
                .init(points: points(original), style: theme.muted, plain: "."),
                .init(points: points(values), style: theme.good, plain: "#"),
            ])
        chart.unit = "step"
        chart.marks = [.init(x: Double(step + 1), label: "", style: theme.accent)]
        return chart
    }
}
