import Notebook

/// A page on which a user makes up an example, and sees what a run says of it.
struct OwnPage: Sendable {
    /// What is made up.
    enum Content: Sendable, Equatable {
        case text(LineEditor)
        case picture(DrawingPad)
        case letters(LetterRow)
        case series(ChangedSeries)
    }

    /// The run's name.
    let run: String
    /// Which of the session's runs it is.
    let number: Int
    private let example: OwnExample
    private(set) var content: Content
    /// Why the latest key did nothing; nil where it did something.
    private(set) var refusal: String?
    /// Where the mouse was while its button is held.
    private var pointed: OwnPlace?
    /// The training step that was done when it was asked last.
    private var askedAt = 0

    init(_ run: LiveRun, _ example: OwnExample) {
        (self.run, number, self.example) = (run.name, run.number, example)
        content = Self.content(example)
        ask(run)
    }

    private static func content(_ example: OwnExample) -> Content {
        switch example.first {
        case .text(let text):
            var editor = LineEditor()
            editor.replace(with: text)
            return .text(editor)
        case .picture(let values): return .picture(DrawingPad(width: example.width, values: values))
        case .letters: return .letters(LetterRow(width: example.width, height: example.height))
        case .series(let values): return .series(ChangedSeries(width: example.width, values: values, channels: example.channels))
        }
    }

    /// What the run says of it, once that is known.
    var answer: OwnAnswer? { example.answer }

    /// Whether an answer is still to come.
    var isAtWork: Bool { example.isAtWork }

    /// Waits for the answer to what was changed last.
    func wait() { example.wait() }

    /// Asks anew where the run has gone on since.
    mutating func follow(_ run: LiveRun?) {
        guard let run, run.number == number, run.step != askedAt, !isAtWork else { return }
        ask(run)
    }

    private mutating func ask(_ run: LiveRun?) {
        if let run { askedAt = run.step }
        switch content {
        case .text(let editor): example.ask(.text(editor.string))
        case .picture(let pad): example.ask(.picture(pad.values))
        case .letters(let row): example.ask(.letters(row.values))
        case .series(let series): example.ask(.series(series.values))
        }
    }

    // MARK: Typing

    /// Obeys a key that is written into a text or a word.
    ///
    /// - Returns: whether it is one.
    mutating func type(_ key: Key) -> Bool {
        refusal = nil
        switch content {
        case .text(var editor):
            guard key != .altEnter, editor.handle(key) else { return false }
            content = .text(editor)
        case .letters(var row):
            guard !row.isDrawing, change(&row, key) else { return false }
            content = .letters(row)
        case .picture, .series: return false
        }
        ask(nil)
        return true
    }

    private mutating func change(_ row: inout LetterRow, _ key: Key) -> Bool {
        switch key {
        case .character(" "): row.insertEmpty()
        case .character(let letter): write(letter, into: &row)
        case .paste(let text): for letter in text where !letter.isWhitespace { write(letter, into: &row) }
        case .left: row.move(to: row.cursor - 1)
        case .right: row.move(to: row.cursor + 1)
        case .home: row.move(to: 0)
        case .end: row.move(to: row.pads.count)
        case .backspace: row.remove(row.cursor - 1)
        case .delete: row.remove(row.cursor)
        case .down, .enter: row.beginDrawing()
        default: return false
        }
        return true
    }

    private mutating func write(_ letter: Character, into row: inout LetterRow) {
        guard let picture = example.picture(of: String(letter), number: row.count(letter)) else {
            refusal =
                (example.hasAllData
                    ? "The data has no picture of `\(letter)`"
                    : "No picture of `\(letter)` is at hand, since of this run one example is kept and the others are not read again yet")
                + ": space makes room for a letter to draw."
            return
        }
        row.insert(letter, picture)
    }

    // MARK: Drawing

    /// Changes the picture, or that of the chosen letter.
    private mutating func draw(_ change: (inout DrawingPad) -> Void) {
        switch content {
        case .text, .series: return
        case .picture(var pad):
            change(&pad)
            content = .picture(pad)
        case .letters(var row):
            row.draw(change)
            content = .letters(row)
        }
        ask(nil)
    }

    /// Goes so far: over the picture, along the series and up and down in its value.
    mutating func move(columns: Int, rows: Int) {
        guard case .series(var series) = content else { return draw { $0.move(columns: columns, rows: rows) } }
        series.move(columns)
        if rows != 0 { series.raise(-rows) }
        content = .series(series)
        if rows != 0 { ask(nil) }
    }

    /// Goes ten steps along a series.
    mutating func leap(_ direction: Int) {
        if case .series = content { move(columns: 10 * direction, rows: 0) }
    }

    /// Puts the pen down, or lifts it; of a series, goes to the next channel.
    mutating func press() {
        if case .series(var series) = content {
            series.nextChannel()
            content = .series(series)
        } else {
            draw { pad in
                pad.isDown.toggle()
                if pad.isDown { pad.draw() }
            }
        }
    }

    /// Takes away what is drawn around the cursor.
    mutating func rub() { draw { $0.rub() } }

    /// Begins anew; of a word, with the chosen letter.
    mutating func clear() {
        if case .letters(let row) = content, row.isDrawing { return draw { $0.clear() } }
        content = Self.content(example)
        ask(nil)
    }

    /// Goes back from the drawing of a letter to the word.
    ///
    /// - Returns: whether a letter was drawn.
    mutating func stopDrawing() -> Bool {
        guard case .letters(var row) = content, row.isDrawing else { return false }
        row.stopDrawing()
        content = .letters(row)
        return true
    }

    // MARK: The mouse

    /// Draws at a place, with a line from where the mouse was before where its button is still held; moves values of a series there.
    ///
    /// - Parameter erases: whether what is drawn is taken away, and values are as they were.
    mutating func point(_ place: OwnPlace, erases: Bool) {
        if case .character(let number) = place { return moveCursor(to: number) }
        let before = pointed ?? place
        switch (before, place) {
        case (.pixel(let column, let row), .pixel(let newColumn, let newRow)):
            draw { $0.stroke(from: (column, row), to: (newColumn, newRow), rubs: erases) }
        case (.value(let step, let value), .value(let newStep, let newValue)):
            guard case .series(var series) = content else { return }
            series.drag(from: (step, value), to: (newStep, newValue), restores: erases)
            content = .series(series)
            ask(nil)
        default: return
        }
        pointed = place
    }

    /// Puts the cursor before a character of a text, or chooses a letter of a word.
    private mutating func moveCursor(to number: Int) {
        switch content {
        case .text(var editor):
            editor.moveCursor(line: 0, column: number)
            content = .text(editor)
        case .letters(var row):
            row.move(to: number + 1)
            content = .letters(row)
        case .picture, .series: return
        }
    }

    /// The button of the mouse is held no longer.
    mutating func release() { pointed = nil }
}
