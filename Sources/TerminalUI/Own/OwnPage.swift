import Notebook

/// A page on which a user makes up an example, and sees what a run says of it.
struct OwnPage: Sendable {
    /// What is made up.
    enum Content: Sendable, Equatable {
        case text(LineEditor)
        case picture(DrawingPad)
        case series(ChangedSeries)
    }

    /// The run's name.
    let run: String
    /// Which of the session's runs it is.
    let number: Int
    private let example: OwnExample
    private(set) var content: Content
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
        case .series(let series): example.ask(.series(series.values))
        }
    }

    // MARK: Changes

    /// Obeys a key that is written into a text.
    ///
    /// - Returns: whether it is one.
    mutating func type(_ key: Key) -> Bool {
        guard case .text(var editor) = content, key != .altEnter, editor.handle(key) else { return false }
        content = .text(editor)
        ask(nil)
        return true
    }

    /// Goes so far: over the picture, along the series and up and down in its value.
    mutating func move(columns: Int, rows: Int) {
        switch content {
        case .text: return
        case .picture(var pad):
            pad.move(columns: columns, rows: rows)
            content = .picture(pad)
            if !pad.isDown { return }
        case .series(var series):
            series.move(columns)
            if rows != 0 { series.raise(-rows) }
            content = .series(series)
            if rows == 0 { return }
        }
        ask(nil)
    }

    /// Puts the pen down, or lifts it; of a series, goes to the next channel.
    mutating func press() {
        switch content {
        case .text: return
        case .picture(var pad):
            pad.isDown.toggle()
            if pad.isDown { pad.draw() }
            content = .picture(pad)
        case .series(var series):
            series.nextChannel()
            content = .series(series)
            return
        }
        ask(nil)
    }

    /// Draws at a place of the picture, as by mouse: columns and rows of the picture from its upper left corner. Outside nothing is drawn.
    mutating func draw(column: Int, row: Int) {
        guard case .picture(var pad) = content, pad.place(column: column, row: row) else { return }
        pad.draw()
        content = .picture(pad)
        ask(nil)
    }

    /// Takes away what is drawn around the cursor.
    mutating func rub() {
        guard case .picture(var pad) = content else { return }
        pad.rub()
        content = .picture(pad)
        ask(nil)
    }

    /// Begins anew.
    mutating func clear() {
        content = Self.content(example)
        ask(nil)
    }
}
