import Notebook
import Recurrent
import TextFormatting

/// What a network believes about one example as time goes on: classes down, time steps across, the input above on the same axis.
struct StepwisePredictionChart: Widget {
    var example: SequenceExample
    var stepwisePrediction: StepwisePrediction
    /// The step that is looked at, from 0.
    var cursor: Int?
    /// Whether the input is drawn above.
    var showsInput = true

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty, stepwisePrediction.isSound, stepwisePrediction.width == example.classNames.count else { return }
        let hasAxis = area.height >= 3
        let (rows, axisRow) = area.split(top: area.height - (hasAxis ? 1 : 0))
        let (label, figures, axis) = columns(area.width)
        let margin = label + 2
        guard axis.columns > 0 else { return }

        let strip = InputStrip(example: example, axis: axis)
        let wanted = showsInput ? strip.rows(terminalStyle) : 0
        let least = min(stepwisePrediction.width, max(1, (rows.height + 1) / 2))
        let inputRows = max(0, min(wanted, rows.height - least))
        let shown = min(stepwisePrediction.width, rows.height - inputRows)
        let height = max(1, min(3, (rows.height - inputRows) / max(1, shown)))
        let (inputArea, heat) = rows.split(top: inputRows)
        strip.draw(&buffer, in: inputArea.inset(left: margin, right: figures), terminalStyle)

        let step = min(max(0, cursor ?? stepwisePrediction.steps - 1), stepwisePrediction.steps - 1)
        let classes = stepwisePrediction.classes(shown, always: example.trueClass)
        for (index, kind) in classes.enumerated() {
            let row = Rectangle(x: heat.x, y: heat.y + index * height, width: heat.width, height: height)
            draw(kind, &buffer, row, axis, label: label, figures: figures, step: step, terminalStyle)
        }
        let bottom = heat.y + shown * height
        if let cursor, let columns = axis.columns(of: cursor) {
            let line = Rectangle(x: area.x + margin + columns.lowerBound, y: heat.y, width: columns.count, height: bottom - heat.y)
            markCursor(&buffer, line, terminalStyle)
        }
        if hasAxis { axis.draw(&buffer, x: area.x + margin, y: min(axisRow.y, bottom), cursor: cursor, terminalStyle) }
    }

    /// How a line is shared by the names of classes, the steps and the figures.
    private func columns(_ width: Int) -> (label: Int, figures: Int, axis: TimeAxis) {
        let longest = example.classNames.prefix(200).map { DisplayWidth.of($0.visible) }.max() ?? 0
        let label = min(longest, width / 4)
        let figures = width >= 24 ? 6 : 0
        let axis = TimeAxis(
            steps: stepwisePrediction.steps, room: width - label - 2 - figures, greatestStretch: InputStrip.greatestStretch(example))
        return (label, figures, axis)
    }

    /// Rows in which the input is seen well, with a row for each of at most `classes` classes.
    func rows(width: Int, classes: Int, _ terminalStyle: TerminalStyle) -> Int {
        InputStrip(example: example, axis: columns(width).axis).rows(terminalStyle) + min(stepwisePrediction.width, classes) + 1
    }

    private func draw(
        _ kind: Int, _ buffer: inout ScreenBuffer, _ row: Rectangle, _ axis: TimeAxis, label: Int, figures: Int, step: Int,
        _ terminalStyle: TerminalStyle
    ) {
        let ramp = HeatRamp(.probability, terminalStyle)
        let isTrue = kind == example.trueClass
        let middle = (row.height - 1) / 2
        let name = Rectangle(x: row.x + 1, y: row.y + middle, width: label, height: 1)
        if isTrue { buffer[row.x, name.y] = ScreenCell(character: terminalStyle.symbols.pointer, style: terminalStyle.theme.truth) }
        buffer.write(
            example.classNames[kind].visible, in: name, isTrue ? terminalStyle.theme.truth : terminalStyle.theme.text, alignment: .right,
            terminalStyle)
        for column in 0..<axis.columns {
            let cell = ramp.cell(axis.mean(column) { stepwisePrediction.outputs[$0 * stepwisePrediction.width + kind] })
            for line in row.y..<row.bottom { buffer[row.x + label + 2 + column, line] = cell }
        }
        guard figures > 0 else { return }
        let probability = stepwisePrediction.outputs[step * stepwisePrediction.width + kind]
        let place = Rectangle(x: row.x + label + 2 + axis.columns, y: name.y, width: figures, height: 1)
        let style =
            stepwisePrediction.best(step) == kind
            ? (isTrue ? terminalStyle.theme.good : terminalStyle.theme.bad).with(.bold) : terminalStyle.theme.muted
        buffer.write(Figures.percent(Double(probability), decimals: 0), in: place, style, alignment: .right, terminalStyle)
    }

    private func markCursor(_ buffer: inout ScreenBuffer, _ line: Rectangle, _ terminalStyle: TerminalStyle) {
        guard terminalStyle.depth == .many else { return buffer.restyle(line) { $0.with(.reverse) } }
        for y in line.y..<line.bottom {
            let cell = buffer[line.x, y]
            guard cell.character == " " else { continue }
            buffer[line.x, y] = ScreenCell(
                character: terminalStyle.symbols.dotted, style: Style(terminalStyle.theme.cursorLine, on: cell.style.background))
        }
    }
}
