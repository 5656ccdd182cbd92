import Charts
import Testing

@testable import Notebook
@testable import TerminalUI

/// What the last line of the screen says and offers.
@Suite struct StatusLineTests {
    private func line(_ state: SessionState, _ model: NotebookModel, _ width: Int, hasPanel: Bool = true) -> String {
        var canvas = Canvas(width: width, height: 1)
        StatusLine(state: state, model: model, hasPanel: hasPanel).draw(&canvas, in: canvas.area, TerminalStyle())
        return canvas.text
    }

    private var training: SessionState {
        var state = Pictures.session
        state.waiting = 2
        state.activeRun?.snapshot.secondsLeft = 184
        return state
    }

    /// Where there is little room, whole fields go: the step before the time, and what waits stays.
    @Test(arguments: [false, true]) func fieldsGoAsAWhole(_ isFollowed: Bool) {
        var state = training
        state.isFollowed = isFollowed
        let wide = line(state, NotebookModel(), 130)
        #expect(wide.contains("step 450") && wide.contains("3 min 04 s left") && wide.contains("2 waiting"))
        for width in 24...130 {
            let text = line(state, NotebookModel(), width, hasPanel: width > 80)
            #expect(!text.contains("…") && text.contains("2 waiting"), "\(width): \(text)")
            if text.contains("step 4") { #expect(text.contains("left"), "\(width): \(text)") }
            if width >= (isFollowed ? 52 : 41) { #expect(text.contains("3 min 04 s left"), "\(width): \(text)") }
            if isFollowed { #expect(text.contains("read-only"), "\(width)") }
        }
    }

    @Test func theLastSecondIsOne() {
        var state = training
        state.activeRun?.snapshot.secondsLeft = 0.2
        #expect(line(state, NotebookModel(), 120).contains("  1 s left"))
    }

    /// However little room there is, a replay says how it is ended.
    @Test func aReplaySaysHowItEnds() throws {
        var player = ReplayPlayer(Document("```unroll\nn = 3\n```\n"))
        _ = player.handle(.character(" "))
        var model = NotebookModel()
        model.replay = player.description
        for state in [training, SessionState()] {
            for width in 20...120 {
                let text = line(state, model, width)
                #expect(text.contains("q end") && text.contains("paused"), "\(width): \(text)")
                #expect(width < 40 || text.contains("cell 1/1"), "\(width): \(text)")
                #expect(width >= 45 || !text.contains("characters"), "\(width): \(text)")
            }
        }
        var controller = NotebookController(
            SessionManager(document: Document()), history: History(file: nil), player: ReplayPlayer(Document("```unroll\nn = 3\n```\n")))
        controller.play(0.1)
        controller.type("x")
        #expect(controller.model.message == "x has no meaning here; F1 lists the keys.")
        #expect(line(controller.manager.state, controller.model, 80).contains("x has no meaning here"))
    }

    /// While something trains, the keys of the place where one is are offered too.
    @Test func keysOfTheModeAreOfferedWhileSomethingTrains() {
        var model = NotebookModel()
        model.mode = .browsing(Pictures.session.cells[1].id)
        let browsing = line(training, model, 120)
        for keys in ["space pause", "s stop", "j k select", "ret edit", "v view"] { #expect(browsing.contains(keys), "\(browsing)") }
        #expect(line(training, model, 200).contains("i type  dd remove"))
        model.mode = .typing
        #expect(line(training, model, 160).contains("esc browse"))
        model.edited = Pictures.session.cells[1].id
        #expect(line(training, model, 120).contains("ret run  esc back  M-p pause"))
    }

    /// A session that cannot be written says so once, and then in a sign beside its name.
    @Test func theReadOnlyMessageGivesWay() {
        var state = SessionState()
        (state.location, state.isModified) = ("a.md", true)
        (state.warning, state.standing) = ("Read-only: another notebook has a.md open; `:save other.md` keeps your changes.", "read-only")
        var model = NotebookModel()
        #expect(line(state, model, 120).contains("another notebook has a.md open"))
        model.readWarning = state.warning
        let text = line(state, model, 80)
        #expect(text.hasPrefix(" a.md (read-only, changed)  ") && text.hasSuffix("F1 help"))
        state.warning = "The notebook that had a.md open has left it; `:take` continues here."
        #expect(line(state, model, 80).contains("`:take` continues here"))
        // What is wrong with the file itself is said until it is mended.
        (state.warning, state.standing) = ("a.md is gone; `:save` writes it again.", nil)
        model.readWarning = state.warning
        #expect(line(state, model, 80).contains("writes it again"))
        model.picker = Picker(history: ["a = 1"])
        #expect(line(state, model, 60).hasSuffix("ret take  esc back  up down choose  type to narrow"))
        var controller = NotebookController.ofSmallSession
        controller.press(.character("a"))
        #expect(controller.model.readWarning == controller.manager.state.warning)
    }

    // MARK: Lists

    /// The text of the last line of a screen, and what lies at the first character of a key in it.
    private func screen(_ controller: NotebookController, key: String, _ width: Int, _ height: Int) -> (line: String, place: ScreenPlace?) {
        let state = controller.manager.state
        var canvas = Canvas(width: width, height: height)
        let list = CellList(state.cells, width: NotebookScreen.listWidth(canvas.area, hasRun: false), terminalStyle: TerminalStyle())
        let screen = NotebookScreen(state: state, model: controller.model, terminalStyle: TerminalStyle())
        screen.draw(&canvas, list: list)
        let text = canvas.text.split(separator: "\n", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        guard let range = text.firstRange(of: key) else { return (text, nil) }
        let x = text.distance(from: text.startIndex, to: range.lowerBound)
        return (text, screen.place(x: x, y: height - 1, in: canvas.area, list))
    }

    /// Lists have hints of their own in the last line, which the mouse can press.
    @Test(arguments: [(120, 40), (80, 24), (60, 17), (40, 12)]) func listsHaveKeysOfTheirOwn(_ width: Int, _ height: Int) {
        var controller = NotebookController.ofSmallSession
        controller.press(.escape, .control("p"))
        let palette = screen(controller, key: "esc back", width, height)
        #expect(palette.line.contains("ret run  esc back") && !palette.line.contains("dd remove"), "\(palette.line)")
        #expect(palette.place == .hint(.press([.escape])))
        if width >= 60 { #expect(palette.line.contains("up down choose  type to narrow")) }
        controller.press(.escape)
        controller.type("?")
        #expect(screen(controller, key: "esc", width, height).line.hasSuffix("esc back"))
        controller.press(.escape)
        controller.type("i")
        controller.type("net = gru(8) | last | dense(10)")
        controller.press(.enter, .control("r"))
        #expect(screen(controller, key: "ret", width, height).line.contains("ret take  esc back"))
        controller.press(.escape)
        controller.type("gr")
        controller.model.menu = .init(completions: .init(range: 0..<2, items: ["gru", "groups"].map { .init(text: $0, detail: "") }))
        #expect(screen(controller, key: "tab", width, height).line.hasSuffix("tab S-tab choose  esc back"))
        controller.press(.tab)
        #expect(screen(controller, key: "ret", width, height).place == .hint(.press([.enter])))
    }

    /// The keys offered for the waiting cells do what they say.
    @Test func theQueueNamesItsKeys() {
        var controller = NotebookController.ofSmallSession
        controller.model.picker = Picker(queue: [(CellID(1), "a = 1"), (CellID(2), "b = 2")])
        let line = screen(controller, key: "M-k", 100, 24)
        #expect(line.line.hasSuffix("ret select  del remove  esc back  M-k M-j earlier, later  up down choose  type to narrow"))
        #expect(line.place == .hint(.press([.alt("k")])))
    }

    // MARK: Keys without a meaning

    @Test func keysWithoutAMeaningSaySo() {
        var controller = NotebookController.ofSmallSession
        controller.press(.function(7))
        #expect(controller.model.message == "F7 has no meaning while typing; F1 lists the keys.")
        controller.press(.alt("Q"))
        #expect(controller.model.message == "Alt-Q has no meaning while typing; F1 lists the keys.")
        controller.type("Z")
        #expect(controller.model.message == nil && controller.model.editor.string == "Z")
        controller.type("zzz")
        controller.press(.tab)
        #expect(controller.model.message == "There is nothing to complete.")
        controller.press(.control("c"))
        controller.type(":")
        controller.press(.enter)
        #expect(controller.model.message == "A command follows the colon, as in `:save`; `:help` lists them.")
        controller.type("net = gru(8) | last | dense(10)")
        controller.updateHint()
        controller.press(.alt("t"))
        controller.type("z")
        #expect(controller.model.message?.hasPrefix("z has no meaning here; ") == true)
        controller.model.building = nil
        controller.model.runs.isOpen = true
        controller.press(.control("c"))
        #expect(!controller.model.runs.isOpen)
    }

    /// Asked for help about nothing that there is, the notebook says so, as for a page: no cell fails.
    @Test func helpAboutNothingIsAnswered() {
        var controller = NotebookController.ofSmallSession
        let count = controller.manager.state.cells.count
        controller.type("help(nonsense)")
        controller.press(.enter)
        #expect(controller.model.message == "There is no function `nonsense`; `help()` lists all functions.")
        #expect(controller.manager.state.cells.count == count && controller.model.editor.string == "help(nonsense)")
        controller.press(.control("c"))
        controller.type("help(gru)")
        controller.press(.enter)
        #expect(controller.model.page?.contents == .help("gru"))
        #expect(NotebookController.name(explainedBy: "help(a, b)") == nil)
    }

    @Test func anEmptiedFileIsAnswered() {
        var controller = NotebookController.ofSmallSession
        controller.press(.escape)
        controller.takeEdited("\n")
        #expect(controller.model.message == "The text was empty: the cell was left as it was.")
        #expect(controller.selected?.view.source == "5")
    }

    // MARK: The palette

    /// Where sentences have no room beside the entries, that of the chosen one stands below; that there are more is said.
    @Test(arguments: [(120, 40), (60, 20), (40, 12)]) func thePaletteExplainsItsEntries(_ width: Int, _ height: Int) throws {
        var picker = Picker(actions: Action.all, in: .browse, keys: .standard, views: LivePanel.View.applying(to: Pictures.run()))
        var canvas = Canvas(width: width, height: height)
        PickerPane(picker: picker).draw(&canvas, in: canvas.area, TerminalStyle())
        #expect(canvas.text.contains(#/1 to \d+ of \d+/#))
        let first = try #require(picker.chosen?.detail)
        #expect(canvas.text.contains(first.prefix(20)), "\(canvas.text)")
        for character in "view gradients" { picker.query.insert(String(character)) }
        let place = try #require(LivePanel.View.applying(to: Pictures.run()).firstIndex(of: .gradients))
        #expect(picker.chosen?.keys == String(place + 1))
        canvas = Canvas(width: width, height: height)
        PickerPane(picker: picker).draw(&canvas, in: canvas.area, TerminalStyle())
        #expect(canvas.text.contains("shows this view"), "\(canvas.text)")
    }
}
