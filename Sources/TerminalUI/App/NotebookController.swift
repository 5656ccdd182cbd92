import CellLanguage
import Notebook
import TextFormatting

/// Turns keys into changes of the front's model and requests to the session.
struct NotebookController {
    var model = NotebookModel()
    let manager: SessionManager
    var history: History
    var player: ReplayPlayer?
    /// How the user wants to leave; nil to stay.
    var leaving: Leaving?
    /// Whether the session is to be taken over from another notebook.
    var wantsToTake = false
    /// Whether ^C has been pressed on an empty line and nothing since.
    private var lastWasInterrupt = false
    private(set) var wantsRepaint = false
    private(set) var wantsSuspension = false
    /// The session that is to be opened in place of this one.
    var wantedFile: String?
    /// The key before, where the same once more means something, as in `dd`.
    private var lastKey: Character?
    private var pageHeight = 10
    /// Whether something was typed since the hint was made.
    var isHintOutdated = false

    init(_ manager: SessionManager, history: History = History(), player: ReplayPlayer? = nil) {
        self.manager = manager
        self.history = history
        self.player = player
        // A session is read from its beginning.
        if player == nil, !manager.state.cells.isEmpty { model.scroll = .max }
    }

    mutating func takeRepaint() -> Bool {
        defer { wantsRepaint = false }
        return wantsRepaint
    }

    mutating func takeSuspension() -> Bool {
        defer { wantsSuspension = false }
        return wantsSuspension
    }

    /// How the notebook is left.
    enum Leaving: Sendable, Equatable {
        /// Saves; what runs goes on when the session is opened next.
        case goingOnNextTime
        /// Saves; what runs is stopped first, which is recorded in its cell.
        case stopping
        /// Saves; what runs goes on in a process without a window.
        case goingOnWithoutWindow
        /// Gives up what is not saved.
        case discarding
    }

    /// Stays after all, for this reason.
    mutating func stay(_ reason: String) {
        leaving = nil
        model.message = reason + (reason.hasSuffix(".") ? " " : "; ") + "`:quit!` leaves without saving"
    }

    mutating func takeWantsToTake() -> Bool {
        defer { wantsToTake = false }
        return wantsToTake
    }

    mutating func takeWantedFile() -> String? {
        defer { wantedFile = nil }
        return wantedFile
    }

    /// - Parameter height: rows of the screen.
    mutating func handle(_ key: Key, height: Int) {
        pageHeight = max(1, height / 2)
        if var page = model.page, key != .resize {
            page.line += NotebookScreen.pageRows(height)
            let isRead = page.line >= page.contents.lines(manager.state).count
            model.page = isRead || key == .escape || key == .character("q") ? nil : page
            return
        }
        switch key {
        case .resize: return
        case .control("l"):
            wantsRepaint = true
            return
        case .control("z"):
            wantsSuspension = true
            return
        case .control("c"):
            interrupt()
            return
        case .pageUp:
            model.scroll += min(pageHeight, .max - model.scroll)
            return
        case .pageDown:
            model.scroll = max(0, model.scroll - pageHeight)
            return
        default: break
        }
        if player?.isFinished == false, player?.handle(key) == true { return }
        if model.question != nil { return answer(key) }
        lastWasInterrupt = false
        model.message = nil
        switch model.mode {
        case .typing: type(key)
        case .browsing(let cell): browse(key, cell)
        }
    }

    /// Keeps the scroll within what there is.
    ///
    /// - Parameter rows: how many lines are seen at once.
    mutating func limitScroll(lines: Int, rows: Int) {
        model.scroll = max(0, min(model.scroll, lines - rows))
    }

    private mutating func interrupt() {
        model.menu = nil
        let isSecond = lastWasInterrupt
        lastWasInterrupt = false
        model.question = nil
        if !model.editor.isEmpty || model.edited != nil || model.insertion != nil {
            endTyping()
        } else if let run = trainingRun, !isSecond {
            lastWasInterrupt = true
            model.message = "^C once more stops \(run), which is recorded in its cell"
        } else if manager.state.isBusy {
            manager.interruptRunning()
            model.message = "interrupted"
        } else {
            model.message = ":quit or ^D leaves"
        }
    }

    // MARK: Leaving

    /// The name of the run that trains now.
    private var trainingRun: String? {
        let state = manager.state
        return state.isFollowed ? nil : state.activeRun.flatMap { $0.isOver ? nil : $0.name }
    }

    mutating func quit() {
        if let run = trainingRun, manager.state.location != nil {
            model.question = .leaving(run: run)
        } else {
            leaving = .goingOnNextTime
        }
    }

    private mutating func answer(_ key: Key) {
        switch key {
        case .enter, .control("d"): leaving = .goingOnNextTime
        case .character("s"): leaving = .stopping
        case .character("w"): leaving = .goingOnWithoutWindow
        case .escape, .character("q"), .character("n"): break
        default: return
        }
        model.question = nil
    }

    // MARK: Typing

    private mutating func type(_ key: Key) {
        if handleMenu(key) { return }
        switch key {
        case .control("d") where model.editor.isEmpty: quit()
        case .escape:
            if model.edited != nil || model.insertion != nil || model.typesProse { endTyping() } else { beginBrowsing() }
        case .enter: if model.typesProse { enterProse() } else { enter() }
        case .tab: if model.typesProse { model.editor.insert("  ") } else { complete() }
        case .alt("x"): split()
        case .alt(let character) where Command.of(key: character) != nil: obey(Command.of(key: character), "")
        case .alt("<"), .alt(">"): moveStep(key == .alt("<") ? -1 : 1)
        default:
            if !model.editor.handle(key), !model.typesProse {
                if key == .up || key == .control("p") {
                    if let entry = history.back(from: model.editor.string) { model.editor.replace(with: entry) }
                } else if key == .down || key == .control("n") {
                    if let entry = history.forward() { model.editor.replace(with: entry) }
                }
            }
        }
        isHintOutdated = true
    }

    /// Says in the model what helps with what has been typed: to be called before that is drawn, once for all keys since the frame before, which may be
    /// thousands where a terminal types for its user.
    mutating func updateHint() {
        guard isHintOutdated else { return }
        let source = model.editor.string
        guard !model.typesProse, !source.isEmpty, !source.hasPrefix(":"), !LongInput.isLong(model.editor) else {
            (model.hint, isHintOutdated) = (nil, false)
            return
        }
        guard let hint = manager.readyHint(in: source, at: model.editor.offset, for: model.edited) else { return }
        (model.hint, isHintOutdated) = (hint, false)
    }

    mutating func endTyping() {
        model.editor.replace(with: "")
        (model.edited, model.insertion, model.hint, model.menu, model.typesProse) = (nil, nil, nil, nil, false)
    }

    private mutating func enter() {
        let source = model.editor.string
        if source.hasPrefix(":") {
            history.add(source)
            endTyping()
            let words = source.dropFirst().split(separator: " " as Character, maxSplits: 1).map(String.init)
            guard let word = words.first else { return }
            guard let command = Command.named(word) else {
                model.message = "there is no command :\(word); :help lists them"
                return
            }
            obey(command, words.count > 1 ? words[1] : "")
            return
        }
        guard !source.allSatisfy(\.isWhitespace) else { return }
        guard SessionManager.isComplete(source) else {
            _ = model.editor.handle(.altEnter)
            return
        }
        history.add(source)
        if let edited = model.edited {
            manager.edit(edited, source)
        } else if let insertion = model.insertion {
            manager.insert(.code, source, before: insertion, runs: true)
        } else {
            manager.submit(source)
        }
        model.scroll = 0
        endTyping()
    }

    // MARK: Browsing

    private mutating func beginBrowsing() {
        guard let last = manager.state.cells.last else { return }
        model.mode = .browsing(last.id)
        model.hint = nil
    }

    private mutating func browse(_ key: Key, _ cell: CellID) {
        let cells = manager.state.cells
        guard let place = cells.place(of: cell) else {
            model.mode = .typing
            return
        }
        let isRepeated = lastKey.map { key == .character($0) } ?? false
        lastKey = isRepeated ? nil : [Character("d"), "y"].first { key == .character($0) }
        if changeCells(key, place, cells, isRepeated: isRepeated) { return }
        switch key {
        case .character("j"), .down:
            if place + 1 < cells.count { model.mode = .browsing(cells[place + 1].id) } else { model.mode = .typing }
        case .character("k"), .up: model.mode = .browsing(cells[max(0, place - 1)].id)
        case .character("g"), .home: model.mode = .browsing(cells[0].id)
        case .character("G"), .end: model.mode = .browsing(cells[cells.count - 1].id)
        case .character("i"), .escape: model.mode = .typing
        case .enter, .character("e"):
            model.edited = cell
            model.typesProse = cells[place].kind == .prose
            model.editor.replace(with: cells[place].source)
            model.mode = .typing
        case .character("r"): manager.run(cell)
        case .character("o"), .character("O"):
            model.insertion = key == .character("O") ? cell : cells.below(place)
            model.mode = .typing
        case .character("<"), .left: moveStep(-1)
        case .character(">"), .right: moveStep(1)
        case .character(":"):
            model.mode = .typing
            model.editor.replace(with: ":")
        case .control("d"): quit()
        case .character(let character): if let command = Command.of(browsingKey: character) { obey(command, "") }
        default: break
        }
    }

    private mutating func moveStep(_ direction: Int) {
        guard let steps = manager.state.activeRun?.watchedSteps, steps > 0 else { return }
        model.step = max(0, min(steps - 1, (model.step ?? (direction > 0 ? -1 : steps)) + direction))
    }

    // MARK: Replay

    mutating func play(_ seconds: Double) {
        guard var player, !player.isFinished else { return }
        model.editor.replace(with: player.advance(seconds, manager))
        model.replay = player.description
        if player.isFinished {
            model.replay = nil
            model.editor.replace(with: "")
            model.message = player.verdict(manager) ?? "the replay was ended; the notebook is yours"
        }
        self.player = player
    }
}
