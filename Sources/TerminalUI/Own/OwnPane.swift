import Charts
import Notebook
import TextFormatting

/// The page of a made-up example: what it is at the left or above, what the run says of it beside.
struct OwnPane: Drawable {
    var page: OwnPage

    /// What lies below the title, and the line of notes at its foot.
    private func body(_ area: Rectangle) -> (body: Rectangle, note: Rectangle) {
        let inner = area.inset(left: 2, top: 1, right: 2)
        let rows = page.answer?.note.map { StyledLine($0).wrapped(inner.width, indent: 0).count } ?? 1
        let (body, note) = inner.inset(top: 2).split(top: inner.height - 2 - max(1, min(rows, inner.height / 4)))
        return (body, note)
    }

    /// What of the example is at a place of the screen.
    func place(x: Int, y: Int, in area: Rectangle, _ terminalStyle: TerminalStyle) -> OwnPlace? {
        let body = self.body(area).body
        switch page.content {
        case .text(let editor):
            let (prompt, seen) = Self.prompt(editor, body)
            guard x >= body.x + 2, seen.indices.contains(seen.lowerBound + y - body.y) else { return nil }
            return .character(prompt.character(row: seen.lowerBound + y - body.y, column: x - body.x - 2))
        case .picture(let pad): return Self.pixel(pad, x, y, Self.pictureAreas(pad, body).pad)
        case .letters(let row):
            let column = x - body.x - 2 + Self.firstColumn(row, body)
            if y == body.y { return column >= 0 ? .character(min(column, row.pads.count)) : nil }
            return Self.pixel(row.pad, x, y, Self.padArea(page.content, body))
        case .series(let series):
            let chart = ChangedSeriesChart(values: series.shown, original: series.shownOriginal, step: series.step)
            return chart.place(x: x, y: y, in: Self.seriesArea(body)).map { .value(step: $0.step, $0.value) }
        }
    }

    private static func pixel(_ pad: DrawingPad, _ x: Int, _ y: Int, _ area: Rectangle) -> OwnPlace? {
        PadPane(pad: pad).pixel(x: x, y: y, in: area).map { .pixel(column: $0.column, row: $0.row) }
    }

    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        canvas.fill(area, StyledCell(character: " ", style: .plain))
        let inner = area.inset(left: 2, top: 1, right: 2)
        let theme = terminalStyle.theme
        var title = StyledLine(name, theme.heading)
        title.append("  read by \(page.run)", theme.muted)
        if page.isAtWork { title.append("  " + String(terminalStyle.symbols.ellipsis), theme.muted) }
        canvas.write(title.fitted(inner.width, terminalStyle), x: inner.x, y: inner.y, within: inner)
        let (body, foot) = self.body(area)
        let note = page.answer?.note.map { StyledLine($0, theme.warning).wrapped(foot.width, most: foot.height, terminalStyle) } ?? []
        for (row, line) in note.enumerated() { canvas.write(line, x: foot.x, y: foot.y + row, within: foot) }
        canvas.cursor = nil
        switch page.content {
        case .text(let editor): draw(editor, &canvas, body, terminalStyle)
        case .picture(let pad): draw(pad, &canvas, body, terminalStyle)
        case .letters(let row): draw(row, &canvas, body, terminalStyle)
        case .series(let series): draw(series, &canvas, body, terminalStyle)
        }
    }

    private var name: String {
        switch page.content {
        case .text: page.answer?.isText == true ? "A text of your own" : "A sentence of your own"
        case .picture: "A picture of your own"
        case .letters: "A word of your own"
        case .series: "What if"
        }
    }

    // MARK: Text

    /// The rows of a text, and those of them that are seen: the place where one types is among them.
    private static func prompt(_ editor: LineEditor, _ body: Rectangle) -> (prompt: PromptRows, seen: Range<Int>) {
        // A column is left for the cursor behind a full row.
        let prompt = PromptRows(editor.text, width: max(1, body.width - 3))
        return (prompt, prompt.seen(cursor: editor.cursor, most: body.height / 3))
    }

    /// The first letter of a word that is seen.
    private static func firstColumn(_ row: LetterRow, _ area: Rectangle) -> Int { max(0, row.cursor - (area.width - 3)) }

    private func draw(_ editor: LineEditor, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        let (prompt, seen) = Self.prompt(editor, area)
        // Where rows are hidden above or below, it is seen at the left.
        let hidden = String(terminalStyle.symbols.ellipsis)
        if seen.upperBound < prompt.rows.count { canvas.write(hidden, x: area.x, y: area.y + seen.count - 1, theme.muted, within: area) }
        canvas.write(seen.lowerBound > 0 ? hidden : ">", x: area.x, y: area.y, theme.accent, within: area)
        for (line, row) in seen.enumerated() {
            canvas.write(prompt.shown(row), x: area.x + 2, y: area.y + line, theme.text, within: area)
        }
        let cursor = prompt.place(of: editor.cursor)
        canvas.cursor = .init(x: area.x + 2 + cursor.column, y: area.y + cursor.row - seen.lowerBound)
        // The words stand above what is said of each: where there is little room, once is enough.
        let reading = area.height < Self.rowsForReading && page.answer.map(Self.isBand) == true ? nil : page.answer?.reading
        if let reading {
            canvas.write(
                StyledLine("  read as  " + reading, theme.muted).wrapped(area.width, most: 1, terminalStyle)[0], x: area.x,
                y: area.y + seen.count, within: area)
        }
        let below = area.inset(top: seen.count + (area.height < Self.rowsForReading && reading == nil ? 1 : 2))
        guard let answer = page.answer, let outputs = answer.outputs, outputs.isSound else {
            return canvas.write("Type, and see the prediction after each character.", in: below, theme.muted, terminalStyle)
        }
        guard answer.isText else {
            return draw(answer, outputs, &canvas, below, word: Self.word(at: editor, answer, outputs.steps), terminalStyle)
        }
        let top = TopClasses(sequence: answer.sequence, outputs: outputs, step: outputs.steps - 1)
        canvas.write("what comes next", in: below, theme.muted, terminalStyle)
        canvas.write(top.line(width: below.width, terminalStyle), x: below.x, y: below.y + 1, within: below)
        canvas.write("how it may continue", in: below.inset(top: 3), theme.muted, terminalStyle)
        let text = StyledLine(editor.string.visible, theme.text)
        var whole = text
        whole.append(answer.continuation.visible, theme.train)
        for (row, line) in whole.wrapped(below.width, indent: 0).enumerated() {
            canvas.write(line, x: below.x, y: below.y + 4 + row, within: below)
        }
    }

    /// Rows of the body below which the words of a sentence are not shown twice.
    private static let rowsForReading = 10

    /// Whether what is said is drawn below each word.
    private static func isBand(_ answer: OwnAnswer) -> Bool {
        switch answer.sequence.truth {
        case .stepClasses, .labelSequence: answer.outputs?.isSound == true
        default: false
        }
    }

    /// The word of a sentence that the cursor is in or behind.
    private static func word(at editor: LineEditor, _ answer: OwnAnswer, _ steps: Int) -> Int {
        let words = (answer.reading ?? editor.string).split(whereSeparator: \.isWhitespace)
        var left = editor.text.prefix(editor.cursor).count { !$0.isWhitespace }
        let word = words.firstIndex { word in
            left -= word.count
            return left <= 0
        }
        return max(0, min(word ?? steps - 1, steps - 1))
    }

    /// What is said of a sequence that has one class, or a class at each step.
    ///
    /// - Parameter word: the step that is looked at; nil for the last.
    private func draw(
        _ answer: OwnAnswer, _ outputs: StepwiseOutputs, _ canvas: inout Canvas, _ area: Rectangle, word: Int? = nil,
        _ terminalStyle: TerminalStyle
    ) {
        switch answer.sequence.truth {
        case .sequenceClass, .sequenceLabels:
            let foot = TopClasses(sequence: answer.sequence, outputs: outputs, step: outputs.steps - 1)
            canvas.write(foot.line(width: area.width, terminalStyle), x: area.x, y: area.y, within: area)
            StepwisePredictionChart(sequence: answer.sequence, outputs: outputs).draw(&canvas, in: area.inset(top: 2), terminalStyle)
        case .stepClasses, .labelSequence:
            LabelBand(sequence: answer.sequence, outputs: outputs, cursor: word ?? outputs.steps - 1).draw(
                &canvas, in: area, terminalStyle)
        case .sequenceValues, .stepValues, .nextSymbol:
            ValueChart(sequence: answer.sequence, outputs: outputs).draw(&canvas, in: area, terminalStyle)
        }
    }

    // MARK: Pictures

    /// Where the pad is within the page's body: below the word whose letter is drawn.
    private static func padArea(_ content: OwnPage.Content, _ body: Rectangle) -> Rectangle {
        if case .letters = content { body.inset(top: 2) } else { body }
    }

    /// Columns that what is said needs beside a picture.
    private static let besidePad = 30

    /// Rows that what is said needs below a picture: how the pen is, and the most probable classes.
    private static let belowPad = 2

    /// Where a picture is drawn, and what is said about it: beside it, or below where there is no room.
    private static func pictureAreas(_ pad: DrawingPad, _ area: Rectangle) -> (pad: Rectangle, rest: Rectangle) {
        let size = PadPane.size(pad)
        guard area.width - size.width - 3 < besidePad else { return (area, area.inset(left: size.width + 3)) }
        let (top, bottom) = area.split(top: min(size.height, max(0, area.height - belowPad)))
        return (top, bottom)
    }

    private func draw(_ pad: DrawingPad, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        let (padArea, rest) = Self.pictureAreas(pad, area)
        PadPane(pad: pad).draw(&canvas, in: padArea, terminalStyle)
        canvas.write(penState(pad), in: rest, pad.isDown ? theme.good : theme.muted, terminalStyle)
        guard let answer = page.answer, let outputs = answer.outputs, outputs.isSound else { return }
        guard rest.height > Self.belowPad else { return draw(answer, outputs, &canvas, rest.inset(top: 1), terminalStyle) }
        // The chart below says it where it has room for a legend, which begins two rows further down.
        if case .imageRows = answer.sequence.input, rest.height - 4 < StepwisePredictionChart.rowsForLegend {
            canvas.write("Below, the picture lies on its side.", in: rest.inset(top: 1), theme.muted, terminalStyle)
        }
        draw(answer, outputs, &canvas, rest.inset(top: 2), terminalStyle)
    }

    private func penState(_ pad: DrawingPad) -> String {
        pad.isDown ? "The pen is down: moving draws." : "The pen is up: Space puts it down."
    }

    private func draw(_ row: LetterRow, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        let first = Self.firstColumn(row, area)
        canvas.write(first > 0 ? String(terminalStyle.symbols.ellipsis) : ">", x: area.x, y: area.y, theme.accent, within: area)
        // A letter that was drawn has no name yet.
        let drawn: Character = terminalStyle.hasUnicode ? "▫" : "_"
        for (column, letter) in row.typed.enumerated().dropFirst(first) {
            let style = column == row.chosen ? theme.text.with([.bold, .underline]) : theme.text
            canvas.write(String(letter ?? drawn), x: area.x + 2 + column - first, y: area.y, style, within: area)
        }
        if !row.isDrawing { canvas.cursor = .init(x: area.x + 2 + row.cursor - first, y: area.y) }
        let padArea = Self.padArea(page.content, area)
        let size = PadPane.size(row.pad)
        PadPane(pad: row.pad).draw(&canvas, in: padArea, terminalStyle)
        let state =
            if row.isDrawing {
                "Letter \(row.cursor). " + penState(row.pad)
            } else {
                "Type letters: each brings its picture from the data. Down edits the selected picture, Space adds an empty one."
            }
        let beside = padArea.inset(left: size.width + 3)
        let style = row.isDrawing && row.pad.isDown ? theme.good : theme.muted
        for (line, text) in state.wrapped(max(1, beside.width)).enumerated() {
            canvas.write(text, x: beside.x, y: beside.y + line, style, within: beside)
        }
        guard let answer = page.answer, let outputs = answer.outputs, outputs.isSound else { return }
        let said = padArea.inset(top: size.height)
        switch answer.sequence.truth {
        case .stepClasses: LabelBand(sequence: answer.sequence, outputs: outputs, cursor: row.chosen).draw(&canvas, in: said, terminalStyle)
        default: draw(answer, outputs, &canvas, said, terminalStyle)
        }
    }

    // MARK: Series

    /// Where the series is drawn within the page's body.
    private static func seriesArea(_ body: Rectangle) -> Rectangle {
        body.inset(top: 1).split(top: max(body.height < rowsForGap ? 3 : 4, (body.height - 1) / 2)).top
    }

    /// Rows of the body from which on there is an empty one between a series and its forecast.
    private static let rowsForGap = 10

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
        let input = Self.seriesArea(area)
        let said = area.inset(top: input.height + (area.height < Self.rowsForGap ? 1 : 2))
        ChangedSeriesChart(values: series.shown, original: series.shownOriginal, step: series.step).draw(&canvas, in: input, terminalStyle)
        guard let answer = page.answer else { return }
        if let forecast = answer.forecast {
            forecast.draw(&canvas, in: said, terminalStyle)
        } else if let chart = answer.continuations[series.channel] ?? answer.continuations.min(by: { $0.key < $1.key })?.value {
            chart.draw(&canvas, in: said, terminalStyle)
        } else if let outputs = answer.outputs, outputs.isSound {
            draw(answer, outputs, &canvas, said, terminalStyle)
        }
    }
}
