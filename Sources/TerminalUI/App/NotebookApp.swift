import Charts
import Dispatch
import Foundation
import Notebook
import Synchronization

/// The notebook on a terminal: reads keys, draws screens, and never waits for what the session computes.
public final class NotebookApp {
    private var manager: SessionManager
    private let terminal: CursesTerminal
    private var controller: NotebookController
    private var cells = CellListCache()
    private var lastFrame = ContinuousClock.now
    /// Whether anything of the last frame moves by itself.
    private var moves = false

    /// Milliseconds between frames while something moves, which is as often as a run publishes what it has done; and between looks at the session
    /// while nothing does.
    private static let framePace = 50
    static let secondsPerFrame = Double(framePace) / 1000
    private static let idlePace = 100
    /// Milliseconds that what runs has to end when the user leaves.
    private static let patience = 2000

    /// - Parameter replaying: a document whose cells are to be typed and run; nil for none.
    /// - Returns: nil where the terminal is not known.
    public init?(_ manager: SessionManager, replaying document: Document? = nil) {
        guard let terminal = CursesTerminal() else { return nil }
        self.manager = manager
        manager.watch(true)
        self.terminal = terminal
        controller = NotebookController(manager, player: document.map(ReplayPlayer.init))
    }

    /// Runs until the user leaves, or the program is asked to end. The terminal is given back, and the session saved where it has a file.
    ///
    /// - Returns: what could not be saved, for standard error; nil where there is nothing to say.
    public func run() -> String? {
        let signals = EndSignals()
        defer { signals.cancel() }
        draw()
        manager.prepareHints()
        while !controller.wantsToLeave, !signals.haveCome {
            waitForInput(signals)
            while !controller.wantsToLeave, let key = terminal.nextKey() {
                controller.handle(key, height: terminal.size.height)
                if key == .resize { terminal.repaint() }
                if let path = controller.takeWantedFile() { open(path) }
            }
            if controller.takeSuspension() { terminal.suspend() }
            if controller.takeRepaint() { terminal.repaint() }
            draw()
        }
        terminal.close()
        controller.history.flush()
        return leave()
    }

    /// Saves this session and goes on with another, which is new where there is no such file. Stays where either cannot be.
    private func open(_ path: String) {
        do throws(DocumentError) {
            _ = try Document.read(from: path)
        } catch .missing {
        } catch {
            controller.model.message = error.description
            return
        }
        if let problem = leave() {
            controller.model.message = problem
            return
        }
        // It may be the same file: the session before has to let go of it, and has just written it.
        show(SessionManager(document: Document(), location: nil))
        let document = (try? Document.read(from: path)) ?? Document()
        show(SessionManager(document: document, location: path, keepsUnsavedCopy: true))
        self.manager.prepareHints()
    }

    private func show(_ manager: SessionManager) {
        manager.watch(true)
        self.manager = manager
        controller = NotebookController(manager, history: controller.history)
        cells = CellListCache()
    }

    private func leave() -> String? {
        defer { manager.flush() }
        // What runs ends at its next step, so that what it printed is saved, and the step for a replay.
        manager.interrupt()
        _ = manager.waitUntilIdle(milliseconds: Self.patience)
        guard controller.savesOnLeaving else {
            manager.discard()
            return nil
        }
        let state = manager.state
        guard state.isModified, state.location != nil else { return nil }
        do {
            try manager.save()
            return nil
        } catch {
            return error.description
        }
    }

    private func waitForInput(_ signals: EndSignals) {
        var waiting = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0), pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        poll(&waiting, 2, Int32(moves ? Self.framePace : Self.idlePace))
        // A terminal that has gone is always readable and never gives a key.
        if waiting[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { signals.note() }
    }

    private func draw() {
        let now = ContinuousClock.now
        controller.play((now - lastFrame) / .seconds(1))
        lastFrame = now
        let (width, height) = terminal.size
        let state = manager.state
        moves = controller.player.map { !$0.isFinished } ?? false || state.activeRun.map { !$0.isOver } ?? false
        var canvas = Canvas(width: width, height: height)
        let list = cells.list(
            of: state, width: NotebookScreen.listWidth(canvas.area, hasRun: state.activeRun != nil), terminalStyle: terminal.terminalStyle)
        var screen = NotebookScreen(state: state, model: controller.model, terminalStyle: terminal.terminalStyle)
        controller.limitScroll(lines: list.lines.count, rows: screen.listRows(canvas.area, list))
        screen.model = controller.model
        screen.draw(&canvas, list: list)
        terminal.show(canvas)
    }
}

/// Signals that ask the program to end, turned into something that `poll` sees.
private final class EndSignals {
    private let flag = Flag()
    private var sources: [any DispatchSourceSignal] = []
    private var ends: [Int32] = [-1, -1]

    private final class Flag: Sendable {
        let isSet = Atomic(false)
    }

    init() {
        pipe(&ends)
        let (flag, end) = (flag, ends[1])
        for number in [SIGTERM, SIGHUP, SIGINT] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
            source.setEventHandler {
                flag.isSet.store(true, ordering: .relaxed)
                _ = [UInt8(0)].withUnsafeBytes { write(end, $0.baseAddress, 1) }
            }
            source.resume()
            sources.append(source)
        }
    }

    var descriptor: Int32 { ends[0] }
    var haveCome: Bool { flag.isSet.load(ordering: .relaxed) }
    func note() { flag.isSet.store(true, ordering: .relaxed) }

    func cancel() {
        for source in sources { source.cancel() }
        for end in ends where end >= 0 { close(end) }
    }
}
