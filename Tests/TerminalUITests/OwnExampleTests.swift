import Charts
import Foundation
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// Examples of a user's own, read by runs that have just been trained a little.
@Suite struct OwnExampleTests {
    private func controller(_ cells: String...) -> NotebookController {
        let controller = NotebookController(SessionManager(document: Document()), history: History(file: nil))
        for cell in cells { controller.manager.submit(cell) }
        controller.manager.waitUntilIdle()
        return controller
    }

    private func screen(_ controller: NotebookController, _ style: TerminalStyle = TerminalStyle(), width: Int = 80, height: Int = 24)
        -> Canvas
    {
        controller.model.own?.wait()
        var canvas = Canvas(width: width, height: height)
        let state = controller.manager.state
        let list = CellList(state.cells, width: NotebookScreen.listWidth(canvas.area, hasRun: true), terminalStyle: style)
        NotebookScreen(state: state, model: controller.model, terminalStyle: style).draw(&canvas, list: list)
        return canvas
    }

    @Test func aPictureIsDrawnAndRead() throws {
        var controller = controller(
            "digits = strokes(train: 40, test: 20)", "run = train(gru(4) | last | dense(10), digits, epochs: 1, batch: 20)")
        controller.press(.alt("w"))
        #expect(controller.mode == .own)
        controller.model.own?.wait()
        let empty = try #require(controller.model.own?.answer?.outputs)
        #expect(empty.steps == 28 && empty.width == 10)
        controller.type(" ")
        for _ in 0..<12 { controller.press(.down) }
        controller.model.own?.wait()
        let drawn = try #require(controller.model.own?.answer?.outputs)
        // The rows above the pen are as they were.
        #expect(drawn.values.prefix(5 * 10) == empty.values.prefix(5 * 10))
        #expect(drawn.values.suffix(10) != empty.values.suffix(10))
        try Golden.expect(screen(controller), is: "own-picture")
        try Golden.expect(screen(controller, TerminalStyle(depth: .none, hasUnicode: false)), is: "own-picture-ascii")
        controller.model.own?.draw(column: 3, row: 3)
        controller.model.own?.draw(column: 99, row: 3)
        guard case .picture(let pad)? = controller.model.own?.content else { throw Missing() }
        #expect(pad.value(3, 3) == 1 && pad.value(4, 3) > 0 && pad.column == 3)
        controller.type("c")
        controller.model.own?.wait()
        #expect(controller.model.own?.answer?.outputs?.values == empty.values)
        controller.press(.escape)
        #expect(controller.model.own == nil && controller.mode == .type)
    }

    @Test func aTextGoesOnAndWhatIsUnknownIsSaid() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "poem.txt")
            try String(repeating: "the rain in spain ", count: 40).write(to: file, atomically: true, encoding: .utf8)
            var controller = controller(
                "poem = text(\"\(file.path)\")", "run = train(gru(8) | dense(poem.features), poem, epochs: 1, batch: 4, steps: 16)")
            controller.press(.alt("w"))
            controller.type("the zoo")
            controller.model.own?.wait()
            let answer = try #require(controller.model.own?.answer)
            #expect(answer.isText)
            #expect(answer.outputs?.steps == 4)
            #expect(answer.continuation.count == 160)
            #expect(answer.note == "not in the vocabulary, left out: `z`, `o`")
            controller.press(.backspace, .backspace, .backspace)
            controller.model.own?.wait()
            #expect(controller.model.own?.answer?.note == nil)
            let canvas = screen(controller)
            #expect(canvas.text.contains("how it may go on") && canvas.text.contains("> the"))
            try Golden.expect(canvas, is: "own-text")
        }
    }

    @Test func aSeriesIsChangedAndTheForecastMoves() throws {
        var controller = controller(
            "waves = sines(train: 10, test: 4)", "run = train(gru(4) | dense(1), waves, epochs: 1)")
        controller.press(.alt("w"))
        controller.model.own?.wait()
        let before = try #require(controller.model.own?.answer)
        controller.press(.left, .up, .up, .up)
        controller.model.own?.wait()
        let after = try #require(controller.model.own?.answer)
        #expect(before.outputs?.values.dropLast(2) == after.outputs?.values.dropLast(2))
        #expect(before.outputs?.values != after.outputs?.values)
        #expect(before.forecast?.values != after.forecast?.values)
        #expect(after.forecast?.values.count == 24)
        try Golden.expect(screen(controller), is: "own-series")
    }

    @Test func whereNothingCanBeMadeUpItIsSaid() {
        var controller = controller()
        controller.press(.alt("w"))
        #expect(controller.model.message?.hasPrefix("no run is shown") == true)
        #expect(controller.mode == .type)
    }

    private struct Missing: Error {}
}
