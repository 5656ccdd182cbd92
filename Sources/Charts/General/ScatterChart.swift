import TextFormatting

/// What was said of values against what is true: on the diagonal both are the same.
package struct ScatterChart: Drawable {
    /// What is true, and what was said.
    package var points: [(truth: Double, said: Double)]

    /// A chart of these.
    package init(_ points: [(truth: Double, said: Double)]) {
        self.points = points
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let (legend, plot) = area.split(top: area.height >= 3 ? 1 : 0)
        let all = points.flatMap { [$0.truth, $0.said] }.filter(\.isFinite)
        guard let least = all.min(), let greatest = all.max() else {
            return canvas.write("no values", in: area, terminalStyle.theme.muted, terminalStyle)
        }
        var chart = LineChart(
            x: Axis(least, greatest), y: Axis(least, greatest),
            series: [
                .init(points: [.init(x: least, y: least), .init(x: greatest, y: greatest)], style: terminalStyle.theme.muted, plain: "."),
                .init(points: LineChart.apart(points.map { ($0.truth, $0.said) }), style: terminalStyle.theme.train, plain: "*"),
            ])
        chart.unit = "true"
        chart.draw(&canvas, in: plot, terminalStyle)
        var line = StyledLine("said", terminalStyle.theme.train)
        line.append(" against ", terminalStyle.theme.muted)
        line.append("true", terminalStyle.theme.heading)
        canvas.write(line.fitted(legend.width, terminalStyle), x: legend.x, y: legend.y, within: legend)
    }
}

extension LineChart {
    /// Points with no line from one to the next.
    static func apart(_ points: [(x: Double, y: Double)]) -> [Point] {
        points.flatMap { [Point(x: $0.x, y: $0.y), Point(x: .nan, y: .nan)] }
    }
}
