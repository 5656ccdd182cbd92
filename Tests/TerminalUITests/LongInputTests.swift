import Charts
import Testing

@testable import Notebook
@testable import TerminalUI

/// A long typed text is shown around the cursor, and no key processes all of it.
@Suite struct LongInputTests {
    private func screen(_ controller: NotebookController) -> Canvas {
        var canvas = Canvas(width: 60, height: 12)
        NotebookScreen(state: controller.manager.state, model: controller.model, terminalStyle: TerminalStyle()).draw(
            &canvas, list: CellList([], width: 58, terminalStyle: TerminalStyle()))
        return canvas
    }

    private func text(_ canvas: Canvas) -> [String] { (0..<12).map { y in String((0..<60).compactMap { canvas[$0, y].character }) } }

    @Test func theEndOfAnEndlessLineIsSeen() throws {
        var controller = NotebookController(SessionManager(document: Document(), location: nil))
        controller.handle(.paste("[" + String(repeating: "12345, ", count: 5000)), height: 12)
        controller.handle(.character("7"), height: 12)
        controller.updateHint()
        #expect(controller.model.hint == nil)
        let canvas = screen(controller)
        let line = try #require(text(canvas).first { $0.hasPrefix("> ") })
        #expect(line.contains("12345, 7") && canvas.cursor.map { canvas[$0.x - 1, $0.y].character } == "7")
        controller.handle(.home, height: 12)
        let first = screen(controller)
        #expect(text(first).contains { $0.hasPrefix("> [12345, 12345") } && first.cursor?.x == 2)
        // A short one has help again.
        controller.handle(.control("e"), height: 12)
        controller.handle(.control("u"), height: 12)
        controller.handle(.paste("gru("), height: 12)
        controller.updateHint()
        #expect(controller.model.hint != nil)
    }

    /// That a long text is folded is said, with how long it is.
    @Test func aFoldedTextSaysHowLongItIs() throws {
        var controller = NotebookController(SessionManager(document: Document(), location: nil))
        controller.handle(.paste("[" + String(repeating: "12345, ", count: 5000)), height: 12)
        for key in [Key.end, .home, .right] {
            controller.handle(key, height: 12)
            let canvas = screen(controller)
            let line = try #require(text(canvas).first { $0.hasPrefix("> ") })
            #expect(line.hasSuffix("  … folded, 35,001 characters"), "\(line)")
            #expect(canvas.cursor.map { $0.x < 31 } == true)
        }
    }
}
