import TextFormatting

/// The class probabilities of one example over time: classes down, time steps across, with the input above on the same axis.
///
/// On a screen it fills its area and has room for a selected step; on a page, which is read from top to bottom, it consists of lines below
/// a ruler.
package struct StepwisePredictionChart: Drawable {
    /// The input.
    package var sequence: SequencePicture
    /// The probabilities of the classes or labels.
    package var outputs: StepwiseOutputs
    /// The selected step, from 0; nil for none.
    package var cursor: Int?

    /// A chart of `outputs`; nothing is drawn unless there is one output for each class.
    package init(sequence: SequencePicture, outputs: StepwiseOutputs, cursor: Int? = nil) {
        self.sequence = sequence
        self.outputs = outputs
        self.cursor = cursor
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty, outputs.isSound, outputs.width == sequence.classNames.count else { return }
        let hasAxis = area.height >= 3
        let hasLegend = area.height >= Self.rowsForLegend
        let (rows, axisRow) = area.split(top: area.height - (hasAxis ? 1 : 0) - (hasLegend ? 1 : 0))
        let (label, figures, axis) = columns(area.width)
        let margin = label + 2
        guard axis.columns > 0 else { return }

        let strip = InputStrip(sequence: sequence, axis: axis)
        let wanted = strip.rows
        // All classes are shown where the input keeps some rows beside them.
        let hasRoom = outputs.width + Self.leastInputRows <= rows.height
        let least = hasRoom ? outputs.width : min(outputs.width, max(1, (rows.height + 1) / 2))
        let inputRows = max(0, min(wanted, rows.height - least))
        let shown = min(outputs.width, rows.height - inputRows)
        let height = max(1, min(3, (rows.height - inputRows) / max(1, shown)))
        let (inputArea, heat) = rows.split(top: inputRows)
        strip.draw(&canvas, in: inputArea.inset(left: margin, right: figures), terminalStyle)

        let step = min(max(0, cursor ?? outputs.steps - 1), outputs.steps - 1)
        let classes = outputs.classes(shown, always: sequence.trueOnes)
        for (index, kind) in classes.enumerated() {
            let row = Rectangle(x: heat.x, y: heat.y + index * height, width: heat.width, height: height)
            draw(kind, &canvas, row, axis, label: label, figures: figures, step: step, terminalStyle)
        }
        let bottom = heat.y + shown * height
        if let cursor, let columns = axis.columns(of: cursor) {
            let line = Rectangle(x: area.x + margin + columns.lowerBound, y: heat.y, width: columns.count, height: bottom - heat.y)
            markCursor(&canvas, line, terminalStyle)
        }
        if hasAxis { axis.draw(&canvas, x: area.x + margin, y: min(axisRow.y, bottom), cursor: cursor, time: sequence.time, terminalStyle) }
        let scaleRoom = area.width - margin - axis.columns - Self.scaleGap
        if hasAxis, !hasLegend, let scale = HeatScale.probability(terminalStyle).line(width: scaleRoom, terminalStyle) {
            canvas.write(scale, x: area.right - scale.width, y: min(axisRow.y, bottom), within: area)
        }
        if hasLegend {
            drawLegend(&canvas, Rectangle(x: area.x, y: min(axisRow.y, bottom) + 1, width: area.width, height: 1), terminalStyle)
        }
    }

    /// Rows that the input keeps, where it has as many, before classes are left out.
    private static let leastInputRows = 6

    /// Rows from which on there is room for what colours and signs mean.
    package static let rowsForLegend = 18

    /// Columns between the axis and the scale of colours beside it, where there is no room for a legend.
    private static let scaleGap = 2

    /// What colours mean and what the pointer is, and why a picture does not stand upright.
    private func drawLegend(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        var parts: [StyledLine] = []
        if !sequence.trueOnes.isEmpty {
            parts.append(
                StyledLine([.init(text: "\(terminalStyle.symbols.pointer) ", style: theme.truth), .init(text: "true", style: theme.muted)]))
        }
        if case .imageRows = sequence.input { parts.append(StyledLine("picture on its side", theme.muted)) }
        // The scale is as long as there is room beside all else; where there is not, what comes last is left out.
        let forms = HeatScale.probability(terminalStyle).forms(terminalStyle)
        let others = parts.reduce(0) { $0 + 2 + $1.width }
        guard let scale = forms.first(where: { $0.width + others <= area.width }) ?? forms.last, scale.width <= area.width,
            let line = StyledLine.flowing([scale] + parts, width: area.width).first
        else { return }
        canvas.write(line, x: area.x, y: area.y, within: area)
    }

    /// How a line is shared by the names of classes, the steps and the figures.
    private func columns(_ width: Int) -> (label: Int, figures: Int, axis: TimeAxis) {
        let longest = sequence.classNames.prefix(200).map { DisplayWidth.of($0.visible) }.max() ?? 0
        let label = min(longest, width / 4)
        let figures = width >= 24 ? 6 : 0
        let axis = TimeAxis(
            steps: outputs.steps, room: width - label - 2 - figures, greatestStretch: InputStrip.greatestStretch(sequence))
        return (label, figures, axis)
    }

    /// Rows in which the input is seen well, with a row for each of at most `classes` classes.
    package func rows(width: Int, classes: Int) -> Int {
        InputStrip(sequence: sequence, axis: columns(width).axis).rows + min(outputs.width, classes) + 1
    }

    private func draw(
        _ kind: Int, _ canvas: inout Canvas, _ row: Rectangle, _ axis: TimeAxis, label: Int, figures: Int, step: Int,
        _ terminalStyle: TerminalStyle
    ) {
        let ramp = HeatRamp(.probability, terminalStyle)
        let isTrue = sequence.trueOnes.contains(kind)
        let middle = (row.height - 1) / 2
        let name = Rectangle(x: row.x + 1, y: row.y + middle, width: label, height: 1)
        if isTrue { canvas[row.x, name.y] = StyledCell(character: terminalStyle.symbols.pointer, style: terminalStyle.theme.truth) }
        canvas.write(
            sequence.classNames[kind].visible, in: name, isTrue ? terminalStyle.theme.truth : terminalStyle.theme.text, alignment: .right,
            terminalStyle)
        for column in 0..<axis.columns {
            let cell = ramp.cell(axis.mean(column) { outputs.probability($0, kind) })
            for line in row.y..<row.bottom { canvas[row.x + label + 2 + column, line] = cell }
        }
        guard figures > 0 else { return }
        let probability = outputs.probability(step, kind)
        let place = Rectangle(x: row.x + label + 2 + axis.columns, y: name.y, width: figures, height: 1)
        // Of what somebody has made up nothing is known to be true.
        let isTruthKnown = sequence.trueClass.map { $0 >= 0 } ?? true
        let isSaid = sequence.isMultiLabel ? probability > 0.5 : outputs.best(step) == kind
        let style =
            isSaid
            ? (isTrue ? terminalStyle.theme.good : isTruthKnown ? terminalStyle.theme.bad : terminalStyle.theme.accent).with(.bold)
            : terminalStyle.theme.muted
        canvas.write(Figures.percent(Double(probability), decimals: 0), in: place, style, alignment: .right, terminalStyle)
    }

    private func markCursor(_ canvas: inout Canvas, _ line: Rectangle, _ terminalStyle: TerminalStyle) {
        guard terminalStyle.depth >= .many else { return canvas.restyle(line) { $0.with(.reverse) } }
        for y in line.y..<line.bottom {
            let cell = canvas[line.x, y]
            guard cell.character == " " else { continue }
            canvas[line.x, y] = StyledCell(
                character: terminalStyle.symbols.dotted, style: Style(terminalStyle.theme.cursorLine, on: cell.style.background))
        }
    }
}

// MARK: On a page

extension StepwisePredictionChart {
    /// Most classes on a page; where there are more, those that were believed most at any step.
    private static let greatestRows = 20

    /// A ruler, then a line a class, each step in a column, or several where there are more than `width`.
    package func lines(width: Int, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        guard outputs.isSound, outputs.width == sequence.classNames.count else { return [] }
        let theme = terminalStyle.theme
        let axis = TimeAxis(steps: outputs.steps, room: width, greatestStretch: 1)
        let classes = outputs.classes(Self.greatestRows, samples: .max)
        let ramp = HeatRamp(.probability, terminalStyle)
        let edge = String(terminalStyle.symbols.vertical)
        var table = StyledTable(alignments: [.right, .left], rows: [], gap: 1)
        table.rows.append([
            StyledLine(sequence.time == nil ? "step" : "time", theme.muted),
            StyledLine(" " + (sequence.time.map { axis.ruler($0) } ?? axis.ruler), theme.muted),
        ])
        for kind in classes {
            let isTrue = sequence.trueOnes.contains(kind)
            var line = StyledLine(edge, theme.border)
            for column in 0..<axis.columns {
                line.append(ramp.cell(axis.mean(column, samples: .max) { outputs.probability($0, kind) }))
            }
            line.append(edge, theme.border)
            if isTrue { line.append(" true", theme.truth) }
            table.rows.append([StyledLine(sequence.classNames[kind].visible, isTrue ? theme.truth : theme.text), line])
        }
        return table.lines
    }
}
