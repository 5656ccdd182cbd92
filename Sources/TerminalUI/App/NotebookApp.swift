import Charts
import Dispatch
import Foundation
import Notebook

/// The notebook on a terminal: reads keys, draws screens, and never waits for what the session computes.
public final class NotebookApp {
    var manager: SessionManager
    let terminal: CursesTerminal
    var controller: NotebookController
    var cells = CellListCache()
    private var lastFrame = ContinuousClock.now
    /// What the last frame shows.
    private var drawn: (screen: NotebookScreen, list: CellList, area: Rectangle)?
    /// When it was last asked whether another program has changed the file.
    private var lastLook = ContinuousClock.now
    private static let secondsBetweenLooks = 2
    private var endNotice = EndNotice()
    /// The session that another process was asked to let go; nil for none.
    var taking: Taking?
    /// Milliseconds until the next frame, if no key is pressed before.
    private var pace = idlePace
    /// When anything on the screen changed.
    private var lastChange = ContinuousClock.now

    /// Milliseconds between frames while something moves, which is as often as a run publishes what it has done; between looks at the session
    /// while nothing does; and between those once nothing has changed for some seconds.
    private static let (framePace, stillPace) = (50, 500)
    static let secondsPerFrame = Double(framePace) / 1000
    static let idlePace = 100
    private static let secondsUntilStill = 3.0
    /// How many cells a frame draws that are not seen, which takes a few milliseconds; while there are more, frames follow at once.
    private static let cellsPerFrame = 64
    /// Milliseconds that what runs has to end when the user leaves.
    static let patience = 2000

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
        let (width, height) = terminal.size
        controller.model.message = keys?.complaint(
            columns: StatusLine.columns(ofMessage: width), rows: NotebookScreen.mostStatusLines(height))
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
                    let (width, height) = terminal.size
                    controller.handle(key, height: height, width: width)
                    if !terminal.terminalStyle.hasUnicode { controller.tellOfASCII(key) }
                }
                if key == .resize { terminal.repaint() }
                if let path = controller.takeWantedFile() { open(path) }
                if controller.takeWantsToTake() { take() }
                if let start = controller.takeWantedTour() { showTour(start) }
                if let text = controller.takeWantedCopy() { terminal.copy(text) }
                if let path = controller.takeWantedShot() {
                    let (width, height) = terminal.size
                    let picture = ScreenPicture(state: manager.state, model: controller.model, width: width, height: height)
                    let searchPath = ProcessInfo.processInfo.environment["PATH"]
                    picture.write(to: path, searchPath: searchPath) { [manager] in manager.tell($0) }
                }
            }
            if let leaving = controller.leaving {
                let file = manager.state.location
                guard let problem = leave(leaving) else {
                    close()
                    if leaving == .goingOnWithoutWindow, let file {
                        // The other process has to get the session, whatever here still holds it.
                        manager.close()
                        return .goesOn(file: file)
                    }
                    return .left
                }
                manager.resumeSuspended()
                controller.stay(problem)
            }
            followTaking()
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

    func close() {
        terminal.close()
        // It may have got its file, or another, since it was opened.
        if let path = manager.state.location { controller.recent.note(path) }
        controller.recent.flush()
        controller.history.flush()
    }

    private func waitForInput(_ signals: EndSignals) {
        var waiting = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0), pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        poll(&waiting, 2, Int32(cells.isOutdated ? 0 : pace))
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
        controller.followRate()
        let shown = controller.shownRun
        controller.model.own?.follow(shown)
        let (width, height) = terminal.size
        let state = manager.state
        if let told = endNotice.look(at: state.activeRun, now: now) { terminal.notify(told) }
        var canvas = Canvas(width: width, height: height)
        var list = cells.list(
            of: state, width: NotebookScreen.listWidth(canvas.area, hasRun: state.activeRun != nil, panel: controller.model.panel),
            terminalStyle: terminal.terminalStyle, limit: Self.cellsPerFrame)
        var screen = NotebookScreen(state: state, model: controller.model, terminalStyle: terminal.terminalStyle)
        controller.limitScroll(of: screen, canvas.area, list)
        screen.model = controller.model
        // What is seen is as it is now; a cell that has fewer lines than before lets others be seen.
        while let drawn = cells.list(
            drawing: screen.visiblePlaces(canvas.area, list), of: state, terminalStyle: terminal.terminalStyle)
        {
            list = drawn
        }
        controller.noteShown(screen, canvas.area, list)
        screen.draw(&canvas, list: list)
        drawn = (screen, list, canvas.area)
        terminal.hasMouse = controller.model.mouse.isOn
        if terminal.show(canvas) { lastChange = now }
        let moves = controller.isReplaying || state.activeRun.map { !$0.isOver } ?? false || controller.model.own?.isAtWork ?? false
        let isAwaited = state.isBusy || state.isFollowed || taking != nil
        let isStill = now - lastChange > .seconds(Self.secondsUntilStill)
        pace = moves ? Self.framePace : isStill && !isAwaited ? Self.stillPace : Self.idlePace
    }
}
