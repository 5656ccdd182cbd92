import TextFormatting

/// How far off what was said is from what is true, over time: no pattern is to be seen where all has been learned.
package struct ResidualChart: Drawable {
    /// Steps, counted from 1, and true less said.
    package var points: [(step: Int, residual: Double)]
    /// What the horizontal axis counts.
    package var unit: String

    /// A chart of these.
    package init(_ points: [(step: Int, residual: Double)], unit: String) {
        (self.points, self.unit) = (points, unit)
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let theme = terminalStyle.theme
        let (legend, plot) = area.split(top: area.height >= 3 ? 1 : 0)
        let sizes = points.map { abs($0.residual) }.filter(\.isFinite)
        guard let most = sizes.max(), let first = points.map(\.step).min(), let last = points.map(\.step).max() else {
            return canvas.write("no values", in: area, theme.muted, terminalStyle)
        }
        var sums: [Int: (sum: Double, count: Int)] = [:]
        for point in points where point.residual.isFinite {
            let known = sums[point.step] ?? (0, 0)
            sums[point.step] = (known.sum + point.residual, known.count + 1)
        }
        let means = sums.sorted { $0.key < $1.key }.map { LineChart.Point(x: Double($0.key), y: $0.value.sum / Double($0.value.count)) }
        let isSeveral = means.count < sizes.count
        let zero = [LineChart.Point(x: Double(first), y: 0), LineChart.Point(x: Double(max(last, first + 1)), y: 0)]
        var series = [LineChart.Series(points: zero, style: theme.muted, plain: ".")]
        if isSeveral {
            let all = LineChart.apart(points.map { (x: Double($0.step), y: $0.residual) })
            series.append(LineChart.Series(points: all, style: theme.band, plain: "."))
        }
        series.append(LineChart.Series(points: means, style: theme.train, plain: "*"))
        var chart = LineChart(x: Axis(Double(first), Double(max(last, first + 1))), y: Axis(-most, most), series: series)
        chart.unit = unit
        chart.draw(&canvas, in: plot, terminalStyle)
        var line = StyledLine("true less said", theme.train)
        if isSeveral { line.append(", the mean of each \(unit) as a line", theme.muted) }
        canvas.write(line.fitted(legend.width, terminalStyle), x: legend.x, y: legend.y, within: legend)
    }
}
