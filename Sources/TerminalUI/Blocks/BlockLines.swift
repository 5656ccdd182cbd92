import Notebook
import Recurrent
import TextFormatting

/// What a cell printed, as lines for the list of cells: in colours, and with the live panel's charts where the plain form draws with characters.
struct BlockLines {
    /// Columns there are; no line is wider.
    var width: Int
    var terminalStyle: TerminalStyle

    func lines(of output: CellOutput) -> [StyledLine] { output.blocks.flatMap(lines) }

    private func lines(of block: OutputBlock) -> [StyledLine] {
        switch block {
        case .error(let text): text.wrapped(width).map { StyledLine($0, terminalStyle.theme.bad) }
        case .text: texts(block.plain, terminalStyle.theme.text)
        case .network(let summary): table(summary.plain(width: width))
        case .data, .epochs: table(block.plain)
        case .example(let example): [headline(block.plain)] + picture(example, or: block.plain)
        case .evaluation(let report): evaluation(report, block.plain)
        case .prediction(let prediction): self.prediction(prediction, block.plain)
        }
    }

    // MARK: Text

    /// Sentences are wrapped, those in a last column below their beginning; rows of figures are cut.
    private func texts(_ text: String, _ style: Style) -> [StyledLine] {
        text.split(separator: "\n" as Character, omittingEmptySubsequences: false).flatMap { line in
            let last = line.ranges(of: "  ").last.map { line[$0.upperBound...].drop { $0 == " " } } ?? line.drop { $0 == " " }
            let styled = StyledLine(String(line), style)
            guard last.count(where: { $0 == " " }) >= 3 else { return [styled.fitted(width, terminalStyle)] }
            return styled.wrapped(width, indent: DisplayWidth.of(String(line[..<last.startIndex])))
        }
    }

    private func table(_ text: String) -> [StyledLine] {
        text.split(separator: "\n" as Character, omittingEmptySubsequences: false).enumerated().map { row, line in
            StyledLine(String(line), row == 0 ? terminalStyle.theme.muted : terminalStyle.theme.text).fitted(width, terminalStyle)
        }
    }

    private func headline(_ plain: String) -> StyledLine {
        StyledLine(String(plain.prefix { $0 != "\n" }), terminalStyle.theme.muted).fitted(width, terminalStyle)
    }

    // MARK: Pictures

    /// What a widget draws on so many rows, without empty ones at the end.
    private func drawn(_ widget: some Widget, rows: Int) -> [StyledLine] {
        var buffer = ScreenBuffer(width: width, height: rows)
        widget.draw(&buffer, in: buffer.area, terminalStyle)
        var lines = (0..<rows).map { buffer.line($0) }
        while lines.last?.spans.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// An image upright, where the example is one and fits; else the plain drawing.
    private func picture(_ example: SequenceExample, or plain: String) -> [StyledLine] {
        let picture = UprightPicture(example: example)
        guard picture.columns > 0, picture.columns <= width else { return table(plain).dropFirst().map { $0 } }
        return drawn(picture, rows: picture.rows(terminalStyle))
    }

    private static let greatestHeight = 60

    private func prediction(_ prediction: Prediction, _ plain: String) -> [StyledLine] {
        let (example, stepwisePrediction) = (prediction.example, prediction.stepwisePrediction)
        guard stepwisePrediction.isSound else { return table(plain) }
        let title = [headline(plain)]
        switch prediction.task {
        case .classification where example.classNames.count == stepwisePrediction.width:
            let chart = StepwisePredictionChart(example: example, stepwisePrediction: stepwisePrediction, cursor: nil)
            let top = TopClasses(example: example, stepwisePrediction: stepwisePrediction, step: stepwisePrediction.steps - 1).line(
                width: width, terminalStyle)
            return title + drawn(chart, rows: min(chart.rows(width: width, classes: 20, terminalStyle), Self.greatestHeight)) + [
                top.fitted(width, terminalStyle)
            ]
        case .labelling where example.classNames.count == stepwisePrediction.width:
            let band = LabelBand(example: example, stepwisePrediction: stepwisePrediction, cursor: nil)
            // What it counts stands in the last row: below what it draws, not at the end of the room it was given.
            let bands = drawn(band, rows: Self.greatestHeight).dropLast().lastIndex { !$0.spans.isEmpty } ?? 0
            return title + drawn(band, rows: bands + 2)
        case .sequenceRegression, .stepRegression:
            return title
                + drawn(
                    ValueChart(example: example, stepwisePrediction: stepwisePrediction, cursor: nil),
                    rows: 12 * min(stepwisePrediction.width, 4))
        default: return table(plain)
        }
    }

    private func evaluation(_ report: EvaluationReport, _ plain: String) -> [StyledLine] {
        let lines = table(plain)
        let chart = ConfusionChart(counts: report.evaluation.confusion, names: report.classNames)
        guard chart.isSound, chart.width <= width, report.classNames.count <= 20, let end = lines.firstIndex(where: { $0.spans.isEmpty })
        else { return lines }
        return lines[...end] + drawn(chart, rows: report.classNames.count + 1)
    }
}

extension ScreenBuffer {
    /// A row as styled text, without what is blank at its end.
    func line(_ y: Int) -> StyledLine {
        var end = width
        while end > 0, self[end - 1, y] == .blank { end -= 1 }
        var line = StyledLine()
        for x in 0..<end {
            guard let character = self[x, y].character else { continue }
            if let last = line.spans.last, last.style == self[x, y].style {
                line.spans[line.spans.count - 1].text.append(character)
            } else {
                line.append(String(character), self[x, y].style)
            }
        }
        return line
    }
}
