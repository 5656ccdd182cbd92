import Foundation
import Notebook
import TestSupport
import Testing

@testable import TerminalUI

/// Keys while cells are browsed.
@Suite struct BrowsingTests {
    private func controller() -> NotebookController {
        let text = "# T\n\n```unroll\na = 1\n```\n\n```unroll\n[a]\n```\n"
        return NotebookController(SessionManager(document: Document(text)), history: History(file: nil))
    }

    private func selected(_ controller: NotebookController) -> String? { controller.selected?.view.source }

    /// A session may begin with prose; a letter that is typed otherwise stays one.
    @Test func proseMayComeFirst() {
        var controller = NotebookController(SessionManager(document: Document()), history: History(file: nil))
        controller.press(.escape)
        #expect(controller.model.message == "There is no cell to select yet; t begins prose.")
        controller.type("x")
        controller.type("t")
        #expect(controller.model.editor.string == "xt" && !controller.model.typesProse)
        controller.press(.control("c"), .escape, .character("t"))
        #expect(controller.model.typesProse && controller.model.editor.isEmpty)
        controller.type("Two moons")
        controller.press(.enter)
        let cells = controller.manager.state.cells
        #expect(cells.map(\.source) == ["Two moons"] && cells.last?.kind == .prose)
    }

    /// Below the newest cell, letters are still commands.
    @Test func theLastCellIsNotLeft() {
        var controller = controller()
        controller.press(.escape)
        for key in [Key.character("j"), .down, .character("j")] {
            controller.press(key)
            #expect(selected(controller) == "[a]")
            #expect(controller.model.message?.hasPrefix("This is the last cell") == true)
        }
        controller.type("t")
        #expect(controller.model.typesProse)
        controller.type("Words")
        controller.press(.enter)
        #expect(controller.manager.state.cells.last?.kind == .prose && controller.manager.state.cells.last?.source == "Words")
        #expect(controller.manager.state.cells.allSatisfy { $0.status != .failed })
        controller.type("g")
        for key in [Key.character("k"), .up] {
            controller.press(key)
            #expect(controller.model.message == "This is the first cell." && selected(controller) == "# T")
        }
        controller.press(.alt("k"))
        #expect(controller.model.message == "There is no cell above to move it past.")
        controller.type("Gi")
        #expect(controller.model.mode == .typing)
        controller.type("t")
        #expect(controller.model.editor.string == "t")
    }

    /// Keys with Alt work as while typing; all other keys without a meaning here say so.
    @Test func noKeyIsSilent() {
        var controller = controller()
        controller.press(.escape, .alt("a"))
        #expect(controller.model.message == "No run has been trained here yet.")
        controller.press(.alt("]"))
        #expect(controller.model.message == "No run is shown yet.")
        controller.press(.alt("S"))
        controller.press(.escape, .escape, .alt("S"))
        #expect(controller.model.message == "No cell needs to run again.")
        controller.type("q")
        #expect(controller.model.message == "q has no meaning while browsing cells; ? lists the keys.")
        controller.press(.tab)
        #expect(controller.model.message == "Tab works while typing: i starts typing, Return edits the cell.")
        controller.press(.paste("abc"))
        #expect(controller.model.message?.hasPrefix("Text can only be pasted") == true)
        controller.press(.altEnter)
        #expect(controller.model.message?.hasPrefix("Alt-Return works while typing") == true)
        #expect(controller.model.editor.isEmpty && controller.manager.state.cells.count == 3)
        controller.press(.alt("M"))
        #expect(controller.model.mouse.isOn)
    }
}
