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
        let charts = max(1, min(outputs.valueCount, 4, body.height / 6))
        let strip = InputStrip(sequence: sequence, axis: TimeAxis(steps: outputs.steps, room: body.width))
        let inputRows = body.height >= 12 ? min(strip.rows, body.height / 3) : 0
        var rest = body.inset(top: inputRows)
        let names = inputNames(rows: inputRows, room: area.width / 4)
        let count = outputs.valueCount
        let margin = (names + (count > 1 ? ["\(count) of \(count)"] : [])).map { DisplayWidth.of($0) }.max() ?? 0
        for output in 0..<charts {
            let (part, below) = rest.split(top: rest.height / (charts - output))
            var chart = self.chart(output, terminalStyle)
            chart.margin = margin
            let plot = chart.plot(in: part)
            let axis = TimeAxis(steps: outputs.steps, room: plot.width, greatestStretch: 64)
            chart.draw(&canvas, in: part.inset(right: plot.width - axis.columns), terminalStyle)
            if count > 1 {
                // Which of the values it is, beside the axis where that has no number.
                let name = "\(output + 1) of \(count)"
                let beside = Rectangle(x: part.x, y: part.y, width: plot.x - 1 - part.x, height: plot.height)
                let row = (beside.y..<beside.bottom).first { y in (beside.x..<beside.right).allSatisfy { canvas[$0, y] == .blank } }
                if let row, DisplayWidth.of(name) <= beside.width {
                    canvas.write(name, x: beside.right - DisplayWidth.of(name), y: row, terminalStyle.theme.muted, within: beside)
                }
            }
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
        if area.height >= 3 { drawFoot(&canvas, foot, terminalStyle) }
    }

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

    private func drawFoot(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let step = min(max(0, cursor ?? outputs.steps - 1), outputs.steps - 1)
        let said = outputs.value(0, at: step)
        var line = StyledLine(sequence.time?(step) ?? "step \(step + 1)", terminalStyle.theme.accent.with(.bold))
        line.append("  \(terminalStyle.hasUnicode ? terminalStyle.symbols.sample : "**") ", terminalStyle.theme.train)
        line.append("said ", terminalStyle.theme.muted)
        line.append(Figures.fixed(Double(said), 4), terminalStyle.theme.train)
        // A truncated figure would be wrong, so figures that do not fit are left out.
        @discardableResult func add(_ parts: (text: String, style: Style)...) -> Bool {
            guard line.width + parts.reduce(0, { $0 + DisplayWidth.of($1.text) }) <= area.width else { return false }
            for part in parts { line.append(part.text, part.style) }
            return true
        }
        if let truth = sequence.trueValue(0, at: step) {
            let sample = "  \(terminalStyle.symbols.point)\(terminalStyle.hasUnicode ? "━" : ".") "
            let hasRoom = add(
                (sample, terminalStyle.theme.good), ("true ", terminalStyle.theme.muted),
                (Figures.fixed(Double(truth), 4), terminalStyle.theme.good))
            // The name alone says what the marks are.
            if !hasRoom { add((sample, terminalStyle.theme.good), ("true", terminalStyle.theme.muted)) }
        }
        if let range = outputs.range(0, at: step), let low = outputs.quantiles.first, let high = outputs.quantiles.last {
            let ends = "\(Figures.fixed(Double(range.low), 4)) to \(Figures.fixed(Double(range.high), 4))"
            add(("  \(low) to \(high) ", terminalStyle.theme.muted), (ends, terminalStyle.theme.train))
        }
        if let (figure, extent) = meanError(at: step) {
            let room = area.width - line.width
            let text = [figure + extent, figure].first { DisplayWidth.of($0) + 2 <= room } ?? figure
            add(("  " + text, terminalStyle.theme.muted))
        }
        canvas.write(line, x: area.x, y: area.y, within: area)
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
