import Charts
import Notebook
import TextFormatting

/// The page of a made-up example: what it is at the left or above, what the run says of it beside.
struct OwnPane: Drawable {
    var page: OwnPage

    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        canvas.fill(area, StyledCell(character: " ", style: .plain))
        let inner = area.inset(left: 2, top: 1, right: 2)
        let theme = terminalStyle.theme
        var title = StyledLine(name, theme.heading)
        title.append("  read by \(page.run)", theme.muted)
        if page.isAtWork { title.append("  " + String(terminalStyle.symbols.ellipsis), theme.muted) }
        canvas.write(title.fitted(inner.width, terminalStyle), x: inner.x, y: inner.y, within: inner)
        let (body, noteRow) = inner.inset(top: 2).split(top: inner.height - 3)
        if let note = page.answer?.note { canvas.write(note, in: noteRow, theme.warning, terminalStyle) }
        canvas.cursor = nil
        switch page.content {
        case .text(let editor): draw(editor, &canvas, body, terminalStyle)
        case .picture(let pad): draw(pad, &canvas, body, terminalStyle)
        case .series(let series): draw(series, &canvas, body, terminalStyle)
        }
    }

    private var name: String {
        switch page.content {
        case .text: page.answer?.isText == true ? "A text of your own" : "A sentence of your own"
        case .picture: "A picture of your own"
        case .series: "What if"
        }
    }

    // MARK: Text

    private func draw(_ editor: LineEditor, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        let width = max(1, area.width - 2)
        // The end is seen, where one types.
        let before = DisplayWidth.of(String(editor.text[..<editor.cursor]))
        let first = max(0, before - width + 1)
        canvas.write("> ", x: area.x, y: area.y, theme.accent, within: area)
        let line = Rectangle(x: area.x + 2, y: area.y, width: width, height: 1)
        canvas.write(editor.string, x: line.x - first, y: line.y, theme.text, within: line)
        canvas.cursor = .init(x: line.x + before - first, y: line.y)
        let below = area.inset(top: 2)
        guard let answer = page.answer, let outputs = answer.outputs, outputs.isSound else {
            return canvas.write("type, and see what the run says after each character", in: below, theme.muted, terminalStyle)
        }
        guard answer.isText else { return draw(answer, outputs, &canvas, below, terminalStyle) }
        let top = TopClasses(sequence: answer.sequence, outputs: outputs, step: outputs.steps - 1)
        canvas.write("what comes next", in: below, theme.muted, terminalStyle)
        canvas.write(top.line(width: below.width, terminalStyle), x: below.x, y: below.y + 1, within: below)
        canvas.write("how it may go on", in: below.inset(top: 3), theme.muted, terminalStyle)
        let text = StyledLine(editor.string, theme.text)
        var whole = text
        whole.append(answer.continuation.visible, theme.train)
        for (row, line) in whole.wrapped(below.width, indent: 0).enumerated() {
            canvas.write(line, x: below.x, y: below.y + 4 + row, within: below)
        }
    }

    /// What is said of a sequence that has one class, or a class at each step.
    private func draw(
        _ answer: OwnAnswer, _ outputs: StepwiseOutputs, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle
    ) {
        switch answer.sequence.truth {
        case .sequenceClass, .sequenceLabels:
            let foot = TopClasses(sequence: answer.sequence, outputs: outputs, step: outputs.steps - 1)
            canvas.write(foot.line(width: area.width, terminalStyle), x: area.x, y: area.y, within: area)
            StepwisePredictionChart(sequence: answer.sequence, outputs: outputs).draw(&canvas, in: area.inset(top: 2), terminalStyle)
        case .stepClasses, .labelSequence:
            LabelBand(sequence: answer.sequence, outputs: outputs, cursor: outputs.steps - 1).draw(&canvas, in: area, terminalStyle)
        case .sequenceValues, .stepValues, .nextSymbol:
            ValueChart(sequence: answer.sequence, outputs: outputs).draw(&canvas, in: area, terminalStyle)
        }
    }

    // MARK: Pictures

    /// Where a pad is drawn within the page's body: a column a pixel, two pixels a row.
    private static func padArea(_ pad: DrawingPad, _ area: Rectangle) -> Rectangle {
        Rectangle(x: area.x, y: area.y, width: pad.width + 2, height: (pad.height + 1) / 2 + 2)
    }

    private func draw(_ pad: DrawingPad, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let frame = Self.padArea(pad, area)
        let theme = terminalStyle.theme
        let (horizontal, vertical) = terminalStyle.hasUnicode ? ("─", "│") : ("-", "|")
        for y in [frame.y, frame.bottom - 1] {
            canvas.write(String(repeating: horizontal, count: frame.width), x: frame.x, y: y, theme.border, within: area)
        }
        for y in (frame.y + 1)..<(frame.bottom - 1) {
            for x in [frame.x, frame.right - 1] { canvas.write(vertical, x: x, y: y, theme.border, within: area) }
        }
        for row in 0..<((pad.height + 1) / 2) {
            for column in 0..<pad.width where area.contains(x: frame.x + 1 + column, y: frame.y + 1 + row) {
                canvas[frame.x + 1 + column, frame.y + 1 + row] = cell(pad, column, 2 * row, terminalStyle)
            }
        }
        let right = area.inset(left: frame.width + 3)
        let state = pad.isDown ? "the pen is down: moving draws" : "the pen is up: space puts it down"
        canvas.write(state, in: right, pad.isDown ? theme.good : theme.muted, terminalStyle)
        guard let answer = page.answer, let outputs = answer.outputs, outputs.isSound else { return }
        draw(answer, outputs, &canvas, right.inset(top: 2), terminalStyle)
    }

    /// Two pixels, one above the other.
    private func cell(_ pad: DrawingPad, _ column: Int, _ row: Int, _ terminalStyle: TerminalStyle) -> StyledCell {
        let (above, below) = (pad.value(column, row), pad.value(column, row + 1))
        let isPen = column == pad.column && (row == pad.row || row + 1 == pad.row)
        guard terminalStyle.depth == .many, terminalStyle.hasUnicode else {
            let signs: [Character] = terminalStyle.hasUnicode ? [" ", "▄", "▀", "█"] : [" ", ".", "'", "#"]
            let sign = isPen ? Character("+") : signs[(above > 0.3 ? 2 : 0) + (below > 0.3 ? 1 : 0)]
            return StyledCell(character: sign, style: isPen ? terminalStyle.theme.accent.with(.bold) : .plain)
        }
        // Greys of the terminal's 24, of which the last is next to white.
        func grey(_ value: Float) -> Color { .palette(UInt8(232 + Int((max(0, min(1, value)) * 23).rounded()))) }
        func color(_ own: Int, _ value: Float) -> Color { isPen && own == pad.row ? .palette(pad.isDown ? 203 : 80) : grey(value) }
        return StyledCell(character: "▀", style: Style(color(row, above), on: color(row + 1, below)))
    }

    // MARK: Series

    private func draw(_ series: ChangedSeries, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        var line = StyledLine("step \(series.step + 1)", theme.accent.with(.bold))
        let channel = series.channels.indices.contains(series.channel) ? series.channels[series.channel] : "channel \(series.channel + 1)"
        if series.width > 1 { line.append("  " + channel.visible, theme.text) }
        if let value = series.value {
            line.append("  is ", theme.muted)
            line.append(Figures.fixed(Double(value), 4), theme.train)
            let was = series.shownOriginal[series.step]
            if was != Double(value) { line.append("  was " + Figures.fixed(was, 4), theme.muted) }
        }
        canvas.write(line.fitted(area.width, terminalStyle), x: area.x, y: area.y, within: area)
        let (input, said) = area.inset(top: 1).split(top: max(4, (area.height - 1) / 2))
        ChangedSeriesChart(values: series.shown, original: series.shownOriginal, step: series.step).draw(&canvas, in: input, terminalStyle)
        guard let answer = page.answer else { return }
        if let forecast = answer.forecast {
            forecast.draw(&canvas, in: said.inset(top: 1), terminalStyle)
        } else if let outputs = answer.outputs, outputs.isSound {
            draw(answer, outputs, &canvas, said.inset(top: 1), terminalStyle)
        }
    }
}
