import Notebook
import Recurrent
import TextFormatting

/// Predicted and true values over time, with the input above on the same axis.
struct ValueChart: Widget {
    var example: SequenceExample
    var stepwisePrediction: StepwisePrediction
    /// From 0; the last step where nil.
    var cursor: Int?

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty, stepwisePrediction.isSound else { return }
        let (foot, body) = (area.inset(top: area.height - 1), area.inset(bottom: area.height >= 3 ? 1 : 0))
        let charts = max(1, min(stepwisePrediction.width, 4, body.height / 6))
        let strip = InputStrip(example: example, axis: TimeAxis(steps: stepwisePrediction.steps, room: body.width))
        let inputRows = body.height >= 12 ? min(strip.rows(terminalStyle), body.height / 3) : 0
        var rest = body.inset(top: inputRows)
        for output in 0..<charts {
            let (part, below) = rest.split(top: rest.height / (charts - output))
            let chart = self.chart(output, terminalStyle)
            let plot = chart.plot(in: part)
            let axis = TimeAxis(steps: stepwisePrediction.steps, room: plot.width, greatestStretch: 64)
            chart.draw(&buffer, in: part.inset(right: plot.width - axis.columns), terminalStyle)
            if output == 0, inputRows > 0 {
                let place = Rectangle(x: plot.x, y: body.y, width: axis.columns, height: inputRows)
                InputStrip(example: example, axis: axis).draw(&buffer, in: place, terminalStyle)
            }
            rest = below
        }
        if area.height >= 3 { drawFoot(&buffer, foot, terminalStyle) }
    }

    private func chart(_ output: Int, _ terminalStyle: TerminalStyle) -> LineChart {
        var said: [LineChart.Point] = []
        var truth: [LineChart.Point] = []
        for step in 0..<stepwisePrediction.steps {
            said.append(.init(x: Double(step + 1), y: Double(stepwisePrediction.outputs[step * stepwisePrediction.width + output])))
            if let value = example.trueValue(output, at: step) { truth.append(.init(x: Double(step + 1), y: Double(value))) }
        }
        let values = (said + truth).map(\.y).filter(\.isFinite)
        // Half a step at each end, so that a step is as wide as in the input above.
        var chart = LineChart(
            x: Axis(0.5, Double(stepwisePrediction.steps) + 0.5), y: Axis(values.min() ?? 0, values.max() ?? 1),
            series: [
                .init(points: truth, style: terminalStyle.theme.good, plain: "."),
                .init(points: said, style: terminalStyle.theme.train, plain: "*"),
            ])
        chart.unit = "step"
        if let cursor { chart.marks = [.init(x: Double(cursor + 1), label: "", style: terminalStyle.theme.border)] }
        return chart
    }

    private func drawFoot(_ buffer: inout ScreenBuffer, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let step = min(max(0, cursor ?? stepwisePrediction.steps - 1), stepwisePrediction.steps - 1)
        let said = stepwisePrediction.outputs[step * stepwisePrediction.width]
        var line = StyledLine("step \(step + 1)", terminalStyle.theme.accent.with(.bold))
        line.append("  \(terminalStyle.symbols.sample) ", terminalStyle.theme.train)
        line.append("said ", terminalStyle.theme.muted)
        line.append(Figures.fixed(Double(said), 4), terminalStyle.theme.train)
        if let truth = example.trueValue(0, at: step) {
            line.append("  \(terminalStyle.symbols.sample) ", terminalStyle.theme.good)
            line.append("true ", terminalStyle.theme.muted)
            line.append(Figures.fixed(Double(truth), 4), terminalStyle.theme.good)
            if let error = meanError { line.append("  mean error \(Figures.fixed(error, 4))", terminalStyle.theme.muted) }
        }
        buffer.write(line, x: area.x, y: area.y, within: area)
    }

    /// The mean distance of what was said from the truth, over all steps and values that have one.
    private var meanError: Double? {
        var sum = 0.0
        var count = 0
        for step in 0..<stepwisePrediction.steps {
            for output in 0..<stepwisePrediction.width {
                guard let truth = example.trueValue(output, at: step), truth.isFinite else { continue }
                sum += Double(stepwisePrediction.outputs[step * stepwisePrediction.width + output] - truth).magnitude
                count += 1
            }
        }
        return count == 0 ? nil : sum / Double(count)
    }
}
