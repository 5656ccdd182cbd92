import Notebook
import TextFormatting

/// Plays a saved session: types its cells and runs them, one after another.
struct ReplayPlayer: Sendable {
    private(set) var isPaused = false
    private(set) var isFinished = false
    let recorded: Document
    private var next = 0
    private var typed = 0
    private var running: CellID?
    /// Parts before this one are not typed, nor waited for.
    private var target = 0
    /// Of each part that was played, its cell here.
    private var played: [Int: CellID] = [:]
    /// Characters a second.
    private var speed = 40.0
    /// Characters that are due and not typed yet.
    private var due = 0.0
    private var stepsOnce = false
    /// What its pause does to the cell that runs.
    private var hold = Hold.nothing
    /// For how many seconds more the speed is said though nothing is typed.
    private var saysSpeed = 0.0

    private static let speeds = 5.0...2560.0
    private static let secondsOfAnswer = 3.0

    /// What a pause has come to.
    private enum Hold {
        /// There is no pause, or nothing runs.
        case nothing
        /// The training that runs was told to wait before its next step, and has not come to it.
        case asked
        /// It waits.
        case held
        /// What runs cannot be held: the pause begins behind it.
        case behindCell
    }

    init(_ document: Document) {
        recorded = document
    }

    /// What it does, for the status line, where nothing else says how far it is.
    var description: String {
        let (cells, before) = (recorded.cells.count, cellsBefore(next))
        var text = "cell \(min(before + 1, cells))/\(cells)"
        if isPaused {
            switch hold {
            case .nothing where running == nil || !isPlayingOne, .held: text += "  paused"
            case .asked: text += "  pauses after this step"
            case .nothing, .behindCell: text += "  pauses after this cell"
            }
        }
        return text
    }

    /// How fast it types, where it does or has just been told.
    var saidSpeed: String? {
        guard running == nil || isPaused || saysSpeed > 0 else { return nil }
        let limit = speed == Self.speeds.upperBound ? ", no faster" : speed == Self.speeds.lowerBound ? ", no slower" : ""
        return "\(Figures.grouped(Int(speed))) characters a second\(limit)"
    }

    /// What keys do while it plays; what is needed most comes first.
    static func keyHints(isPaused: Bool) -> [KeyHint] {
        [KeyHint(.character(" "), does: isPaused ? "resume" : "pause")] + otherKeyHints
    }

    private static let otherKeyHints = [
        KeyHint(.character("q"), does: "end"), KeyHint(.character("t"), does: "take over"),
        KeyHint(.character("g"), does: "go to"), KeyHint(.character("n"), does: "step"),
        KeyHint(
            [.init(text: "+", effect: .press([.character("+")])), .init(text: "-", effect: .press([.character("-")]))], does: "speed"),
        KeyHint(.character("s"), does: "skip"),
    ]

    /// Obeys a key.
    ///
    /// - Returns: whether it is one of the player's.
    mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(" "): (isPaused, stepsOnce) = (!isPaused, false)
        case .character("n"), .enter: (isPaused, stepsOnce) = (true, true)
        case .character("+"), .character("="): change(speed: 2)
        case .character("-"): change(speed: 0.5)
        case .character("s"): typed = .max
        case .character("q"): isFinished = true
        default: return false
        }
        return true
    }

    private mutating func change(speed factor: Double) {
        speed = max(Self.speeds.lowerBound, min(Self.speeds.upperBound, speed * factor))
        saysSpeed = Self.secondsOfAnswer
    }

    /// Ends it where it is. A training that it holds goes on.
    mutating func end(_ manager: SessionManager) {
        isFinished = true
        holdTraining(manager)
    }

    // MARK: Pausing

    /// Whether a pause begins only behind the cell that is played.
    private var isPlayingOne: Bool { stepsOnce }

    /// Holds the training that runs where there is a pause, before its next step, and lets it go on with the same bits where there is none any more.
    private mutating func holdTraining(_ manager: SessionManager) {
        guard isPaused, !isFinished, !isPlayingOne, manager.state.isBusy else {
            if hold == .asked || hold == .held { manager.letTrainingGoOn() }
            hold = .nothing
            return
        }
        switch manager.holdTraining() {
        case nil: hold = .behindCell
        case false?: hold = .asked
        case true?: hold = .held
        }
    }

    // MARK: Going to a cell

    /// How many cells there are before a part.
    private func cellsBefore(_ part: Int) -> Int {
        recorded.elements.prefix(part).count { if case .cell = $0 { true } else { false } }
    }

    /// The number among the cells, from 0, of the one that is typed or runs.
    var currentCell: Int { cellsBefore(next) }

    /// Goes on with a cell: those before it are run without being typed; where it was played already, it and those after it are taken away first.
    ///
    /// - Parameter number: among the cells, from 0.
    mutating func go(to number: Int, _ manager: SessionManager) {
        let parts = recorded.elements.indices.filter { if case .cell = recorded.elements[$0] { true } else { false } }
        guard parts.indices.contains(number) else { return }
        target = parts[number]
        // What runs and lies before goes on; what follows need not wait until it has ended.
        if running != nil, next < target { next += 1 }
        for (part, cell) in played where part >= target {
            manager.delete(cell)
            played[part] = nil
        }
        next = min(next, target)
        (running, typed, due, stepsOnce) = (nil, 0, 0, false)
    }

    /// How many cells have not been played.
    var cellsToCome: Int { max(0, recorded.cells.count - cellsBefore(next) - (running == nil ? 0 : 1)) }

    // MARK: Playing

    /// Whether it waits for what runs.
    var waits: Bool { running != nil || next >= recorded.elements.count }

    /// Goes on by so many seconds.
    ///
    /// - Returns: what stands in the input line.
    mutating func advance(_ seconds: Double, _ manager: SessionManager) -> String {
        guard !isFinished else { return "" }
        defer { holdTraining(manager) }
        saysSpeed = max(0, saysSpeed - seconds)
        if let cell = running {
            let cells = manager.state.cells
            if let place = cells.place(of: cell), cells[place].status.isPending { return "" }
            running = nil
            (next, typed, stepsOnce) = (next + 1, 0, false)
            return ""
        }
        while next < target { play(next, manager) }
        guard next < recorded.elements.count else {
            isFinished = !manager.state.isBusy
            return ""
        }
        guard case .cell(let cell) = recorded.elements[next] else {
            play(next, manager)
            return ""
        }
        if !isPaused { due += seconds * speed }
        if stepsOnce { typed = .max }
        let whole = Int(min(due, 10_000))
        due -= Double(whole)
        typed = typed > cell.source.count ? .max : typed + whole
        guard typed > cell.source.count else { return String(cell.source.prefix(typed)) }
        running = manager.submit(cell.source)
        played[next] = running
        return cell.source
    }

    /// Puts a part into the session and goes on to the next.
    private mutating func play(_ part: Int, _ manager: SessionManager) {
        switch recorded.elements[part] {
        case .cell(let cell): played[part] = manager.submit(cell.source)
        case .prose(let text):
            let words = text.drop { $0.isNewline }
            if !words.allSatisfy(\.isWhitespace) { played[part] = manager.insert(.prose, String(words).trimmingNewlines, before: nil) }
        }
        next = part + 1
    }

    /// Whether what was printed is what is recorded, as far as `ReplayCheck` compares it: to the printed decimals, speeds left out. Nil
    /// where it has not played to the end.
    func verdict(_ manager: SessionManager) -> String? {
        guard next >= recorded.elements.count else { return nil }
        let check = ReplayCheck(recorded: recorded, now: manager.document)
        if check.differences > 0 {
            return "Replayed: \(Figures.count(check.differences, "cell")) printed something other than the recorded output."
        }
        return check.notRecorded > 0
            ? "Replayed; there is no recorded output to compare with." : "Replayed: every output is as recorded."
    }
}

extension String {
    fileprivate var trimmingNewlines: String {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
