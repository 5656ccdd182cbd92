import Charts
import Notebook
import TestSupport
import TextFormatting
import Testing

@testable import TerminalUI

/// Keys that change cells.
@Suite struct CellKeysTests {
    private func sources(_ controller: NotebookController) -> [String] { controller.manager.state.cells.map(\.source) }

    private func selected(_ controller: NotebookController) -> String? {
        guard case .browsing(let cell) = controller.model.mode else { return nil }
        return controller.manager.state.cells.first { $0.id == cell }?.source
    }

    @Test func removedCellsComeBack() {
        var controller = NotebookController.ofSmallSession
        controller.press(.escape)
        controller.type("kdd")
        #expect(sources(controller) == ["# T", "a = 1", "5"])
        #expect(controller.model.message?.hasPrefix("Removed; u brings it back") == true)
        #expect(selected(controller) == "5")
        controller.type("u")
        #expect(sources(controller) == ["# T", "a = 1", "[a]", "5"])
        #expect(controller.model.message == "The removed cell is back; ^R removes it again.")
        #expect(selected(controller) == "[a]")
        controller.press(.control("r"))
        #expect(sources(controller) == ["# T", "a = 1", "5"])
        #expect(controller.model.message == "Removed again; u brings it back.")
        controller.type("uu")
        #expect(controller.model.message == "There is nothing to undo.")
        controller.type(":redo")
        controller.press(.enter)
        #expect(sources(controller) == ["# T", "a = 1", "5"])
        controller.type(":undo")
        controller.press(.enter)
        #expect(sources(controller) == ["# T", "a = 1", "[a]", "5"])
        #expect(controller.model.mode == .typing)
    }

    /// When the last cell is gone, keys type text: commands are named in their place.
    @Test func whereNoCellIsLeftCommandsAreNamed() {
        var controller = NotebookController(of: "```unroll\n1\n```\n")
        controller.press(.escape)
        controller.type("dd")
        #expect(controller.model.mode == .typing)
        #expect(controller.model.message == "Removed; `:undo` brings it back, `:put-below` pastes it elsewhere.")
    }

    /// A new cell among others is visible where it is, with its output.
    @Test func aNewCellStaysInSight() {
        var controller = NotebookController.ofSmallSession
        controller.press(.escape, .character("k"), .character("o"))
        controller.type("7")
        controller.press(.enter)
        #expect(sources(controller) == ["# T", "a = 1", "[a]", "7", "5"] && selected(controller) == "7")
    }

    @Test func cellsAreYankedAndPut() {
        var controller = NotebookController.ofSmallSession
        controller.press(.escape)
        controller.type("p")
        #expect(controller.model.message == "Nothing has been copied or removed yet.")
        controller.type("yygp")
        #expect(sources(controller) == ["# T", "5", "a = 1", "[a]", "5"])
        #expect(selected(controller) == "5")
        controller.type("gddGP")
        #expect(sources(controller) == ["5", "a = 1", "[a]", "# T", "5"])
        #expect(controller.manager.state.cells[3].kind == .prose)
        controller.type("D")
        #expect(sources(controller) == ["5", "a = 1", "[a]", "# T", "# T", "5"])
        // One key of a pair does nothing, and does not count if another key comes between.
        controller.type("djdykyj")
        #expect(sources(controller).count == 6)
    }

    @Test func cellsAreMovedAndJoined() {
        var controller = NotebookController.ofSmallSession
        controller.press(.escape, .alt("k"), .alt("k"))
        #expect(sources(controller) == ["# T", "5", "a = 1", "[a]"])
        #expect(selected(controller) == "5")
        controller.press(.alt("k"), .alt("k"), .alt("j"), .alt("j"))
        #expect(sources(controller) == ["# T", "a = 1", "5", "[a]"])
        controller.press(.alt("j"), .alt("j"))
        #expect(sources(controller) == ["# T", "a = 1", "[a]", "5"])
        controller.type("kkJ")
        #expect(sources(controller) == ["# T", "a = 1\n[a]", "5"])
        controller.type("kJ")
        #expect(controller.model.message == "There is no cell of the same kind below to join it with.")
        controller.type("uu")
        #expect(sources(controller) == ["# T", "a = 1", "5", "[a]"])
    }

    @Test func cellsAreSplitAtTheCursor() {
        var controller = NotebookController(of: "```unroll\na = 1\nb = 2\n```\n")
        controller.press(.alt("x"))
        #expect(controller.model.message?.hasPrefix("Alt-x splits a cell while it is edited") == true)
        controller.press(.escape, .enter, .alt("x"))
        #expect(controller.model.message?.hasPrefix("There is nothing to split off") == true)
        controller.press(.home, .alt("x"))
        #expect(sources(controller) == ["a = 1", "b = 2"])
        #expect(selected(controller) == "b = 2")
        #expect(controller.model.editor.isEmpty)
        controller.type("u")
        #expect(sources(controller) == ["a = 1\nb = 2"])
    }

    @Test func proseIsWrittenAndEdited() {
        var controller = NotebookController.ofSmallSession
        controller.press(.escape)
        controller.type("gt:no command (")
        controller.press(.altEnter, .tab)
        controller.type("more")
        controller.press(.up, .up, .down, .enter)
        #expect(sources(controller) == ["# T", ":no command (\n  more", "a = 1", "[a]", "5"])
        #expect(selected(controller) == ":no command (\n  more")
        controller.press(.enter)
        controller.type("!")
        controller.press(.enter)
        #expect(sources(controller)[1] == ":no command (\n  more!")
        #expect(controller.manager.state.cells[1].kind == .prose)
        controller.type("uu")
        #expect(sources(controller) == ["# T", "a = 1", "[a]", "5"])
        controller.type("T")
        controller.press(.escape)
        #expect(selected(controller) == "a = 1")
        controller.press(.escape)
        controller.type("7")
        controller.press(.enter)
        #expect(sources(controller) == ["# T", "a = 1", "[a]", "5", "7"])
    }

    /// Sixty lines are shown as far as they fit, and each can be reached and changed.
    @Test func manyLinesAreEdited() {
        var controller = NotebookController.ofSmallSession
        controller.press(.escape)
        controller.type("t")
        for line in 0..<60 {
            controller.type("line \(line)")
            controller.press(.altEnter)
        }
        for _ in 0..<60 { controller.press(.up) }
        controller.type("first ")
        let state = controller.manager.state
        var canvas = Canvas(width: 80, height: 24)
        let list = CellList(state.cells, width: NotebookScreen.listWidth(canvas.area, hasRun: false), terminalStyle: TerminalStyle())
        NotebookScreen(state: state, model: controller.model, terminalStyle: TerminalStyle()).draw(&canvas, list: list)
        #expect(canvas.text.contains("| first line 0"))
        #expect(canvas.cursor.map { canvas.area.contains(x: $0.x, y: $0.y) } == true)
        controller.press(.enter)
        #expect(sources(controller).last?.hasPrefix("first line 0\nline 1\n") == true)
    }

    @Test func helpNamesTheKeysAndFits() {
        let lines = KeyHelp.lines(.standard)
        let help = lines.joined(separator: "\n")
        for key in ["^R", "d d", "y y", " p ", " P ", " D ", " J ", "Alt-j", "Alt-k", " t ", " T ", "Alt-x", "Space", ":undo", ":redo"] {
            #expect(help.contains(key), "\(key)")
        }
        for action in Action.all {
            #expect(help.contains(":" + action.name), "\(action.name)")
            for key in action.typing.prefix(1) + action.browsing.prefix(1) { #expect(help.contains(key.keys), "\(key.keys)") }
        }
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= KeyHelp.usualWidth })
        #expect(help.contains("a turning arrow (~) needs") && help.contains("Keys with Alt do the same"))
    }

    @Test func keysFitTheStatusLine() throws {
        let controller = NotebookController.ofSmallSession
        var state = controller.manager.state
        state.location = "small.md"
        var model = NotebookModel()
        func line() -> String {
            var canvas = Canvas(width: 80, height: 1)
            StatusLine(state: state, model: model).draw(&canvas, in: canvas.area, TerminalStyle())
            return canvas.text
        }
        model.mode = .browsing(try #require(state.cells.first?.id))
        #expect(line().hasPrefix(" small.md  "))
        #expect(line().hasSuffix("j k select  ret edit  r run  dd remove  u undo  i type  ? help"))
        model.mode = .typing
        model.edited = state.cells[1].id
        #expect(line().hasSuffix("ret run  M-ret new line  M-x split  esc back"))
        model.typesProse = true
        #expect(line().hasSuffix("ret done  M-ret new line  esc back"))
    }
}
