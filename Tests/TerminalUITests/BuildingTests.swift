import Charts
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// The table of layers below the typed text, and its keys.
@Suite struct BuildingTests {
    private func controller() -> NotebookController {
        let controller = NotebookController(SessionManager(document: Document()), history: History(file: nil))
        controller.manager.submit("digits = strokes(train: 40, test: 20)")
        controller.manager.waitUntilIdle()
        return controller
    }

    private func screen(_ controller: NotebookController, _ style: TerminalStyle = TerminalStyle(), width: Int = 80, height: Int = 24)
        -> Canvas
    {
        drawnNotebook(controller.manager.state, controller.model, style, width: width, height: height)
    }

    /// Undo goes back to the text with which the table was opened, and no further; an error is shown once below it.
    @Test func theTableUndoesWhatWasDoneInIt() {
        var controller = controller()
        let source = "net = gru(64) | last | dense(10)"
        controller.type(source)
        controller.updateHint()
        controller.press(.alt("t"))
        #expect(controller.model.building != nil)
        controller.press(.character("-"))
        #expect(controller.model.editor.string != source)
        controller.press(.character("u"), .character("u"))
        #expect(controller.model.editor.string == source)
        #expect(controller.model.message == "The text is as it was when the table was opened.")
        controller.press(.character("a"))
        controller.type("lstm")
        controller.press(.enter)
        let problem = controller.model.layers?.problem?.sentence
        #expect(problem != nil && controller.model.building?.alternatives.contains { $0.parameters == problem } == false)
    }

    /// Help and the palette are available as elsewhere.
    @Test func theTableHasHelpAndThePalette() {
        var controller = controller()
        controller.type("net = gru(64) | last | dense(10)")
        controller.updateHint()
        controller.press(.alt("t"))
        #expect(screen(controller).text.contains("F1 help"))
        for key in [Key.function(1), .alt("?"), .character("?")] {
            controller.press(key)
            #expect(controller.model.page?.contents == .keysOf(.layers) && screen(controller).text.contains(":layer-remove"))
            controller.press(.escape)
            #expect(controller.model.page == nil && controller.model.building != nil)
        }
        controller.press(.control("p"))
        #expect(controller.model.picker?.items.first?.value == "layer-next")
        controller.type("layer-remove")
        controller.press(.enter)
        #expect(controller.model.editor.string == "net = gru(64) | last")
        controller.press(.control("p"), .escape, .escape)
        #expect(controller.model.building == nil && controller.model.mode == .typing)
    }

    /// Asking for the layers of a cell without any changes nothing.
    @Test func aCellWithoutLayersIsNotEdited() {
        var controller = controller()
        controller.press(.escape, .character("L"))
        #expect(controller.model.message?.hasPrefix("There are no layers here") == true)
        #expect(controller.mode == .browse && controller.model.editor.isEmpty && controller.model.edited == nil)
    }

    /// What layers do stands in one list with what actions do elsewhere, and looks alike.
    @Test func layersAreListedWithLabels() {
        for item in Picker(layers: SessionManager.layerChoices(width: 10)).items {
            #expect(SentenceRule.complaint(aboutLabel: item.detail) == nil || item.detail.hasPrefix("Elman's"), "\(item.detail)")
        }
    }

    @Test func theTextFollowsTheTable() throws {
        var controller = controller()
        controller.type("net = gru(64) | last | dense(10)")
        controller.updateHint()
        #expect(controller.model.layers?.rows.count == 3)
        try Golden.expect(screen(controller), is: "layers-typed")
        controller.press(.alt("t"), .up, .up)
        #expect(controller.mode == .layers)
        controller.type("128")
        #expect(controller.model.editor.string == "net = gru(128) | last | dense(10)")
        try Golden.expect(screen(controller, width: 120, height: 40), is: "layers-entered")
        controller.press(.backspace)
        #expect(controller.model.editor.string == "net = gru(12) | last | dense(10)")
        controller.type("-")
        #expect(controller.model.editor.string == "net = gru(6) | last | dense(10)")
        controller.type("a")
        controller.type("dropout")
        controller.press(.enter)
        #expect(controller.model.editor.string == "net = gru(6) | dropout(0.5) | last | dense(10)")
        #expect(controller.model.building?.row == 1)
        controller.type("+")
        #expect(controller.model.editor.string == "net = gru(6) | dropout(0.6) | last | dense(10)")
        controller.type("J")
        #expect(controller.model.editor.string == "net = gru(6) | last | dropout(0.6) | dense(10)")
        controller.type("dc")
        controller.type("mean | dense(7, relu)")
        controller.press(.enter)
        #expect(controller.model.editor.string == "net = gru(6) | last | mean | dense(7, relu)")
        #expect(controller.model.layers?.problem?.row == 2)
        try Golden.expect(screen(controller, TerminalStyle(depth: .none, hasUnicode: false)), is: "layers-wrong")
        controller.type("uuu")
        #expect(controller.model.editor.string == "net = gru(6) | dropout(0.6) | last | dense(10)")
        controller.type("UU")
        #expect(controller.model.editor.string == "net = gru(6) | last | dense(10)")
        controller.press(.control("r"))
        #expect(controller.model.editor.string == "net = gru(6) | last | mean | dense(7, relu)")
        controller.press(.control("l"))
        #expect(controller.takeRepaint() && controller.mode == .layers)
        controller.press(.pageUp)
        #expect(controller.model.looksElsewhere && controller.mode == .layers)
        controller.press(.escape)
        #expect(controller.mode == .type)
        controller.press(.control("c"))
        #expect(controller.model.layers == nil)
    }

    @Test func pathsAreRowsOfTheirOwn() throws {
        var controller = controller()
        controller.type("net = gru(8) | join(gru(4) | last, mean) | dense(10)")
        controller.press(.alt("t"), .up, .up, .up, .up)
        #expect(controller.model.building?.row == 1)
        try Golden.expect(screen(controller), is: "layers-join")
        // A layer after the join follows its paths; one after a path's layer is in that path.
        controller.type("a")
        controller.type("dropout")
        controller.press(.enter)
        #expect(controller.model.editor.string == "net = gru(8) | join(gru(4) | last, mean) | dropout(0.5) | dense(10)")
        #expect(controller.model.building?.row == 5)
        controller.type("K")
        #expect(controller.model.editor.string == "net = gru(8) | dropout(0.5) | join(gru(4) | last, mean) | dense(10)")
        #expect(controller.model.building?.row == 1)
        controller.type("Jkk16")
        #expect(controller.model.editor.string == "net = gru(8) | join(gru(4) | last, mean) | dropout(0.5) | dense(10)")
        controller.type("k16")
        #expect(controller.model.editor.string == "net = gru(8) | join(gru(16) | last, mean) | dropout(0.5) | dense(10)")
    }

    @Test func aClickChoosesALayer() throws {
        var controller = controller()
        controller.model.mouse.isOn = true
        controller.type("net = gru(8) | last | dense(10)")
        controller.updateHint()
        let area = Rectangle(x: 0, y: 0, width: 80, height: 24)
        func click(_ text: String) throws {
            let lines = screen(controller).text.split(separator: "\n", omittingEmptySubsequences: false)
            let y = try #require(lines.lastIndex { $0.contains(text) })
            let state = controller.manager.state
            let list = CellList(state.cells, width: NotebookScreen.listWidth(area, hasRun: false), terminalStyle: TerminalStyle())
            let screen = NotebookScreen(state: state, model: controller.model, terminalStyle: TerminalStyle())
            controller.point(.init(.press, x: 5, y: y), at: screen.place(x: 5, y: y, in: area, list), of: area)
        }
        try click("gru(8)    ")
        #expect(controller.mode == .layers && controller.model.building?.row == 0)
        try click("dense(10) ")
        #expect(controller.model.building?.row == 2)
        controller.type("5")
        #expect(controller.model.editor.string == "net = gru(8) | last | dense(5)")
        try click("all ")
        #expect(controller.model.building?.row == 2)
    }

    @Test func aCellThatIsThereIsEnteredFromTheCells() {
        var controller = controller()
        controller.press(.alt("t"))
        #expect(controller.model.message?.hasPrefix("There are no layers here") == true)
        controller.manager.submit("net = gru(4) | last | dense(10)")
        controller.press(.escape)
        controller.type("L2")
        #expect(controller.model.editor.string == "net = gru(4) | last | dense(2)")
        controller.press(.escape, .enter)
        #expect(controller.manager.state.cells.last?.source == "net = gru(4) | last | dense(2)")
        controller.type(":layer-add")
        controller.press(.enter)
        #expect(controller.model.message == "`layer-add` does not work here: Alt-t goes where it does.")
    }

    /// An error that the hint tells is not told again below the layers.
    @Test func anErrorIsToldOnce() {
        var controller = controller()
        controller.type("net = gru(4) | last | dense(0.5)")
        controller.updateHint()
        controller.press(.alt("t"))
        controller.updateHint()
        let text = screen(controller).text
        #expect(controller.model.building != nil && text.ranges(of: "must be a whole number").count == 1, "\(text)")
    }
}
