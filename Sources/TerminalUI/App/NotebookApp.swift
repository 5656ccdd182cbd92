import Charts
import Dispatch
import Foundation
import Notebook

/// The notebook on a terminal: reads keys, draws screens, and never waits for what the session computes.
public final class NotebookApp {
    private var manager: SessionManager
    private let terminal: CursesTerminal
    private var controller: NotebookController
    private var cells = CellListCache()
    private var lastFrame = ContinuousClock.now
    /// What the last frame shows.
    private var drawn: (screen: NotebookScreen, list: CellList, area: Rectangle)?
    /// When it was last asked whether another program has changed the file.
    private var lastLook = ContinuousClock.now
    private static let secondsBetweenLooks = 2
    private var endNotice = EndNotice()
    /// Whether anything of the last frame moves by itself.
    private var moves = false

    /// Milliseconds between frames while something moves, which is as often as a run publishes what it has done; and between looks at the session
    /// while nothing does.
    private static let framePace = 50
    static let secondsPerFrame = Double(framePace) / 1000
    private static let idlePace = 100
    /// How many cells a frame draws that are not seen, which takes a few milliseconds; while there are more, frames follow at once.
    private static let cellsPerFrame = 64
    /// Milliseconds that what runs has to end when the user leaves.
    private static let patience = 2000

    /// - Parameters:
    ///   - document: one whose cells are to be typed and run; nil for none.
    ///   - file: where that document is; nil where it came from elsewhere.
    /// - Returns: nil where the terminal is not known.
    public init?(_ manager: SessionManager, replaying document: Document? = nil, of file: String? = nil) {
        guard let terminal = CursesTerminal() else { return nil }
        self.manager = manager
        manager.watch(true)
        self.terminal = terminal
        let keys = KeyFile.ofTheUser
        controller = NotebookController(manager, player: document.map(ReplayPlayer.init), keys: keys?.map ?? .standard)
        controller.replayedFile = file
        controller.model.mouse.isOn = keys?.usesMouse ?? false
        controller.model.message = keys?.complaint
        useRecent(.ofTheUser)
    }

    /// How a notebook on a terminal ended.
    public enum Ending: Sendable, Equatable {
        /// The user left, and all is kept.
        case left
        /// The user left, and what trains is to go on in another process, on this session's file.
        case goesOn(file: String)
        /// A signal ended it; what ran goes on when the session is opened next.
        case signal(Int32)
        /// The terminal went away; what ran has gone on to its end.
        case terminalLost
        /// Something could not be kept: a sentence.
        case failed(String)
    }

    /// Runs until the user leaves, or the program is asked to end. The terminal is given back, and the session saved where it has a file.
    public func run() -> Ending {
        let signals = EndSignals()
        defer { signals.cancel() }
        draw()
        manager.prepareHints()
        while true {
            waitForInput(signals)
            if let signal = signals.latest {
                switch signal {
                case SIGHUP: return goOnWithoutTerminal(signals)
                case SIGUSR1: handOver(signals)
                default: return end(by: signal)
                }
            }
            while controller.leaving == nil, let key = terminal.nextKey() {
                if case .mouse(let event) = key {
                    point(event)
                } else {
                    controller.handle(key, height: terminal.size.height)
                }
                if key == .resize { terminal.repaint() }
                if let path = controller.takeWantedFile() { open(path) }
                if controller.takeWantsToTake() { take() }
                if controller.takeWantsTour() { showTour() }
                if let text = controller.takeWantedCopy() { terminal.copy(text) }
                if let path = controller.takeWantedShot() {
                    let (width, height) = terminal.size
                    let picture = ScreenPicture(state: manager.state, model: controller.model, width: width, height: height)
                    controller.model.message = picture.write(to: path)
                }
            }
            if let leaving = controller.leaving {
                let file = manager.state.location
                guard let problem = leave(leaving) else {
                    close()
                    if leaving == .goingOnWithoutWindow, let file { return .goesOn(file: file) }
                    return .left
                }
                manager.resumeSuspended()
                controller.stay(problem)
            }
            if controller.takeSuspension() { terminal.suspend() }
            if controller.wantsEditor { edit() }
            if controller.takeRepaint() { terminal.repaint() }
            draw()
        }
    }

    /// The mouse does something to what it is over as that was drawn last, of as many cells as there are now.
    private func point(_ event: MouseEvent) {
        guard let drawn else { return }
        var screen = drawn.screen
        (screen.model, screen.state) = (controller.model, manager.state)
        let place = screen.place(x: event.x, y: event.y, in: drawn.area, drawn.list)
        controller.point(event, at: place, of: drawn.area)
    }

    private func close() {
        terminal.close()
        // It may have got its file, or another, since it was opened.
        if let path = manager.state.location { controller.recent.note(path) }
        controller.recent.flush()
        controller.history.flush()
    }

    // MARK: Leaving

    /// Ends what runs in the wanted way and writes the file.
    ///
    /// - Returns: why that cannot be, in a sentence; nil where all is kept, or was to be given up.
    private func leave(_ leaving: NotebookController.Leaving) -> String? {
        switch leaving {
        case .discarding:
            manager.interrupt()
            _ = manager.waitUntilIdle(milliseconds: Self.patience)
            manager.discard()
            return nil
        case .stopping:
            manager.interruptRunning()
            manager.suspend(milliseconds: Self.patience)
        case .goingOnNextTime, .goingOnWithoutWindow: manager.suspend(milliseconds: Self.patience)
        }
        return save()
    }

    /// Writes the file, where the session has one, and what it has not to the journal.
    ///
    /// - Returns: why that cannot be; nil where all is kept.
    private func save() -> String? {
        let state = manager.state
        if state.isModified, state.location != nil {
            do {
                try manager.save()
            } catch {
                return error.description
            }
        }
        let failure = manager.flush()
        guard manager.wouldLoseChanges else { return nil }
        return failure.map { "what is not saved cannot be kept: \($0)" } ?? manager.state.warning ?? "what is not saved cannot be kept"
    }

    /// Ends at a signal: what runs goes on when the session is opened next.
    private func end(by signal: Int32) -> Ending {
        manager.suspend(milliseconds: Self.patience)
        let problem = save()
        close()
        return problem.map(Ending.failed) ?? .signal(signal)
    }

    /// The terminal has gone: what runs and what is queued goes on to its end, unless a signal says otherwise.
    private func goOnWithoutTerminal(_ signals: EndSignals) -> Ending {
        manager.watch(false)
        controller.history.flush()
        while !manager.waitUntilIdle(milliseconds: Self.idlePace) {
            guard let signal = signals.latest, signal != SIGHUP else { continue }
            manager.suspend(milliseconds: Self.patience)
            _ = save()
            return .signal(signal)
        }
        _ = save()
        return .terminalLost
    }

    // MARK: One session, several notebooks

    /// Another notebook takes the session over: here it can only be looked at from now on.
    private func handOver(_ signals: EndSignals) {
        signals.forget()
        guard let path = manager.state.location, manager.holder == nil else { return }
        manager.suspend(milliseconds: Self.patienceOfOthers)
        manager.flush()
        manager.close()
        show(SessionManager(document: manager.document))
        let end = ContinuousClock.now + .milliseconds(Self.patienceOfOthers)
        repeat {
            // Let go of, it is the other's to take; whoever opens it first goes on.
            Thread.sleep(forTimeInterval: 0.3)
            guard let opened = try? OpenedSession.open(path) else { break }
            if opened.isWritable, ContinuousClock.now < end {
                opened.close()
                continue
            }
            show(SessionManager(opened))
            break
        } while true
        controller.model.message = "another notebook has taken this session over"
    }

    /// Asks the notebook that has the session open to let it go, and goes on with it here.
    private func take() {
        guard let path = manager.state.location, !manager.keepsRuns else {
            controller.model.message = "this session is open here already"
            return
        }
        guard !manager.state.isModified else {
            controller.model.message = "what you changed here would be lost; `:save other.md` keeps it"
            return
        }
        // Whoever had it open may have closed it since.
        if let opened = try? OpenedSession.open(path), opened.isWritable { return show(SessionManager(opened)) }
        guard let holder = manager.holder ?? SessionActivity.holder(of: path) else {
            controller.model.message = "this session cannot be taken over: nothing can be kept beside \(path)"
            return
        }
        guard holder.host == ProcessInfo.processInfo.hostName || holder.host == Self.host else {
            controller.model.message = "it is open on \(holder.host): take it over from there"
            return
        }
        guard kill(holder.process, SIGUSR1) == 0 else {
            controller.model.message = "process \(holder.process) cannot be asked: \(String(cString: strerror(errno)))"
            return
        }
        let end = ContinuousClock.now + .milliseconds(Self.patienceOfOthers)
        while ContinuousClock.now < end {
            Thread.sleep(forTimeInterval: 0.1)
            guard let opened = try? OpenedSession.open(path), opened.isWritable else { continue }
            show(SessionManager(opened))
            return
        }
        controller.model.message = "process \(holder.process) does not let it go"
    }

    /// Milliseconds that one notebook waits for another: to keep its state and let go, or to take what is let go.
    private static let patienceOfOthers = 20_000

    private static var host: String {
        var name = [CChar](repeating: 0, count: 256)
        return gethostname(&name, name.count - 1) == 0
            ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : ""
    }

    /// Leaves this session and goes on with another, which is new where there is no such file. Stays where either cannot be.
    private func open(_ path: String) {
        do throws(DocumentError) {
            // This session lets go of its file, which may be the same, before the other is opened.
            if path != manager.state.location { try OpenedSession.peek(path) }
            if let problem = leave(.goingOnNextTime) {
                manager.resumeSuspended()
                controller.model.message = problem
                return
            }
            manager.close()
            show(SessionManager(try OpenedSession.open(path)))
        } catch {
            controller.model.message = error.description
        }
    }

    /// Leaves this session and goes on with the tour, which has no file yet.
    private func showTour() {
        if let problem = leave(.goingOnNextTime) {
            manager.resumeSuspended()
            controller.model.message = problem
            return
        }
        manager.close()
        show(SessionManager(document: Tour.document))
    }

    private func show(_ manager: SessionManager) {
        manager.watch(true)
        self.manager = manager
        let recent = controller.recent
        let mouse = controller.model.mouse
        controller = NotebookController(manager, history: controller.history, keys: controller.model.keys)
        controller.model.mouse = mouse
        useRecent(recent)
        cells = CellListCache()
        manager.prepareHints()
    }

    /// Takes note of the session that is open, and offers the others to whoever has opened none.
    private func useRecent(_ recent: RecentSessions) {
        controller.recent = recent
        if let path = manager.state.location { recent.note(path) } else { controller.model.recent = recent.paths }
    }

    /// Has the user's own editor change what is typed, or the selected cell. What trains goes on meanwhile.
    private func edit() {
        let file = FileManager.default.temporaryDirectory.appending(path: "unroll-\(UUID().uuidString).unroll")
        defer { try? FileManager.default.removeItem(at: file) }
        do {
            try Data((controller.editorText + "\n").utf8).write(to: file)
            let environment = ProcessInfo.processInfo.environment
            let editor = [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }.first { !$0.isEmpty } ?? "vi"
            let path = file.path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
            guard terminal.lend({ system("\(editor) '\(path)'") }) == 0 else {
                controller.wantsEditor = false
                controller.model.message = "`\(editor)` did not end well; the cell is as it was"
                return
            }
            var text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            while text.last?.isNewline == true { text.removeLast() }
            controller.takeEdited(text)
        } catch {
            controller.wantsEditor = false
            controller.model.message = "the cell cannot be written for the editor: \(error.localizedDescription)"
        }
    }

    private func waitForInput(_ signals: EndSignals) {
        var waiting = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0), pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        poll(&waiting, 2, Int32(cells.isOutdated ? 0 : moves ? Self.framePace : Self.idlePace))
        // A terminal that has gone is always readable and never gives a key.
        if waiting[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { signals.note(SIGHUP) }
    }

    private func draw() {
        let now = ContinuousClock.now
        // Held by nobody else, the list of cells is changed in place.
        drawn = nil
        controller.play((now - lastFrame) / .seconds(1))
        lastFrame = now
        if now - lastLook > .seconds(Self.secondsBetweenLooks) {
            lastLook = now
            manager.lookAtFile()
        }
        controller.updateHint()
        controller.followReview()
        let shown = controller.shownRun
        controller.model.own?.follow(shown)
        let (width, height) = terminal.size
        let state = manager.state
        if let told = endNotice.look(at: state.activeRun, now: now) { terminal.notify(told) }
        moves =
            controller.isReplaying || state.activeRun.map { !$0.isOver } ?? false || controller.model.own?.isAtWork ?? false
        var canvas = Canvas(width: width, height: height)
        var list = cells.list(
            of: state, width: NotebookScreen.listWidth(canvas.area, hasRun: state.activeRun != nil, panel: controller.model.panel),
            terminalStyle: terminal.terminalStyle, limit: Self.cellsPerFrame)
        var screen = NotebookScreen(state: state, model: controller.model, terminalStyle: terminal.terminalStyle)
        controller.limitScroll(lines: list.lines.count, rows: screen.listRows(canvas.area, list))
        screen.model = controller.model
        // What is seen is as it is now; a cell that has fewer lines than before lets others be seen.
        while let drawn = cells.list(
            drawing: screen.visiblePlaces(canvas.area, list), of: state, terminalStyle: terminal.terminalStyle)
        {
            list = drawn
        }
        controller.shownScroll = screen.linesBelow(canvas.area, list)
        screen.draw(&canvas, list: list)
        drawn = (screen, list, canvas.area)
        terminal.hasMouse = controller.model.mouse.isOn
        terminal.show(canvas)
    }
}
