import Datasets
import Notebook
import Recurrent
import TextFormatting

/// A label for each step: the input, what is true, what the network says and how sure it is of that, one below the other, mistakes
/// marked. Goes on in further bands below where a line is too short, and keeps the step that is looked at in sight.
struct LabelBand: Widget {
    var example: SequenceExample
    var stepwisePrediction: StepwisePrediction
    /// From 0.
    var cursor: Int?

    private static let heads = ["input", "true", "said", "sure"]
    private static let headWidth = 6

    private var steps: Int { min(stepwisePrediction.steps, example.steps) }

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty, stepwisePrediction.isSound, stepwisePrediction.width == example.classNames.count, steps > 0 else { return }
        let (body, foot) = area.split(top: area.height - (area.height >= 4 ? 1 : 0))
        let margin = body.width >= 30 ? Self.headWidth : 0
        let columns = body.width - margin
        let input = LabelInput(
            example: example, room: Rectangle(x: 0, y: 0, width: columns, height: body.height), steps: steps, terminalStyle)
        let layout = BandLayout(widths: (0..<steps).map { min(columns, stepWidth($0, input)) }, room: columns)
        let bandHeight = input.rows + Self.heads.count - 1
        let visible = max(1, (body.height + 1) / (bandHeight + 1))
        let band = cursor.flatMap { layout.band(of: $0) } ?? 0
        let first = max(0, min(band - visible / 2, layout.bands.count - visible))
        for (index, steps) in layout.bands.dropFirst(first).prefix(visible).enumerated() {
            let place = Rectangle(
                x: body.x, y: body.y + index * (bandHeight + 1), width: body.width,
                height: min(bandHeight, body.bottom - body.y - index * (bandHeight + 1)))
            draw(steps, layout, input, &buffer, place, margin: margin, terminalStyle)
        }
        drawFoot(&buffer, foot, terminalStyle)
    }

    private func stepWidth(_ step: Int, _ input: LabelInput) -> Int {
        let truth = example.trueClass(at: step).map { DisplayWidth.of(example.className($0)) } ?? 0
        let names = max(truth, DisplayWidth.of(example.className(stepwisePrediction.best(step))))
        return max(min(12, names), input.width(step)) + input.gap
    }

    private func draw(
        _ steps: Range<Int>, _ layout: BandLayout, _ input: LabelInput, _ buffer: inout ScreenBuffer, _ area: Rectangle, margin: Int,
        _ terminalStyle: TerminalStyle
    ) {
        if margin > 0 {
            for (index, head) in Self.heads.enumerated() {
                let row = index == 0 ? 0 : input.rows + index - 1
                guard row < area.height, index > 0 || input.rows > 0 else { continue }
                buffer.write(head, x: area.x, y: area.y + row, terminalStyle.theme.muted, within: area)
            }
        }
        let ramp = HeatRamp(.probability, terminalStyle)
        for step in steps {
            let place = Rectangle(
                x: area.x + margin + layout.column(of: step), y: area.y, width: layout.widths[step] - input.gap, height: area.height
            )
            .intersection(area)
            let (picture, labels) = place.split(top: input.rows)
            input.draw(step, &buffer, picture, terminalStyle)
            drawLabels(step, &buffer, labels, ramp, terminalStyle)
            if step == cursor { buffer.restyle(place.intersection(labels)) { $0.with([.underline, .bold]) } }
        }
    }

    private func drawLabels(_ step: Int, _ buffer: inout ScreenBuffer, _ area: Rectangle, _ ramp: HeatRamp, _ terminalStyle: TerminalStyle)
    {
        let best = stepwisePrediction.best(step)
        let truth = example.trueClass(at: step)
        let isWrong = truth != nil && truth != best
        var row = area
        if let truth {
            buffer.write(example.className(truth), in: row, isWrong ? terminalStyle.theme.truth : terminalStyle.theme.muted, terminalStyle)
        }
        row = row.inset(top: 1)
        buffer.write(
            example.className(best), in: row, isWrong ? terminalStyle.theme.bad.with(.bold) : terminalStyle.theme.text, terminalStyle)
        row = row.inset(top: 1)
        guard !row.isEmpty else { return }
        let sure = stepwisePrediction.probability(step, best)
        buffer.fill(Rectangle(x: row.x, y: row.y, width: row.width, height: 1), ramp.cell(sure))
        if isWrong {
            buffer[row.x, row.y] = ScreenCell(
                character: terminalStyle.symbols.wrong, style: terminalStyle.depth == .many ? ramp.text(sure) : terminalStyle.theme.bad)
        }
    }

    private func drawFoot(_ buffer: inout ScreenBuffer, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        if let cursor, cursor >= 0, cursor < steps {
            let line = TopClasses(example: example, stepwisePrediction: stepwisePrediction, step: cursor).line(
                width: area.width, terminalStyle)
            buffer.write(line, x: area.x, y: area.y, within: area)
            return
        }
        let known = (0..<steps).filter { example.trueClass(at: $0) != nil }
        let right = known.filter { example.trueClass(at: $0) == stepwisePrediction.best($0) }.count
        var line = StyledLine(
            "\(Figures.grouped(right)) of \(Figures.grouped(known.count)) right",
            right == known.count ? terminalStyle.theme.good : terminalStyle.theme.text)
        if stepwisePrediction.steps < example.steps {
            line.append("  of the first \(Figures.count(steps, "step"))", terminalStyle.theme.muted)
        }
        buffer.write(line, x: area.x, y: area.y, within: area)
    }
}
