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
    /// What was there before each change, and what was undone; a text keeps its own.
    private var undos: [Content] = []
    private var redos: [Content] = []
    /// The latest change, which may go on.
    private var latest: Deed?

    /// A change that several keys make together, and that is undone at once.
    private enum Deed: Equatable {
        case stroke
        case value(step: Int, channel: Int)
    }

    private static let greatestUndo = 100
    /// Why the latest key did nothing; nil where it did something.
    private(set) var refusal: String?
    /// Where the mouse was while its button is held.
    private var pointed: OwnPlace?
    /// The training step that was done when it was asked last.
    private var askedAt = 0

    /// - Parameter kept: what was made up for it before; nil for nothing. What does not fit the run is left.
    init(_ run: LiveRun, _ example: OwnExample, kept: Kept? = nil) {
        (self.run, number, self.example) = (run.name, run.number, example)
        let first = Self.content(example)
        if let kept, kept.content.fits(first) {
            (content, undos, redos) = (kept.content, kept.undos, kept.redos)
        } else {
            content = first
        }
        ask(run)
    }

    /// What is kept of the page.
    var kept: Kept { Kept(content: content.atRest, undos: undos.map(\.atRest), redos: redos.map(\.atRest)) }

    /// What pages of a run are called.
    static func key(of run: LiveRun) -> String { "\(run.number) \(run.name)" }

    var key: String { "\(number) \(run)" }

    /// Whether a text is read character by character.
    var readsCharacters: Bool { example.readsCharacters }

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
            switch key {
            case .enter, .altEnter:
                guard readsCharacters else {
                    refusal = "The run reads words, and a line break is not a word."
                    return true
                }
                editor.insert("\n")
            case .paste(let text): editor.insert(text.map { $0.isNewline ? readsCharacters ? "\n" : " " : String($0) }.joined())
            default: guard editor.handle(key) else { return false }
            }
            content = .text(editor)
        case .letters(var row):
            let count = row.pads.count
            guard !row.isDrawing, change(&row, key) else { return false }
            if row.pads.count == count { content = .letters(row) } else { become(.letters(row)) }
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
                    : "There is no picture of `\(letter)` yet, since only one example is stored with this run and the others have not "
                        + "been read again")
                + ": Space makes room for a letter to draw."
            return
        }
        row.insert(letter, picture)
    }

    // MARK: Changing

    /// Has something else in place of what there is, which is kept.
    ///
    /// - Parameter deed: what goes on being undone at once; nil for a change by itself.
    private mutating func become(_ new: Content, _ deed: Deed? = nil) {
        if new != content, deed == nil || deed != latest {
            undos.append(content)
            if undos.count > Self.greatestUndo { undos.removeFirst() }
            redos = []
        }
        (content, latest) = (new, deed)
    }

    /// Undoes the latest change, or does again what was undone last.
    ///
    /// - Returns: whether there was any.
    mutating func takeBack(redoes: Bool) -> Bool {
        (latest, pointed) = (nil, nil)
        if case .text(var editor) = content {
            let before = editor.string
            _ = editor.handle(redoes ? .alt("U") : .control("_"))
            content = .text(editor)
            if editor.string == before { return false }
        } else {
            guard let last = redoes ? redos.popLast() : undos.popLast() else { return false }
            if redoes { undos.append(content) } else { redos.append(content) }
            content = last
        }
        ask(nil)
        return true
    }

    // MARK: Drawing

    /// The pad that is drawn on; nil where none is.
    private var pad: DrawingPad? {
        switch content {
        case .text, .series: nil
        case .picture(let pad): pad
        case .letters(let row): row.pad
        }
    }

    /// Changes the picture, or that of the chosen letter.
    private mutating func draw(_ deed: Deed? = nil, _ change: (inout DrawingPad) -> Void) {
        switch content {
        case .text, .series: return
        case .picture(var pad):
            change(&pad)
            keep(.picture(pad), deed, drew: pad.values != self.pad?.values)
        case .letters(var row):
            row.draw(change)
            keep(.letters(row), deed, drew: row.values != self.values)
        }
        ask(nil)
    }

    private var values: [Float] { if case .letters(let row) = content { row.values } else { [] } }

    /// A pen that only goes somewhere changes nothing that would be undone.
    private mutating func keep(_ new: Content, _ deed: Deed?, drew: Bool) {
        if drew { become(new, deed) } else { content = new }
    }

    /// Goes so far: over the picture, along the series and up and down in its value.
    mutating func move(columns: Int, rows: Int) {
        guard case .series(var series) = content else {
            return draw(pad?.isDown == true ? .stroke : nil) { $0.move(columns: columns, rows: rows) }
        }
        series.move(columns)
        guard rows != 0 else { return content = .series(series) }
        series.raise(-rows)
        become(.series(series), .value(step: series.step, channel: series.channel))
        ask(nil)
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
            // Each time that it is put down begins a stroke.
            latest = nil
            draw(.stroke) { pad in
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
        if case .text(var editor) = content {
            editor.replace(with: "")
            content = .text(editor)
        } else {
            become(Self.content(example))
        }
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
        if pointed == nil { latest = nil }
        switch (before, place) {
        case (.pixel(let column, let row), .pixel(let newColumn, let newRow)):
            draw(.stroke) { $0.stroke(from: (column, row), to: (newColumn, newRow), rubs: erases) }
        case (.value(let step, let value), .value(let newStep, let newValue)):
            guard case .series(var series) = content else { return }
            series.drag(from: (step, value), to: (newStep, newValue), restores: erases)
            become(.series(series), .stroke)
            ask(nil)
        default: return
        }
        pointed = place
    }

    /// Puts the cursor before a character of a text, or chooses a letter of a word.
    private mutating func moveCursor(to number: Int) {
        switch content {
        case .text(var editor):
            let before = editor.text.prefix(number)
            let line = before.lastIndex(of: "\n").map { before.index(after: $0) } ?? 0
            editor.moveCursor(line: before.count { $0 == "\n" }, column: before.count - line)
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
