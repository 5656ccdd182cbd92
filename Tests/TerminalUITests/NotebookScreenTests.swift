import Notebook
import TestSupport
import Testing

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
    )
        -> ScreenBuffer
    {
        var buffer = ScreenBuffer(width: width, height: height)
        let state = manager.state
        let list = CellList(
            state.cells, width: NotebookScreen.listWidth(buffer.area, hasRun: state.activeRun != nil), terminalStyle: terminalStyle)
        NotebookScreen(state: state, model: model, terminalStyle: terminalStyle).draw(&buffer, list: list)
        return buffer
    }

    @Test func golden() {
        let manager = manager()
        var controller = NotebookController(manager, history: History(file: nil))
        for character in "net = gru(" { controller.handle(.character(character), height: 16) }
        let expected = """
            ✓ n = 3

            ✓ [n, n]
              [3, 3]

            ✗ [n, m]
              error: there is no `m`
                [n, m]
                    ^

            > net = gru(
              gru(units, reset: after)  Width of the state, which is the output at each ste…



             small.md (changed)              tab complete  esc browse  M-R run all  :help
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
                model.helpLine = (width + height).isMultiple(of: 3) ? height : nil
                model.scroll = width * height % 40
                let buffer = screen(
                    manager, model, width, height,
                    width.isMultiple(of: 2) ? TerminalStyle() : TerminalStyle(depth: .none, hasUnicode: false))
                #expect(buffer.width == width && buffer.height == height)
                if let cursor = buffer.cursor { #expect(cursor.y < height, "\(width)x\(height)") }
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
        #expect(!controller.wantsToLeave)
        for character in ":quit" { controller.handle(.character(character), height: 24) }
        controller.handle(.enter, height: 24)
        #expect(controller.wantsToLeave && controller.savesOnLeaving)
    }

    @Test func singleKeysActOnlyWhereNoTextIsTyped() {
        var controller = NotebookController(manager(), history: History(file: nil))
        controller.handle(.character("?"), height: 24)
        #expect(controller.model.helpLine == nil)
        #expect(controller.model.editor.string == "?")
        controller.handle(.control("c"), height: 24)
        controller.handle(.escape, height: 24)
        controller.handle(.character("?"), height: 24)
        #expect(controller.model.helpLine == 0)
    }

    @Test func noKeysBreakTheNotebook() {
        let manager = manager()
        var controller = NotebookController(manager, history: History(file: nil))
        var generator = SeededGenerator()
        let keys: [Key] =
            "abcdefghijklmnopqrstuvwxyz".flatMap { [.control($0), .alt($0)] } + "n=3[](),.:|# jkgGiredDoO<>[]pRSv?".map { .character($0) }
            + [
                .enter, .enter, .altEnter, .tab, .tab, .backTab, .backspace, .delete, .escape, .escape, .left, .right, .up, .down,
                .wordLeft, .wordRight,
            ]
            + [.home, .end, .pageUp, .pageDown, .resize, .paste("n = 3\n"), .paste("gru(3) | last"), .paste("[n, n]")]
        for turn in 0..<6000 {
            let height = Int.random(in: 1...50, using: &generator)
            controller.handle(keys.randomElement(using: &generator) ?? .enter, height: height)
            guard turn.isMultiple(of: 7) else { continue }
            let width = Int.random(in: 1...130, using: &generator)
            let buffer = screen(manager, controller.model, width, height)
            #expect(buffer.width == width, "seed \(SeededGenerator.seed)")
            if manager.state.cells.count > 60 { for cell in manager.state.cells.prefix(50) { manager.delete(cell.id) } }
        }
        manager.interrupt()
        manager.waitUntilIdle()
    }

    @Test func historyGoesBackAndForth() {
        var history = History(file: nil)
        history.add("one")
        history.add("two")
        #expect(history.back(from: "draft") == "two")
        #expect(history.back(from: "") == "one")
        #expect(history.back(from: "") == nil)
        #expect(history.forward() == "two")
        #expect(history.forward() == "draft")
        #expect(history.forward() == nil)
    }
}
