import Charts
import Recurrent
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// The list of runs, the overlays of the chart, and the queue.
@Suite struct RunsTests {
    private static var state: SessionState {
        var state = Pictures.session
        state.runs = [(150, "slow"), (450, "wide"), (450, "run")].enumerated().map { place, kind in
            var run = Pictures.run(steps: kind.0)
            (run.number, run.name) = (place + 1, kind.1)
            run.snapshot.phase = place == 2 ? .running : .finished
            var losses = TrainingSnapshot()
            let slowness = Float(3 - place)
            for step in 0..<kind.0 { losses.losses.append(2.3 / (1 + Float(step) / (40 * slowness))) }
            run.snapshot.losses = losses.losses
            return run
        }
        state.activeRun = state.runs[2]
        return state
    }

    private func screen(_ model: NotebookModel, _ style: TerminalStyle = TerminalStyle(), width: Int = 120, height: Int = 40) -> Canvas {
        drawnNotebook(Self.state, model, style, width: width, height: height)
    }

    @Test func goldens() throws {
        var model = NotebookModel()
        model.view = .loss
        model.runs.overlay(1)
        model.runs.pin(2)
        try Golden.expect(screen(model), is: "runs-overlaid")
        try Golden.expect(screen(model, TerminalStyle(depth: .none)), is: "runs-overlaid-colourless")
        model.runs.isOpen = true
        try Golden.expect(screen(model), is: "runs-list")
        try Golden.expect(screen(model, TerminalStyle(depth: .none, hasUnicode: false), width: 80, height: 24), is: "runs-list-ascii")
        model.runs.isOpen = false
        model.panel.isFull = true
        model.view = .activity
        try Golden.expect(screen(model, width: 80, height: 24), is: "panel-full")
    }

    @Test func whatIsLookedAtAndComparedFollows() {
        var choice = RunChoice()
        let state = Self.state
        #expect(choice.shown(state)?.name == "run")
        #expect(choice.compared(state).isEmpty)
        choice.overlay(1)
        choice.pin(2)
        #expect(choice.listed(state).map(\.name) == ["wide", "run", "slow"])
        #expect(choice.compared(state).map(\.name) == ["slow", "wide"])
        choice.look(at: 1, of: state)
        #expect(choice.shown(state)?.name == "slow")
        // The shown run is not its own overlay.
        #expect(choice.compared(state).map(\.name) == ["wide"])
        choice.overlay(1)
        choice.pin(2)
        #expect(choice.compared(state).isEmpty)
        choice.look(at: 9, of: state)
        #expect(choice.shown(state)?.name == "run")
    }

    /// The run of the selected cell is shown until another is chosen, or the user types.
    @Test func theRunOfTheSelectedCellIsShown() throws {
        var controller = controller("d = strokes(train: 20, test: 10)", "a = " + Self.training, "b = " + Self.training)
        controller.manager.waitUntilIdle()
        let cells = controller.manager.state.cells.map(\.id)
        #expect(controller.shownRun?.name == "b")
        controller.press(.escape, .character("k"))
        #expect(controller.selected?.view.id == cells[1] && controller.shownRun?.name == "a")
        controller.press(.character("k"))
        #expect(controller.selected?.view.id == cells[0] && controller.shownRun?.name == "b")
        controller.press(.character("j"), .character("a"), .character("g"), .enter)
        #expect(controller.selected?.view.id == cells[1] && controller.shownRun?.name == "b")
        controller.press(.character("k"), .character("j"))
        #expect(controller.shownRun?.name == "a")
        controller.press(.character("i"))
        #expect(controller.shownRun?.name == "b")
    }

    /// A chosen run is shown until another begins; typed text is kept when a run is continued.
    @Test func whatTrainsAfterwardsIsShown() {
        var controller = controller("d = strokes(train: 20, test: 10)", "a = " + Self.training, "b = " + Self.training)
        controller.manager.waitUntilIdle()
        controller.press(.alt("a"), .character("G"), .enter)
        #expect(controller.shownRun?.name == "a")
        controller.type("c = " + Self.training)
        controller.press(.enter)
        #expect(controller.shownRun?.name == "c")
        controller.type("half")
        controller.press(.alt("a"), .character("c"))
        #expect(controller.model.editor.string == "c2 = train(c, epochs: 10)")
        #expect(controller.history.latestFirst.first == "half" && controller.model.message?.contains("Up brings it back") == true)
    }

    /// If the shown run is removed with its cell, the latest of the others is shown until it is back.
    @Test func theRunBeforeIsShownWhereOneIsRemoved() throws {
        var controller = controller("d = strokes(train: 20, test: 10)", "a = " + Self.training, "b = " + Self.training)
        controller.manager.waitUntilIdle()
        controller.press(.escape, .character("d"), .character("d"))
        #expect(controller.manager.state.runs.map(\.name) == ["a"])
        #expect(controller.manager.state.activeRun?.name == "a")
        controller.press(.character("u"))
        #expect(controller.manager.state.activeRun?.name == "b")
    }

    /// If there is no room for the panel, the hint offers to show the run in place of its views.
    @Test func hintsAreOfWhatIsSeen() {
        var model = NotebookModel()
        func line(_ width: Int, _ height: Int) -> String {
            screen(model, width: width, height: height).text.split(separator: "\n").last.map(String.init) ?? ""
        }
        #expect(line(70, 12).contains("M-z show it") && !line(70, 12).contains("M-v"))
        #expect(line(70, 24).contains("M-v view") && !line(70, 24).contains("M-z"))
        model.panel.isFull = true
        #expect(line(70, 12).contains("M-v view") && !line(70, 12).contains("M-z"))
    }

    /// Without other examples, none is offered.
    @Test func aSingleExampleHasNoNext() throws {
        func line(_ state: SessionState) -> String {
            var canvas = Canvas(width: 120, height: 1)
            StatusLine(state: state, model: NotebookModel(), hasPanel: true).draw(&canvas, in: canvas.area, TerminalStyle())
            return canvas.text
        }
        var state = Self.state
        #expect(line(state).contains("M-] next"))
        let data = try #require(state.activeRun?.watchedExample?.dataset)
        state.activeRun?.watchedExample = SequenceExample(dataset: data.select([0]), index: 0)
        #expect(!line(state).contains("M-]") && line(state).contains("M-v view"))
        var controller = controller("d = strokes(train: 20, test: 1)", "a = " + Self.training)
        controller.manager.waitUntilIdle()
        controller.press(.alt("]"))
        #expect(controller.model.message == "There is a single example to look at.")
    }

    /// A name of several words is told from its figure.
    @Test func namesOfTrialsEndInTheLegend() {
        func legend(_ name: String) -> String {
            var run = Pictures.run()
            run.name = name
            var panel = LivePanel(run: Pictures.run(), view: .loss)
            panel.compared = [run.overlay]
            var canvas = Canvas(width: 100, height: 30)
            panel.draw(&canvas, in: canvas.area, TerminalStyle())
            return canvas.text
        }
        #expect(
            legend("tries 2 of 6").contains(" tries 2 of 6: ") && legend("wide").contains(" wide ") && !legend("wide").contains("wide:"))
    }

    private static let training = "train(gru(2) | last | dense(10), d, epochs: 1)"

    private func controller(_ cells: String...) -> NotebookController {
        var document = Document()
        document.elements = cells.map { .cell(DocumentCell(source: $0)) }
        let controller = NotebookController(SessionManager(document: document), history: History(file: nil))
        controller.manager.runAll()
        return controller
    }

    @Test func anEarlierRunIsSeenAgain() throws {
        var controller = controller("d = strokes(train: 40, test: 20)", "one = " + Self.training, "two = " + Self.training, Self.training)
        controller.manager.waitUntilIdle()
        #expect(controller.manager.state.runs.map(\.name) == ["one", "two", "train"])
        #expect(controller.shownRun?.name == "train")
        controller.press(.alt("a"), .down, .down, .enter)
        #expect(controller.shownRun?.name == "one")
        #expect(controller.shownRun?.isOver == true)
        controller.press(.alt("a"), .up)
        controller.type("=")
        #expect(controller.model.editor.string == "compare(one, two)")
        controller.press(.control("c"), .alt("a"))
        controller.type("kc")
        #expect(controller.model.editor.string == "two2 = train(two, epochs: 10)")
        controller.press(.control("c"), .alt("a"))
        controller.type("gc")
        #expect(controller.model.message?.hasPrefix("Run 3 has no name that cells can use: give it one") == true)
        #expect(controller.model.editor.isEmpty)
        // A cell's runs are removed with it.
        let cell = controller.manager.state.cells[1].id
        controller.manager.delete(cell)
        #expect(controller.manager.state.runs.map(\.name) == ["two", "train"])
        #expect(controller.shownRun?.name == "train")
    }

    /// Cells write a trial as an element of its set.
    @Test func trialsAreComparedAndContinued() {
        var controller = controller(
            "d = strokes(train: 20, test: 10)", "tries = repeat(\(Self.training), seeds: 2)", "repeat(\(Self.training), seeds: 2)")
        controller.manager.waitUntilIdle()
        let runs = controller.manager.state.runs
        // Trials that run at the same time begin in any order.
        let trials = runs.prefix(2).compactMap { controller.manager.expression(of: $0) }
        guard Set(trials) == ["tries[0]", "tries[1]"] else {
            Issue.record("\(trials)")
            return
        }
        #expect(runs.dropFirst(2).allSatisfy { controller.manager.expression(of: $0) == nil })
        controller.press(.alt("a"), .end, .character("="))
        #expect(controller.model.message == "`=` compares two runs or more: `o` overlays the others, or select another run.")
        controller.press(.character("o"), .up, .character("="))
        let line = controller.model.editor.string
        #expect(line == "compare(\(trials[0]), \(trials[1]))")
        controller.press(.enter)
        controller.manager.waitUntilIdle()
        #expect(controller.manager.state.cells.last?.status == .done)
        controller.press(.alt("a"), .end, .character("c"))
        #expect(controller.model.editor.string == "tries2 = train(\(trials[0]), epochs: 10)")
        controller.press(.control("c"), .alt("a"), .home, .character("c"))
        #expect(controller.model.message?.hasPrefix("Run \(runs.last?.number ?? 0) has no name") == true)
        var other = runs[1]
        for name in ["tries 5 of 5", "d 1 of 2", "d"] {
            other.name = name
            #expect(controller.manager.expression(of: other) == nil, "\(name)")
        }
    }

    @Test func whatContinuesHasANameOfItsOwn() {
        var run = Pictures.run(steps: 1)
        func name(_ name: String, _ others: String...) -> String {
            run.name = name
            return run.nameOfContinuation(among: Set(others + [name]))
        }
        #expect(name("run") == "run2" && name("run", "run2", "run3") == "run4")
        #expect(name("r2") == "r3" && name("r2", "r3") == "r4")
        #expect(name("r9", "r10") == "r11" && name("r10", "r9") == "r11")
        #expect(name("gru64") == "gru64_2" && name("gru64_2") == "gru64_3")
        #expect(name("tries 2 of 3", "tries") == "tries2")
        #expect(name("x99999999999999999999") == "x99999999999999999999_2")
    }

    @Test func whatWaitsIsPutInAnotherOrder() {
        let long = "train(gru(2) | last | dense(10), d, epochs: 100000)"
        var controller = controller("d = strokes(train: 40, test: 20)", "a = " + long, "b = " + long, "c = " + long)
        #expect(eventually { controller.manager.state.activeRun != nil })
        controller.handle(.alt("q"), height: 24)
        controller.handle(.alt("j"), height: 24)
        #expect(controller.model.picker?.items.map(\.text) == ["c = " + long, "b = " + long])
        #expect(controller.model.picker?.chosen?.text == "b = " + long)
        controller.handle(.alt("j"), height: 24)
        #expect(controller.model.message == "It is already the last in the queue.")
        controller.handle(.escape, height: 24)
        controller.manager.stop()
        #expect(eventually { controller.manager.state.cells[3].status != .queued })
        #expect(controller.manager.state.cells[3].status == .running)
        #expect(controller.manager.state.cells[2].status == .queued)
        controller.manager.interrupt()
        controller.manager.waitUntilIdle()
    }

    @Test func namesLeadToTheirCells() throws {
        var controller = controller("d = strokes(train: 40, test: 20)", "net = gru(2) | last | dense(10)", "d.test[2]")
        controller.manager.waitUntilIdle()
        var canvas = Canvas(width: 80, height: 24)
        controller.handle(.alt("n"), height: 24)
        let style = TerminalStyle(depth: .none, hasUnicode: false)
        PickerPane(picker: try #require(controller.model.picker)).draw(&canvas, in: canvas.area, style)
        try Golden.expect(canvas, is: "names")
        controller.type("netw")
        #expect(controller.model.picker?.items.map(\.value) == ["net"])
        controller.handle(.enter, height: 24)
        #expect(controller.selected?.view.source == "net = gru(2) | last | dense(10)")
        #expect(controller.model.picker == nil)
    }

    @Test func whatIsStaleIsSaidWithItsKey() {
        var (state, model) = (SessionState(), NotebookModel())
        func line() -> String {
            var canvas = Canvas(width: 100, height: 1)
            StatusLine(state: state, model: model).draw(&canvas, in: canvas.area, TerminalStyle())
            return canvas.text
        }
        #expect(!line().contains("stale"))
        state.stale = 1
        #expect(line().contains("1 stale, M-S runs it"))
        state.stale = 2
        #expect(line().contains("2 stale, M-S runs them"))
        // Other cells may run meanwhile.
        state.isBusy = true
        #expect(line().contains("2 stale, M-S runs them"))
        // A message of the session is shown until a line has been typed after it.
        (state.message, state.messages) = ("restored", 1)
        #expect(line().contains("restored"))
        model.messagesRead = 1
        #expect(!line().contains("restored"))
        state.messages = 2
        #expect(line().contains("restored"))
    }

    @Test func oneCellIsEndedOrTakenOutWithoutTheOthers() throws {
        let long = "train(gru(2) | last | dense(10), d, epochs: 100000)"
        var controller = controller("d = strokes(train: 40, test: 20)", "a = " + long, "b = " + long, "c = b.error", "e = 1")
        func status(_ place: Int) -> CellStatus { controller.manager.state.cells[place].status }
        #expect(eventually { controller.manager.state.activeRun != nil })
        #expect(status(2) == .queued)
        #expect(controller.manager.state.waiting == 2)
        controller.handle(.alt("q"), height: 24)
        #expect(controller.model.picker?.items.map(\.text) == ["b = " + long, "c = b.error"])
        // The second takes its value from the first.
        controller.handle(.down, height: 24)
        controller.handle(.alt("k"), height: 24)
        #expect(controller.model.message?.hasSuffix("runs first: `c = b.error` needs it.") == true)
        #expect(controller.model.picker?.chosen?.text == "c = b.error")
        controller.handle(.up, height: 24)
        controller.handle(.delete, height: 24)
        #expect(controller.model.picker == nil)
        #expect(status(2) == .idle)
        #expect(status(3) == .idle)
        #expect(status(1) == .running)
        controller.handle(.alt("q"), height: 24)
        #expect(controller.model.message == "No cell is waiting.")
        controller.handle(.escape, height: 24)
        controller.type("gjx")
        controller.manager.waitUntilIdle()
        #expect(status(1) == .done || status(1) == .interrupted)
        #expect(status(4) == .done)
    }

    /// A run whose loss has grown shows the warning of its cell in the headline, in the list and in the notice of its
    /// end.
    @Test func aRunThatGotWorseIsAWarning() throws {
        let controller = controller(
            "digits = strokes(train: 40, test: 10)", "bad = train(gru(8) | last | dense(10), digits, epochs: 3, optimizer: sgd(1000))",
            "good = train(gru(8) | last | dense(10), digits, epochs: 1)")
        controller.manager.waitUntilIdle()
        let state = controller.manager.state
        let (bad, good) = (try #require(state.runs.first), try #require(state.runs.last))
        #expect(state.cells[1].output.plain.contains("The loss grew from ") && bad.hasGrown && !good.hasGrown)
        for style in [TerminalStyle(), TerminalStyle(depth: .none, hasUnicode: false)] {
            var canvas = Canvas(width: 50, height: 2)
            Headline(run: bad).draw(&canvas, in: canvas.area, style)
            #expect(canvas.text.contains("bad  ! finished, loss grew"))
            #expect(canvas[5, 0].style == style.theme.warning)
            Headline(run: good).draw(&canvas, in: canvas.area, style)
            #expect(canvas.text.contains("good  \(style.symbols.right) finished") && canvas[6, 0].style == style.theme.good)
        }
        var list = Canvas(width: 100, height: 20)
        RunsPane(state: state, choice: controller.model.runs).draw(&list, in: list.area, TerminalStyle())
        let lines = list.text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(lines.firstIndex { $0.contains(" bad ") })
        let place = try #require(lines[row].range(of: "loss grew"))
        let column = lines[row].distance(from: lines[row].startIndex, to: place.lowerBound)
        #expect(list[column, row].style.foreground == TerminalStyle().theme.warning.foreground)
        #expect(lines.contains { $0.contains(" good ") && $0.contains("finished") })
        var notice = EndNotice()
        var training = bad
        training.snapshot.phase = .running
        let start = ContinuousClock.now
        #expect(notice.look(at: training, now: start) == nil)
        #expect(notice.look(at: bad, now: start + .seconds(60))?.hasPrefix("bad finished, but its loss grew, error ") == true)
    }

    /// On few columns keys and figures are left out as a whole, and nothing of the cells stands beside the list.
    @Test(arguments: [30, 40, 60, 80]) func aNarrowListHasWholeKeys(_ width: Int) throws {
        var model = NotebookModel()
        model.runs.isOpen = true
        let lines = screen(model, width: width, height: 24).text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let keys = try #require(lines.last { $0.contains("esc back") })
        let known = ["ret look", "o overlay", "p pin", "c continue", "= compare", "esc back"]
        let shown = keys.split(separator: "  ").map { $0.trimmingPrefix(" ") }.map { String($0) }.filter { !$0.isEmpty }
        #expect(shown.allSatisfy(known.contains) && shown.first == "ret look", "\(shown)")
        let rows = lines.filter { line in ["1 slow", "2 wide", "3 run"].contains { line.contains($0) } && !line.contains("train(") }
        #expect(rows.count >= 3 && rows.prefix(3).allSatisfy { !$0.contains("…") && $0.first == " " }, "\(rows)")
    }
}
