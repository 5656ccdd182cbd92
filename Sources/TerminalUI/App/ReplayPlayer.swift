import Notebook
import TextFormatting

/// Plays a saved session: types its cells and runs them, one after another.
struct ReplayPlayer: Sendable {
    private(set) var isPaused = false
    private(set) var isFinished = false
    private let recorded: Document
    private var next = 0
    private var typed = 0
    private var running: CellID?
    /// Characters a second.
    private var speed = 40.0
    /// Characters that are due and not typed yet.
    private var due = 0.0
    private var stepsOnce = false

    init(_ document: Document) {
        recorded = document
    }

    /// What it does, for the status line.
    var description: String {
        let place = "replay  part \(min(next + 1, recorded.elements.count))/\(recorded.elements.count)"
        return place + (isPaused ? "  paused" : "") + "  \(Int(speed)) characters a second"
    }

    /// What keys do while it plays.
    static let keyHints = [
        KeyHint(.character(" "), does: "pause"), KeyHint(.character("n"), does: "step"),
        KeyHint(
            [.init(text: "+", effect: .press([.character("+")])), .init(text: "-", effect: .press([.character("-")]))], does: "speed"),
        KeyHint(.character("s"), does: "skip"), KeyHint(.character("q"), does: "end"),
    ]

    /// Obeys a key.
    ///
    /// - Returns: whether it is one of the player's.
    mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(" "): isPaused.toggle()
        case .character("n"), .enter: (isPaused, stepsOnce) = (true, true)
        case .character("+"), .character("="): speed = min(2560, speed * 2)
        case .character("-"): speed = max(5, speed / 2)
        case .character("s"): typed = .max
        case .character("q"): isFinished = true
        default: return false
        }
        return true
    }

    /// Goes on by so many seconds.
    ///
    /// - Returns: what stands in the input line.
    mutating func advance(_ seconds: Double, _ manager: SessionManager) -> String {
        guard !isFinished else { return "" }
        if let cell = running {
            let cells = manager.state.cells
            guard let place = cells.place(of: cell), cells[place].status.isPending else {
                running = nil
                (next, typed, stepsOnce) = (next + 1, 0, false)
                return ""
            }
            return ""
        }
        guard next < recorded.elements.count else {
            isFinished = true
            return ""
        }
        guard case .cell(let cell) = recorded.elements[next] else {
            if case .prose(let text) = recorded.elements[next] {
                let words = text.drop { $0.isNewline }
                if !words.allSatisfy(\.isWhitespace) { manager.insert(.prose, String(words).trimmingNewlines, before: nil) }
            }
            next += 1
            return ""
        }
        if !isPaused { due += seconds * speed }
        if stepsOnce { typed = .max }
        let whole = Int(min(due, 10_000))
        due -= Double(whole)
        typed = typed > cell.source.count ? .max : typed + whole
        guard typed > cell.source.count else { return String(cell.source.prefix(typed)) }
        running = manager.submit(cell.source)
        return cell.source
    }

    /// Whether what was printed is what is recorded, as far as `ReplayCheck` compares it: to the printed decimals, speeds left out. Nil
    /// where it has not played to the end.
    func verdict(_ manager: SessionManager) -> String? {
        guard next >= recorded.elements.count else { return nil }
        let check = ReplayCheck(recorded: recorded, now: manager.document)
        if check.differences > 0 { return "replayed: \(Figures.count(check.differences, "cell")) printed something else than is recorded" }
        return check.notRecorded > 0
            ? "replayed; nothing is recorded to compare with" : "replayed: every output is as recorded"
    }
}

extension String {
    fileprivate var trimmingNewlines: String {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
