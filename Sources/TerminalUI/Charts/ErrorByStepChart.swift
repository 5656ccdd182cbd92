import Recurrent

/// The share of wrong classes at each time step, in percent.
struct ErrorByStepChart: Widget {
    var errors: [Float]
    /// From 0.
    var cursor: Int?

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        let points = errors.enumerated().map { LineChart.Point(x: Double($0.offset + 1), y: Double($0.element) * 100) }
        guard let greatest = points.map(\.y).filter(\.isFinite).max() else {
            return buffer.write("no errors by step yet", in: area, terminalStyle.theme.muted, terminalStyle)
        }
        var chart = LineChart(
            x: Axis(1, Double(max(2, errors.count))), y: Axis(0, max(greatest, 0.1)),
            series: [.init(points: points, style: terminalStyle.theme.test, plain: "*", marksPoints: true)])
        chart.unit = "step"
        if let cursor { chart.marks = [.init(x: Double(cursor + 1), label: "", style: terminalStyle.theme.border)] }
        chart.draw(&buffer, in: area, terminalStyle)
    }
}
