/// The share of wrong classes at each time step, in percent.
package struct ErrorByStepChart: Drawable {
    /// Shares, 0...1; NaN where nothing is known.
    package var errors: [Float]
    /// The step that is looked at, from 0; nil for none.
    package var cursor: Int?

    /// A chart of the errors of steps.
    package init(errors: [Float], cursor: Int? = nil) {
        self.errors = errors
        self.cursor = cursor
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        let points = errors.enumerated().map { LineChart.Point(x: Double($0.offset + 1), y: Double($0.element) * 100) }
        guard let greatest = points.map(\.y).filter(\.isFinite).max() else {
            return canvas.write("no errors by step yet", in: area, terminalStyle.theme.muted, terminalStyle)
        }
        var chart = LineChart(
            x: Axis(1, Double(max(2, errors.count))), y: Axis(0, max(greatest, 0.1)),
            series: [.init(points: points, style: terminalStyle.theme.test, plain: "*", marksPoints: true)])
        chart.unit = "step"
        if let cursor { chart.marks = [.init(x: Double(cursor + 1), label: "", style: terminalStyle.theme.border)] }
        chart.draw(&canvas, in: area, terminalStyle)
    }
}
