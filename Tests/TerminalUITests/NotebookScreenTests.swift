import CellLanguage
import Charts
import Foundation
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// The whole screen, drawn from a session and a model of the front.
@Suite struct NotebookScreenTests {
    private func manager() -> SessionManager {
        var document = Document()
        document.elements = [
            .cell(DocumentCell(source: "n = 3")), .cell(DocumentCell(source: "[n, n]")), .cell(DocumentCell(source: "[n, m]")),
        ]
        let manager = SessionManager(document: document, location: "small.md")
        manager.runAll()
        manager.waitUntilIdle()
        return manager
    }

    private func screen(
        _ manager: SessionManager, _ model: NotebookModel, _ width: Int, _ height: Int, _ terminalStyle: TerminalStyle = TerminalStyle()
    ) -> Canvas {
        screen(manager.state, model, width, height, terminalStyle)
    }

    private func screen(
        _ state: SessionState, _ model: NotebookModel, _ width: Int, _ height: Int, _ terminalStyle: TerminalStyle = TerminalStyle()
    ) -> Canvas {
        drawnNotebook(state, model, terminalStyle, width: width, height: height)
    }

    // MARK: Goldens

    private static let looks: [(String, TerminalStyle)] = [
        ("dark", TerminalStyle()), ("light", TerminalStyle(theme: .standard(.many, isLight: true))),
        ("colourless", TerminalStyle(depth: .none)), ("ascii", TerminalStyle(depth: .none, hasUnicode: false)),
    ]

    /// The same session on screens of three sizes, in all styles that terminals can show.
    @Test(arguments: looks.map(\.0), [(80, 24), (120, 40), (200, 60)]) func goldens(_ look: String, _ size: (width: Int, height: Int))
        throws
    {
        let terminalStyle = try #require(Self.looks.first { $0.0 == look }?.1)
        var model = NotebookModel()
        model.editor.insert("predict(run, digits.test[0])")
        let canvas = screen(Pictures.session, model, size.width, size.height, terminalStyle)
        try Golden.expect(canvas, is: "\(size.width)x\(size.height)-\(look)")
    }

    @Test(arguments: LivePanel.View.allCases) func goldenViews(_ view: LivePanel.View) throws {
        var model = NotebookModel()
        model.view = view
        model.step = 9
        model.mode = .browsing(Pictures.session.cells[2].id)
        var state = Pictures.session
        if !LivePanel.View.applying(to: state.activeRun).contains(view) { state.activeRun = Pictures.valueRun() }
        try Golden.expect(screen(state, model, 120, 40), is: "view-\(view)")
    }

    /// Views of values on screens of three sizes, without colours and in ASCII.
    @Test(arguments: [LivePanel.View.scatter, .residuals, .forecast, .contributions, .errorByStep], [80, 120, 200])
    func goldenViewsOfValues(_ view: LivePanel.View, _ width: Int) throws {
        var model = NotebookModel()
        model.view = view
        model.panel.isFull = width == 80
        var state = Pictures.session
        state.activeRun = Pictures.valueRun()
        let style = TerminalStyle(depth: .none, hasUnicode: width != 120)
        let size = [80: (80, 24), 120: (120, 40), 200: (200, 60)][width] ?? (80, 24)
        try Golden.expect(screen(state, model, size.0, size.1, style), is: "values-\(view)-\(width)-plain")
    }

    @Test func goldenMenuAndHelp() throws {
        var model = NotebookModel()
        model.editor.insert("net = gru(")
        model.menu = .init(
            completions: Completions(range: 4..<4, items: ["gru", "lstm", "rnn"].map { .init(text: $0, detail: "a recurrent layer") }))
        model.menu?.selected = 1
        try Golden.expect(screen(Pictures.session, model, 80, 24), is: "menu")
        (model.menu, model.page) = (nil, .init(contents: .keys))
        try Golden.expect(screen(Pictures.session, model, 80, 24), is: "help")
    }

    @Test func aLongMenuSaysHowMuchMoreThereIs() {
        var model = NotebookModel()
        func show(_ count: Int, selected: Int = 0) -> String {
            let items = (0..<count).map { Completions.Item(text: "name\($0)", detail: "a recurrent layer") }
            model.menu = .init(completions: Completions(range: 0..<0, items: items), selected: selected)
            return screen(Pictures.session, model, 80, 24).text
        }
        #expect(show(20).contains("1 to 8 of 20"))
        #expect(show(20, selected: 19).contains("13 to 20 of 20"))
        #expect(!show(8).contains(" of 8"))
    }

    /// A menu whose edge splits a wide character leaves nothing of it behind when it disappears.
    @Test func aMenuLeavesNoGhosts() {
        var state = SessionState()
        state.cells = [
            CellView(
                id: Pictures.session.cells[0].id, kind: .code, source: (0..<20).map { _ in "# 漢字漢字漢字漢字" }.joined(separator: "\n"),
                status: .idle, output: CellOutput([]))
        ]
        var model = NotebookModel()
        let before = screen(state, model, 60, 20)
        model.menu = .init(completions: Completions(range: 0..<0, items: (0..<6).map { .init(text: "n\($0)", detail: "") }))
        let covered = screen(state, model, 60, 20)
        #expect(covered != before)
        // The contents of a terminal that receives the differences.
        var shown = covered
        for change in CanvasDiff(from: covered, to: before) {
            shown.write(change.cell.character.map(String.init) ?? "", x: change.x, y: change.y, change.cell.style)
        }
        shown.cursor = before.cursor
        #expect(shown == before)
    }

    @Test func golden() {
        let manager = manager()
        var controller = NotebookController(manager, history: History(file: nil))
        for character in "net = gru(" { controller.handle(.character(character), height: 16) }
        controller.updateHint()
        let expected = """
            ✓ n = 3

            ✓ [n, n]
              [3, 3]

            ✗ [n, m]
              error: There is no `m`.
                [n, m]
                    ^

            > net = gru(
              gru(units, …)  Width of the state, which is the output at each step.



             small.md (changed)         tab complete  esc browse  ^P all commands  F1 help
            """
        #expect(screen(manager, controller.model, 80, 16).text == expected)
    }

    @Test func noSizeBreaksIt() {
        let manager = manager()
        var model = NotebookModel()
        model.editor.insert(String(repeating: "gru(32) |\n", count: 30))
        model.menu = .init(completions: Completions(range: 0..<0, items: (0..<20).map { .init(text: "name\($0)", detail: "what it is") }))
        for width in stride(from: 1, to: 130, by: 7) {
            for height in 1..<30 {
                model.page = (width + height).isMultiple(of: 3) ? .init(contents: .keys, line: height) : nil
                model.scroll = width * height % 40
                let canvas = screen(
                    manager, model, width, height,
                    width.isMultiple(of: 2) ? TerminalStyle() : TerminalStyle(depth: .none, hasUnicode: false))
                // The last line contains only the status line.
                if width >= 20, height >= 6, model.page == nil {
                    #expect(canvas[width - 1, height - 1].style != .plain, "\(width)x\(height)")
                }
                if let cursor = canvas.cursor { #expect(canvas.area.contains(x: cursor.x, y: cursor.y), "\(width)x\(height)") }
            }
        }
    }

    @Test func keysMoveBetweenTypingAndBrowsing() {
        var controller = NotebookController(manager(), history: History(file: nil))
        controller.handle(.escape, height: 24)
        guard case .browsing(let last) = controller.model.mode else { return #expect(Bool(false), "Esc browses") }
        controller.handle(.character("k"), height: 24)
        #expect(controller.model.mode != .browsing(last))
        controller.handle(.enter, height: 24)
        #expect(controller.model.editor.string == "[n, n]")
        #expect(controller.model.mode == .typing)
        controller.handle(.control("c"), height: 24)
        #expect(controller.model.editor.isEmpty)
        #expect(controller.leaving == nil)
        for character in ":quit" { controller.handle(.character(character), height: 24) }
        controller.handle(.enter, height: 24)
        #expect(controller.leaving == .goingOnNextTime)
    }

    @Test func singleKeysActOnlyWhereNoTextIsTyped() {
        var controller = NotebookController(manager(), history: History(file: nil))
        controller.handle(.character("?"), height: 24)
        #expect(controller.model.page == nil)
        #expect(controller.model.editor.string == "?")
        controller.handle(.control("c"), height: 24)
        controller.handle(.escape, height: 24)
        controller.handle(.character("?"), height: 24)
        #expect(controller.model.page?.line == 0)
    }

    /// A frame as the notebook draws it, after which the controller knows what is visible.
    private func frame(_ controller: inout NotebookController, width: Int = 80) -> String {
        var canvas = Canvas(width: width, height: 24)
        let state = controller.manager.state
        let list = CellList(state.cells, width: NotebookScreen.listWidth(canvas.area, hasRun: false), terminalStyle: TerminalStyle())
        var screen = NotebookScreen(state: state, model: controller.model, terminalStyle: TerminalStyle())
        controller.limitScroll(of: screen, canvas.area, list)
        screen.model = controller.model
        controller.noteShown(screen, canvas.area, list)
        screen.draw(&canvas, list: list)
        return canvas.text
    }

    /// A session is read from its beginning: Esc selects what is visible, and what is below is counted while reading
    /// on.
    @Test func whatIsReadIsSelectedAndWhatIsBelowIsCounted() throws {
        let text = "# T\n\n" + (1...30).map { "```unroll\na\($0) = \($0)\n```\n" }.joined(separator: "\n")
        var controller = NotebookController(SessionManager(document: Document(text)), history: History(file: nil))
        func below() -> Int? {
            let line = frame(&controller).split(separator: "\n").first { $0.contains("PageDown reads on, ") }
            return line.flatMap { Int($0.split(separator: " ")[3]) }
        }
        let all = try #require(below())
        controller.press(.escape)
        #expect(controller.selected?.view.source == "a1 = 1")
        #expect(below() == all)
        for _ in 0..<12 { controller.type("j") }
        let later = try #require(below())
        #expect(later > 0 && later < all)
        controller.type("G")
        #expect(below() == nil)
        // Typing goes on where one has looked.
        controller.type("i")
        #expect(controller.model.mode == .typing && frame(&controller).contains("a30 = 30"))
        controller.press(.escape)
        controller.type("k")
        controller.press(.pageUp)
        let middle = try #require(below())
        controller.press(.escape)
        #expect(controller.model.mode == .typing && below() == middle)
    }

    /// Where lines become more or fewer, as beside a panel that comes, the first line stays.
    @Test func theViewStaysWhereItWas() throws {
        let word = String(repeating: "1, ", count: 20)
        let text = "# T\n\n" + (1...6).map { "```unroll\na\($0) = [\(word)\($0)]\n```\n" }.joined(separator: "\n")
        func controller(_ copies: Int) -> NotebookController {
            let document = Document(String(repeating: text, count: copies))
            return NotebookController(SessionManager(document: document), history: History(file: nil))
        }
        func first(_ controller: inout NotebookController, _ width: Int) -> String {
            String(frame(&controller, width: width).split(separator: "\n").first ?? "").trimmingCharacters(in: .whitespaces)
        }
        var whole = controller(1)
        for width in [120, 40, 80, 30] { #expect(first(&whole, width) == "T") }
        var long = controller(6)
        _ = frame(&long)
        for _ in 0..<2 { long.press(.pageDown) }
        let cell = first(&long, 80).prefix { $0 != "=" }
        #expect(cell.contains("a"), "\(frame(&long))")
        for width in [40, 120, 30, 80] { #expect(first(&long, width).hasPrefix(cell), "\(width): \(frame(&long, width: width))") }
    }

    /// Above what is seen is counted as well as below, from where one reads or selects.
    @Test func whatIsAboveIsCounted() {
        let text = (1...30).map { "```unroll\na\($0) = \($0)\n```\n" }.joined(separator: "\n")
        var controller = NotebookController(SessionManager(document: Document(text)), history: History(file: nil))
        #expect(!frame(&controller).contains(" above"))
        controller.press(.pageDown)
        #expect(frame(&controller).contains(#/PageDown reads on, \d+ lines more, \d+ above/#))
        controller.press(.escape)
        controller.type("G")
        #expect(frame(&controller).contains(#/PageUp reads back, \d+ lines above/#))
        controller.type("g")
        let first = frame(&controller)
        #expect(first.contains(#/PageDown reads on, \d+ lines more/#) && !first.contains("above"))
    }

    @Test func noKeysBreakTheNotebook() {
        let manager = manager()
        var controller = NotebookController(manager, history: History(file: nil))
        var generator = SeededGenerator()
        let keys: [Key] =
            "abcdefghijklmnopqrstuvwxyz".flatMap { [.control($0), .alt($0)] }
            + "n=3[](),.:|# jkgGiredDoO<>[]pPyJtTuRSv?".map { .character($0) }
            + [
                .enter, .enter, .altEnter, .tab, .tab, .backTab, .backspace, .delete, .escape, .escape, .left, .right, .up, .down,
                .wordLeft, .wordRight,
            ]
            + [.mouse(.init(.press, x: 3, y: 3)), .mouse(.init(.wheelUp, x: 30, y: 300))]
            + [.home, .end, .pageUp, .pageDown, .resize, .paste("n = 3\n"), .paste("gru(3) | last"), .paste("[n, n]")]
        for turn in 0..<6000 {
            let height = Int.random(in: 1...50, using: &generator)
            controller.handle(keys.randomElement(using: &generator) ?? .enter, height: height)
            guard turn.isMultiple(of: 7) else { continue }
            let width = Int.random(in: 1...130, using: &generator)
            let cursor = screen(manager, controller.model, width, height).cursor
            if let cursor { #expect(cursor.x < width && cursor.y < height) }
            click(&controller, manager, Rectangle(x: 0, y: 0, width: width, height: height), using: &generator)
            if manager.state.cells.count > 60 { for cell in manager.state.cells.prefix(50) { manager.delete(cell.id) } }
        }
        manager.interrupt()
        manager.waitUntilIdle()
    }

    /// Presses, moves or turns the mouse anywhere.
    private func click(
        _ controller: inout NotebookController, _ manager: SessionManager, _ area: Rectangle, using generator: inout SeededGenerator
    ) {
        controller.model.mouse.isOn = true
        let list = CellList(manager.state.cells, width: NotebookScreen.listWidth(area, hasRun: false), terminalStyle: TerminalStyle())
        let screen = NotebookScreen(state: manager.state, model: controller.model, terminalStyle: TerminalStyle())
        let (x, y) = (Int.random(in: 0...130, using: &generator), Int.random(in: 0...50, using: &generator))
        let kinds: [MouseEvent.Kind] = [.press, .press, .drag, .release, .wheelUp, .wheelDown]
        let event = MouseEvent(kinds.randomElement(using: &generator) ?? .press, x: x, y: y)
        controller.point(event, at: screen.place(x: x, y: y, in: area, list), of: area)
    }

    /// A message that does not fit on one line is shown completely.
    @Test func aLongMessageTakesMoreLines() {
        var model = NotebookModel()
        model.message = (1...30).map { "word\($0)" }.joined(separator: " ")
        for width in [40, 80, 120] {
            let text = screen(SessionState(), model, width, 24).text
            for word in ["word1", "word15", "word30"] { #expect(text.contains(word), "\(width)") }
        }
        model.message = "short"
        #expect(screen(SessionState(), model, 80, 24).text.split(separator: "\n" as Character).last?.contains("short") == true)
    }

    /// Changes that a kill would lose are marked, with and without colours.
    @Test func whatIsNotOnDiskYetIsMarked() {
        var state = SessionState()
        func view(_ kind: CellView.Kind, isKept: Bool) -> CellView {
            CellView(id: CellID(1), kind: kind, source: "a", status: .done, output: CellOutput(), isKept: isKept)
        }
        for (style, sign) in [(TerminalStyle(), "…"), (TerminalStyle(depth: .none, hasUnicode: false), ".")] {
            for kind in [CellView.Kind.code, .prose] {
                state.cells = [view(kind, isKept: true)]
                #expect(!screen(state, NotebookModel(), 80, 24, style).text.contains(sign + "a"))
                state.cells = [view(kind, isKept: false)]
                #expect(screen(state, NotebookModel(), 80, 24, style).text.contains(sign + "a"))
            }
        }
    }

    @Test func thePageOfKeptRunsSaysWhatThereIs() {
        var state = SessionState()
        var model = NotebookModel()
        model.page = .init(contents: .keptRuns)
        #expect(screen(state, model, 80, 24).text.contains("Looking for stored runs"))
        state.keptRuns = ([], 2_000_000_000)
        #expect(screen(state, model, 80, 24).text.contains("No run is stored."))
    }

    /// Who was interrupted goes on where they were: the newest cell is seen when the session is opened again, even while an earlier one runs.
    @Test func aSessionThatWasInterruptedOpensAtItsEnd() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            let first = SessionManager(try OpenedSession.open(path))
            for number in 0..<40 { first.submit("\(number)") }
            first.waitUntilIdle()
            first.flush()
            first.close()
            let controller = NotebookController(SessionManager(try OpenedSession.open(path)), history: History(file: nil))
            #expect(controller.model.seesEnd && controller.model.scroll == 0 && controller.manager.state.cells.count == 40)
            try controller.manager.save()
            controller.manager.flush()
            controller.manager.close()
            let saved = NotebookController(SessionManager(try OpenedSession.open(path)), history: History(file: nil))
            #expect(!saved.model.seesEnd && saved.model.scroll == .max)
        }
    }
}
