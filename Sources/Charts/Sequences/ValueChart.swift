import TextFormatting

/// Predicted and true values over time, with the input above on the same axis.
package struct ValueChart: Drawable {
    /// The input, with true values.
    package var sequence: SequencePicture
    /// Predicted values.
    package var outputs: StepwiseOutputs
    /// The selected step, from 0; the last step if nil.
    package var cursor: Int?

    /// A chart of these values.
    package init(sequence: SequencePicture, outputs: StepwiseOutputs, cursor: Int? = nil) {
        self.sequence = sequence
        self.outputs = outputs
        self.cursor = cursor
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty, outputs.isSound else { return }
        let (foot, body) = (area.inset(top: area.height - 1), area.inset(bottom: area.height >= 3 ? 1 : 0))
        let strip = InputStrip(sequence: sequence, axis: TimeAxis(steps: outputs.steps, room: body.width))
        let inputRows = body.height >= 12 ? min(strip.rows, body.height / 3) : 0
        var rest = body.inset(top: inputRows)
        let charts = max(1, min(outputs.valueCount, 4, rest.height / Self.rowsOfOne))
        let names = inputNames(rows: inputRows, room: area.width / 4)
        let margin = names.map { DisplayWidth.of($0) }.max() ?? 0
        let hasTitles = isOfSeveral && rest.height >= Self.rowsOfOne
        for output in 0..<charts {
            let (own, below) = rest.split(top: rest.height / (charts - output))
            let (title, part) = own.split(top: hasTitles ? 1 : 0)
            var chart = self.chart(output, terminalStyle)
            chart.margin = margin
            let plot = chart.plot(in: part)
            let axis = TimeAxis(steps: outputs.steps, room: plot.width, greatestStretch: 64)
            chart.draw(&canvas, in: part.inset(right: plot.width - axis.columns), terminalStyle)
            // In line with the plot, above the numbers of its axis.
            if hasTitles { drawTitle(output, &canvas, title.inset(left: plot.x - part.x), terminalStyle) }
            if output == 0, inputRows > 0 {
                let place = Rectangle(x: plot.x, y: body.y, width: axis.columns, height: inputRows)
                InputStrip(sequence: sequence, axis: axis).draw(&canvas, in: place, terminalStyle)
                for (row, name) in names.enumerated() {
                    let place = Rectangle(x: part.x, y: body.y + row, width: plot.x - 1 - part.x, height: 1)
                    canvas.write(name, in: place, terminalStyle.theme.muted, alignment: .right, terminalStyle)
                }
            }
            rest = below
        }
        if area.height >= 3 { drawFoot(&canvas, foot, shown: charts, hasTitles: hasTitles, terminalStyle) }
    }

    /// The rows of one of several charts, with its title.
    private static let rowsOfOne = 6

    private var isOfSeveral: Bool { outputs.valueCount > 1 }

    /// The labels in front of the input's rows: the names of the channels if they have any, otherwise the kind of
    /// input, with the numbers of channels if there are several. Empty if they are wider than `room` columns.
    private func inputNames(rows: Int, room: Int) -> [String] {
        guard rows > 0 else { return [] }
        guard case .channels(_, let width) = sequence.input else { return "input".count < room ? ["input"] : [] }
        let names = sequence.channelNames.map(\.visible)
        let hasNames = names.count == width && names.allSatisfy { !$0.isEmpty && DisplayWidth.of($0) < room }
        guard width > 1 else { return [hasNames ? names[0] : "input"].filter { DisplayWidth.of($0) < room } }
        let shown = ChannelLines.channels(width, rows: rows)
        guard !hasNames else { return shown.map { names[$0] } }
        let numbers = shown.map { String($0 + 1) }
        let first = "input " + (numbers.first ?? "")
        return first.count < room ? [first] + numbers.dropFirst() : []
    }

    private func chart(_ output: Int, _ terminalStyle: TerminalStyle) -> LineChart {
        var said: [LineChart.Point] = []
        var truth: [LineChart.Point] = []
        var band: [LineChart.ValueRange] = []
        for step in 0..<outputs.steps {
            said.append(.init(x: Double(step + 1), y: Double(outputs.value(output, at: step))))
            if let range = outputs.range(output, at: step) {
                band.append(.init(x: Double(step + 1), low: Double(range.low), high: Double(range.high)))
            }
            if let value = sequence.trueValue(output, at: step) { truth.append(.init(x: Double(step + 1), y: Double(value))) }
        }
        let values = ((said + truth).map(\.y) + band.flatMap { [$0.low, $0.high] }).filter(\.isFinite)
        // Half a step at each end, so that steps are as wide as in the input above.
        var chart = LineChart(
            x: Axis(0.5, Double(outputs.steps) + 0.5), y: Axis(values.min() ?? 0, values.max() ?? 1),
            series: [
                // Marks in front show this curve where it is behind the predictions.
                .init(points: truth, style: terminalStyle.theme.good, plain: ".", mark: terminalStyle.symbols.point),
                .init(points: said, style: terminalStyle.theme.train, plain: "*"),
            ])
        chart.unit = sequence.time == nil ? "step" : "time"
        let steps = outputs.steps
        if let time = sequence.time { chart.place = { 1...Double(steps) ~= $0 ? time(Int($0.rounded()) - 1) : "" } }
        chart.band = band
        if let cursor { chart.marks = [.init(x: Double(cursor + 1), label: "", style: terminalStyle.theme.border)] }
        return chart
    }

    /// The step whose figures are written.
    private var readStep: Int { min(max(0, cursor ?? outputs.steps - 1), outputs.steps - 1) }

    /// Writes which of several values a chart shows, and its figures.
    private func drawTitle(_ output: Int, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        var legend = ChartLegend()
        legend.wish(legend.add([name(of: output, terminalStyle)]))
        for figure in figures(of: output, terminalStyle) { legend.wish(legend.add([figure.named])) }
        draw(legend, &canvas, area)
    }

    private func name(of output: Int, _ terminalStyle: TerminalStyle) -> StyledLine {
        StyledLine("value \(output + 1) of \(Figures.grouped(outputs.valueCount))", terminalStyle.theme.heading)
    }

    /// A figure of a curve or of the band at the step that is read.
    private struct Figure {
        /// A sample of what is drawn, and its name.
        var sample: StyledLine
        /// The name and the figure; without the figure if there is none at this step.
        var named: StyledLine
        /// The sample, the name and the figure.
        var long: StyledLine
    }

    /// What is drawn of a value: the prediction, the truth and the band of its quantiles.
    private func figures(of output: Int, _ terminalStyle: TerminalStyle) -> [Figure] {
        let (theme, step) = (terminalStyle.theme, readStep)
        func figure(_ sign: String, _ name: String, _ figure: String?, _ style: Style, signStyle: Style? = nil) -> Figure {
            let sign = StyledLine(sign + " ", signStyle ?? style)
            let name = StyledLine(name, theme.muted)
            let named = figure.map { StyledLine(name.spans + StyledLine(" " + $0, style).spans) } ?? name
            return Figure(sample: StyledLine(sign.spans + name.spans), named: named, long: StyledLine(sign.spans + named.spans))
        }
        let said = Figures.fixed(Double(outputs.value(output, at: step)), 4)
        var figures = [figure(terminalStyle.hasUnicode ? terminalStyle.symbols.sample : "**", "said", said, theme.train)]
        if (0..<outputs.steps).contains(where: { sequence.trueValue(output, at: $0)?.isFinite == true }) {
            let sign = "\(terminalStyle.symbols.point)\(terminalStyle.hasUnicode ? "━" : ".")"
            let truth = sequence.trueValue(output, at: step).flatMap { $0.isFinite ? Figures.fixed(Double($0), 4) : nil }
            figures.append(figure(sign, "true", truth, theme.good))
        }
        if let range = outputs.range(output, at: step), let low = outputs.quantiles.first, let high = outputs.quantiles.last {
            let ends = "\(Figures.fixed(Double(range.low), 4)) to \(Figures.fixed(Double(range.high), 4))"
            let sign = terminalStyle.hasUnicode ? "⣿" : "."
            figures.append(figure(sign, "\(low) to \(high)", ends, theme.train, signStyle: theme.band))
        }
        return figures
    }

    /// Writes the meaning of the curves, their figures if there is a single chart, and how much is not shown. Every curve has its name
    /// before any has its figure, and a figure that does not fit as a whole is left out.
    ///
    /// - Parameters:
    ///   - shown: the number of charts.
    ///   - hasTitles: whether each has a title with its figures.
    private func drawFoot(
        _ canvas: inout Canvas, _ area: Rectangle, shown: Int, hasTitles: Bool, _ terminalStyle: TerminalStyle
    ) {
        let theme = terminalStyle.theme
        var legend = ChartLegend()
        let step = legend.add([StyledLine(sequence.time?(readStep) ?? "step \(readStep + 1)", theme.accent.with(.bold))])
        let name = isOfSeveral && !hasTitles ? legend.add([name(of: 0, terminalStyle)]) : nil
        let curves = figures(of: 0, terminalStyle).map { legend.add([$0.sample] + (hasTitles ? [] : [$0.long])) }
        let rest = hasTitles ? outputs.valueCount - shown : 0
        let hidden = rest > 0 ? legend.add([StyledLine(Figures.count(rest, "more value"), theme.muted)]) : nil
        let error = meanError(at: readStep).map { figure, extent in
            legend.add([figure, figure + extent].map { StyledLine($0, theme.muted) })
        }
        for entry in curves { legend.wish(entry) }
        for entry in [hidden, name, step].compactMap(\.self) { legend.wish(entry) }
        for entry in curves { legend.wish(entry, form: 1) }
        if let error { for form in [0, 1] { legend.wish(error, form: form) } }
        draw(legend, &canvas, area)
    }

    private func draw(_ legend: ChartLegend, _ canvas: inout Canvas, _ area: Rectangle) {
        for line in legend.laidOut(width: area.width, rows: 1, indent: 0).lines {
            canvas.write(line, x: area.x, y: area.y, within: area)
        }
    }

    /// The mean absolute error and what it is a mean of: all steps if each has a target, and the values that are predicted at this step
    /// if the sequence as a whole has them, since what is predicted before its end is provisional. Nil without a known target.
    private func meanError(at step: Int) -> (figure: String, extent: String)? {
        let isOfSteps = if case .stepValues = sequence.truth { true } else { false }
        let errors = (isOfSteps ? 0..<outputs.steps : step..<step + 1).flatMap { step in
            (0..<outputs.valueCount).compactMap { output -> Double? in
                guard let truth = sequence.trueValue(output, at: step), truth.isFinite else { return nil }
                return Double(outputs.value(output, at: step) - truth).magnitude
            }
        }
        guard !errors.isEmpty, isOfSteps || errors.count > 1 else { return nil }
        let mean = Figures.fixed(errors.reduce(0, +) / Double(errors.count), 4)
        let extent = isOfSteps ? Figures.count(outputs.steps, "step") : Figures.count(errors.count, "value")
        return ("mean error \(mean)", " over \(extent)")
    }
}
