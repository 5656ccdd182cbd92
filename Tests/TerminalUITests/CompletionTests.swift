import Charts
import Foundation
import Notebook
import TestSupport
import Testing

@testable import TerminalUI

/// The effect of Tab on typed text.
@Suite struct CompletionTests {
    private func screen(_ controller: NotebookController, _ style: TerminalStyle, width: Int = 80) -> Canvas {
        drawnNotebook(controller.manager.state, controller.model, style, width: width, height: 24)
    }

    @Test func pathsAreCompleted() throws {
        try withTemporaryFolder { folder in
            for name in ["first.md", "fourth.md", ".hidden"] { try Data().write(to: folder.appending(path: name)) }
            try FileManager.default.createDirectory(at: folder.appending(path: "sub"), withIntermediateDirectories: true)
            let path = folder.path
            #expect(SessionManager.paths(beginning: path + "/") == ["first.md", "fourth.md", "sub/"].map { path + "/" + $0 })
            #expect(SessionManager.paths(beginning: path + "/.h") == [path + "/.hidden"])
            var controller = NotebookController.ofSmallSession
            controller.type(":open \(path)/fi")
            controller.press(.tab)
            #expect(controller.model.editor.string == ":open \(path)/first.md")
            controller.press(.control("c"))
            controller.type(":rate \(path)/fi")
            controller.press(.tab)
            #expect(controller.model.editor.string == ":rate \(path)/fi")
            #expect(controller.model.message == "There is nothing to complete.")
            controller.press(.control("c"))
            // First what all have in common, then one after another, and back to the typed text.
            func text() -> String { String(controller.model.editor.string.dropFirst(path.count + 9)) }
            try Data().write(to: folder.appending(path: "forest.md"))
            controller.type("  :open \(path)/")
            controller.type("f")
            controller.press(.tab)
            #expect(text() == "f" && controller.model.menu?.selected == nil)
            var walked: [String] = []
            for key in [Key.tab, .tab, .tab, .tab, .backTab, .backTab, .down, .up] {
                controller.press(key)
                walked.append(String(text().dropLast(3)))
            }
            #expect(walked == ["first", "forest", "fourth", "first", "fourth", "forest", "fourth", "forest"])
            controller.press(.escape)
            #expect(text() == "f" && controller.model.menu == nil && controller.model.mode == .typing)
            controller.type("o")
            controller.press(.tab, .backTab)
            #expect(text() == "fourth.md" && controller.model.menu?.selected == 1)
            // Return accepts it, and does not open it yet.
            controller.press(.enter)
            #expect(text() == "fourth.md" && controller.model.menu == nil && controller.wantedFile == nil)
            controller.press(.control("_"))
            #expect(text() == "fo")
            // Typing continues after the chosen one.
            controller.press(.tab, .tab)
            controller.type("2")
            #expect(text() == "forest.md2" && controller.model.menu == nil)
            controller.press(.enter)
            #expect(controller.wantedFile == "\(path)/forest.md2")
        }
    }

    /// As in a shell, and in completion.
    @Test func theUsersOwnFolderIsNamedShortly() {
        var controller = NotebookController.ofSmallSession
        controller.type(":open ~/x.md")
        controller.press(.enter)
        #expect(controller.wantedFile == SessionManager.fullPath("~") + "/x.md")
        controller.type(":open ~x.md")
        controller.press(.enter)
        #expect(controller.wantedFile == "~x.md")
    }

    /// Also in cells: if nothing has been chosen yet, Return does not belong to the menu.
    @Test func whatCellsHaveInCommonIsTyped() throws {
        try withTemporaryFolder { folder in
            for name in ["train-a.csv", "train-b.csv"] { try Data().write(to: folder.appending(path: name)) }
            var controller = NotebookController.ofSmallSession
            controller.type("d = csv(\"\(folder.path)/t")
            controller.press(.tab)
            #expect(controller.model.editor.string == "d = csv(\"\(folder.path)/train-")
            controller.press(.tab, .tab)
            #expect(controller.model.editor.string == "d = csv(\"\(folder.path)/train-b.csv\"")
            controller.press(.escape, .control("c"))
            controller.type("5")
            controller.press(.tab, .enter)
            #expect(controller.model.editor.isEmpty && controller.manager.state.cells.count == 5)
        }
    }

    /// Commands complete their arguments if there are only a few possible ones.
    @Test(arguments: [
        (":vie", ":view"), (":view gr", ":view gradients"), (":view States", ":view states and gates"), (":mouse of", ":mouse off"),
        (":help bid", ":help bidirectional"), (":view e", ":view e"), (":rate 0", ":rate 0"), (":nonsense x", ":nonsense x"),
        (":forget 3", ":forget 3"), (":mouse ", ":mouse o"),
    ])
    func argumentsAreCompleted(_ typed: String, _ completed: String) {
        var controller = NotebookController.ofSmallSession
        controller.type(typed)
        controller.press(.tab)
        #expect(controller.model.editor.string == completed)
        // There is an effect in any case.
        #expect(completed != typed || controller.model.menu != nil || controller.model.message != nil)
    }

    /// Saved runs, once they are known; without them nothing is inserted that would remove all.
    @Test func keptRunsAreCompleted() throws {
        try withTemporaryFolder { folder in
            let manager = SessionManager(try OpenedSession.open(folder.appending(path: "a.md").path))
            manager.submit("digits = strokes(train: 20, test: 10)")
            manager.submit("run = train(gru(2) | last | dense(10), digits, epochs: 1, batch: 20)")
            manager.waitUntilIdle()
            var controller = NotebookController(manager, history: History(file: nil))
            controller.type(":forget ")
            controller.press(.tab)
            #expect(controller.model.editor.string == ":forget ")
            #expect(controller.model.message == "Looking for stored runs; press Tab again to list them.")
            #expect(eventually { manager.state.keptRuns?.runs.count == 1 })
            controller.press(.tab)
            let items = try #require(controller.model.menu?.completions.items)
            let name = try #require(manager.state.keptRuns?.runs.first?.name)
            #expect(items.map(\.text) == [name, "all"])
            controller.press(.tab, .enter)
            #expect(controller.model.editor.string == ":forget " + name)
            manager.close()
        }
    }

    /// The choice is visible without colours, too.
    @Test func theChosenCompletionIsMarked() {
        for style in [TerminalStyle(), TerminalStyle(depth: .sixteen), TerminalStyle(depth: .none, hasUnicode: false)] {
            var controller = NotebookController.ofSmallSession
            controller.type(":view e")
            controller.press(.tab)
            func marked() -> [String] {
                let shown = screen(controller, style)
                let pointer = style.symbols.pointer
                return shown.text.split(separator: "\n").filter { $0.drop { $0 == " " }.first == pointer && $0.contains("e") }
                    .map { $0.filter { $0 != pointer && $0 != " " } }.filter { !$0.hasPrefix(":") }
            }
            #expect(marked().isEmpty)
            controller.press(.tab, .tab)
            #expect(marked() == ["errorbystep"])
            let menu = screen(controller, style)
            let rows = (0..<menu.height).filter { row in (0..<9).allSatisfy { menu[3 + $0, row].character == Array("error by ")[$0] } }
            #expect(rows.count == 1 && menu[3, rows[0]].style != menu[3, rows[0] + 1].style)
        }
    }
}
