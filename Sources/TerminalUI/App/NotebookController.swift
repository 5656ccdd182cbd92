import CellLanguage
import Notebook
import TextFormatting

/// Turns keys into changes of the front's model and requests to the session.
struct NotebookController {
    var model = NotebookModel()
    let manager: SessionManager
    var history: History
    var searchedTexts = SearchedTexts()
    /// The sessions that were open before.
    var recent = RecentSessions(file: nil)
    var player: ReplayPlayer?
    /// The file that is played; nil where it came from elsewhere.
    var replayedFile: String?
    /// The sources of the cells that it left when it had ended.
    var replayedSources: [String] = []
    /// How the user wants to leave; nil to stay.
    var leaving: Leaving?
    /// Whether the session is to be taken over from another notebook.
    var wantsToTake = false
    /// Whether what is typed, or the selected cell, is to be opened in the user's own editor.
    var wantsEditor = false
    /// Whether ^C has been pressed on an empty line and nothing since.
    private var lastWasInterrupt = false
    var wantsRepaint = false
    var wantsSuspension = false
    /// The session that is to be opened in place of this one.
    var wantedFile: String?
    /// What is to be put into the terminal's clipboard.
    var wantedCopy: String?
    /// How the tour is to be opened in place of this session; nil for not at all.
    var wantedTour: Tour.Start?
    /// The learning rate that was asked for, until it is known what came of it.
    var rateRequest: RateRequest?
    /// The file that a picture of the screen is to be written to.
    var wantedShot: String?
    private var pageHeight = 10
    /// How many lines are below those that are seen.
    var shownScroll = 0
    /// The places of the cells that are seen.
    var shownPlaces = 0..<0
    /// What the last frame showed first, if the user had scrolled up.
    var reading: ReadingPlace?
    /// Whether something was typed since the hint was made.
    var isHintOutdated = false

    init(_ manager: SessionManager, history: History = History(), player: ReplayPlayer? = nil, keys: KeyMap = .standard) {
        self.manager = manager
        model.keys = keys
        self.history = history
        self.player = player
        guard player == nil else { return }
        let state = manager.state
        if state.isBusy && !state.isFollowed || state.isModified {
            // Whoever was interrupted continues where they were.
            model.seesEnd = true
        } else if !state.cells.isEmpty {
            // A session is read from its beginning.
            model.scroll = .max
        }
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
        model.message = reason + " `:quit!` leaves without saving."
    }

    mutating func takeWantsToTake() -> Bool {
        defer { wantsToTake = false }
        return wantsToTake
    }

    mutating func takeWantedFile() -> String? {
        defer { wantedFile = nil }
        return wantedFile
    }

    mutating func takeWantedCopy() -> String? {
        defer { wantedCopy = nil }
        return wantedCopy
    }

    mutating func takeWantedTour() -> Tour.Start? {
        defer { wantedTour = nil }
        return wantedTour
    }

    mutating func takeWantedShot() -> String? {
        defer { wantedShot = nil }
        return wantedShot
    }

    /// - Parameters:
    ///   - height: rows of the screen.
    ///   - width: its columns.
    mutating func handle(_ key: Key, height: Int, width: Int = 80) {
        pageHeight = max(1, height / 2)
        switch key {
        case .resize, .mouse: return
        default: break
        }
        model.readWarning = manager.state.warning
        if let action = actionOfTerminal(key) { return action.perform(&self, "") }
        if var page = model.page {
            page.line += NotebookScreen.pageRows(height)
            let isRead = page.line >= page.contents.lines(manager.state, model.keys, screenWidth: width).count
            model.page = isRead || key == .escape || key == .character("q") ? nil : page
            return
        }
        if model.picker != nil { return pick(key) }
        if model.runs.isOpen { return chooseRun(key) }
        if model.own != nil { return makeUp(key) }
        if let command = commandAnywhere(key), let action = Action.named(command.name) { return action.perform(&self, command.argument) }
        if model.building != nil { return build(key) }
        if isReplaying, model.question == nil { return steerReplay(key) }
        if model.question != nil { return answer(key) }
        lastWasInterrupt = false
        model.message = nil
        if model.search != nil { return typeSearch(key) }
        switch model.mode {
        case .typing: type(key)
        case .browsing(let cell):
            guard manager.state.cells.place(of: cell) != nil else {
                model.mode = .typing
                return
            }
            if !act(on: key) { actOutsideText(key) }
            // Whoever types again still sees what they looked at.
            if model.mode == .typing, model.edited == nil, model.insertion == nil { model.scroll = shownScroll }
        }
    }

    /// What keys of cells and of text mean in any mode, unless a mode has something of its own for them.
    private func commandAnywhere(_ key: Key) -> KeyMap.Command? {
        if mode != .browse, mode != .type, model.keys.match([key], in: mode) != .nothing { return nil }
        guard case .action(let command) = model.keys.match([key], in: mode == .browse ? .browse : .type) else { return nil }
        return Action.named(command.name)?.isAlwaysThere == true ? command : nil
    }

    /// What is done for the terminal whatever is shown over the notebook.
    private func actionOfTerminal(_ key: Key) -> Action? {
        guard case .action(let command) = model.keys.match([key], in: .type), let action = Action.named(command.name), action.isOfTerminal
        else { return nil }
        return action
    }

    /// Where keys are pressed now.
    var mode: Action.Mode { model.own != nil ? .own : model.building != nil ? .layers : model.mode == .typing ? .type : .browse }

    /// The selected cell among the others; nil where text is typed.
    var selected: SelectedCell? {
        guard case .browsing(let cell) = model.mode else { return nil }
        let cells = manager.state.cells
        return cells.place(of: cell).map { SelectedCell(cells: cells, place: $0) }
    }

    /// Does what a key means, with those that were pressed before it.
    ///
    /// - Returns: whether it means anything here.
    mutating func act(on key: Key) -> Bool {
        let keys = model.pending + [key]
        switch model.keys.match(keys, in: mode) {
        case .action(let command):
            model.pending = []
            if let action = Action.named(command.name) { perform(action, command.argument) }
            return true
        case .begins:
            model.pending = keys
            let ways = model.keys.continuations(of: keys, in: mode).map { "\($0.rest.name)  \(Action.named($0.name)?.sentence ?? $0.name)" }
            model.message = KeySequence(keys).name + " …   " + ways.joined(separator: "   ")
            return true
        case .nothing:
            guard !model.pending.isEmpty else { return false }
            // A key after others with which it means nothing is one of its own.
            model.pending = []
            return act(on: key)
        }
    }

    /// Does what an action says, unless the session is another's to steer.
    mutating func perform(_ action: Action, _ argument: String = "") {
        // The examples of a run that has ended can be looked at by anyone.
        let isOnlyLooking = action.group == .panel && shownRun?.isOver ?? false
        if action.steersRun, manager.state.isFollowed, !isOnlyLooking {
            model.message = "This run belongs to another notebook; `:take` takes over the session."
        } else {
            action.perform(&self, action.takesPath ? SessionManager.fullPath(argument) : argument)
        }
    }

    mutating func scroll(byPages pages: Int) { scroll(byLines: pages * pageHeight) }

    /// Reads what is above, or below where lines are negative, from what is seen on.
    mutating func scroll(byLines lines: Int) {
        if !model.looksElsewhere { model.scroll = shownScroll }
        model.scroll = max(0, model.scroll + min(lines, .max - model.scroll))
        model.looksElsewhere = true
    }

    mutating func interrupt() {
        if isReplaying { return endReplay() }
        (model.menu, model.search, model.pending) = (nil, nil, [])
        let isSecond = lastWasInterrupt
        lastWasInterrupt = false
        model.question = nil
        if !model.editor.isEmpty || model.edited != nil || model.insertion != nil {
            endTyping()
        } else if let run = trainingRun, !isSecond {
            lastWasInterrupt = true
            model.message = "^C once more stops \(run); its cell records that."
        } else if manager.state.isBusy {
            manager.interruptRunning()
            model.message = "Interrupted."
        } else {
            model.message = ":quit or ^D leaves."
        }
    }

    // MARK: Leaving

    /// The name of the run that trains now.
    private var trainingRun: String? {
        let state = manager.state
        return state.isFollowed ? nil : state.activeRun.flatMap { $0.isOver ? nil : $0.name }
    }

    mutating func quit() {
        if let run = trainingRun, manager.keepsRuns {
            model.question = .leaving(run: run, hasFile: manager.state.location != nil)
        } else if let branch = trainingRun != nil && isAfterReplay ? BranchName.free(of: replayedFile) : branchOfChangedReplay {
            // What trains would be lost as what was changed would be: there is no file that it could go on in.
            model.question = .leavingReplay(branch: branch)
        } else {
            leaving = .goingOnNextTime
        }
    }

    private mutating func answer(_ key: Key) {
        switch (key, model.question) {
        // Only Return right after `d` discards: whoever types a cell that begins with a d loses nothing.
        case (.enter, .discarding): leaving = .discarding
        case (_, .discarding(let branch)):
            model.question = .leavingReplay(branch: branch)
            return
        case (.character("d"), .leavingReplay(let branch)):
            model.question = .discarding(branch: branch)
            return
        case (.escape, _), (.character("q"), _), (.character("n"), _), (_, nil): break
        case (.enter, .leavingReplay(let branch)), (.control("d"), .leavingReplay(let branch)):
            guard keepReplay(in: branch) else { break }
            leaving = .goingOnNextTime
        case (.enter, _), (.control("d"), _): leaving = .goingOnNextTime
        case (.character("s"), .leaving): leaving = .stopping
        case (.character("w"), .leaving(_, hasFile: true)): leaving = .goingOnWithoutWindow
        default: return
        }
        model.question = nil
    }
}
