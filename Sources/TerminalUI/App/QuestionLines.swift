import Charts
import TextFormatting

/// A question in the last rows of the screen with all its answers, which are never cut: in one row if they fit, otherwise below the question.
struct QuestionLines {
    /// The lines of the question; a single one leaves room for the answers if they fit beside it.
    let text: [String]
    /// The answers, row by row.
    let answers: [[KeyHint]]
    /// Whether the answers are beside the question.
    let isOneRow: Bool

    init(_ question: String, _ answers: [KeyHint], width: Int) {
        guard answers.width + DisplayWidth.of(question) + 2 > width else {
            (text, self.answers, isOneRow) = ([question], [answers], true)
            return
        }
        var rows: [[KeyHint]] = []
        for answer in answers {
            // Nothing separates the last answer of a row from the end.
            if let last = rows.last, (last + [answer]).width - 2 <= width - 2 {
                rows[rows.count - 1].append(answer)
            } else {
                rows.append([answer])
            }
        }
        (text, self.answers, isOneRow) = (question.wrapped(max(1, width - 2)), rows, false)
    }

    /// The number of rows.
    var height: Int { isOneRow ? 1 : text.count + answers.count }

    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        let style = terminalStyle.theme.statusBar
        for (row, line) in text.prefix(isOneRow ? 1 : firstAnswer(area)).enumerated() {
            canvas.write(StyledLine(" " + line, style).fitted(area.width - 1, terminalStyle), x: area.x, y: area.y + row, within: area)
        }
        for (row, answers) in answers.enumerated() {
            var x = start(of: answers, area)
            for answer in answers {
                x = answer.draw(&canvas, x: x, y: area.y + firstAnswer(area) + row, style, terminalStyle.theme, within: area)
            }
        }
    }

    /// What the mouse presses at a place; nil for nothing.
    func effect(x: Int, y: Int, in area: Rectangle) -> KeyHint.Effect? {
        let row = y - area.y - firstAnswer(area)
        guard answers.indices.contains(row) else { return nil }
        return answers[row].effect(at: x - start(of: answers[row], area))
    }

    /// The row of the first answers. Where there is not enough room, the question is cut and not the answers.
    private func firstAnswer(_ area: Rectangle) -> Int { isOneRow ? 0 : max(0, min(text.count, area.height - answers.count)) }

    private func start(of answers: [KeyHint], _ area: Rectangle) -> Int { isOneRow ? area.right - answers.width : area.x + 1 }
}
