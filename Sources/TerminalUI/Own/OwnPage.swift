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
    let example: OwnExample
    var content: Content
    /// What was there before each change, and what was undone; a text keeps its own.
    private var undos: [Content] = []
    private var redos: [Content] = []
    /// The latest change, which may go on.
    var latest: Deed?

    /// A change that several keys make together, and that is undone at once.
    enum Deed: Equatable {
        case stroke
        case value(step: Int, channel: Int)
    }

    private static let greatestUndo = 100
    /// Why the latest key did nothing; nil where it did something.
    var refusal: String?
    /// Where the mouse was while its button is held.
    var pointed: OwnPlace?
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

    static func content(_ example: OwnExample) -> Content {
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

    mutating func ask(_ run: LiveRun?) {
        if let run { askedAt = run.step }
        switch content {
        case .text(let editor): example.ask(.text(editor.string))
        case .picture(let pad): example.ask(.picture(pad.values))
        case .letters(let row): example.ask(.letters(row.values))
        case .series(let series): example.ask(.series(series.values))
        }
    }

    // MARK: Changing

    /// Has something else in place of what there is, which is kept.
    ///
    /// - Parameter deed: what goes on being undone at once; nil for a change by itself.
    mutating func become(_ new: Content, _ deed: Deed? = nil) {
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
}
