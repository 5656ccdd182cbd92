import Charts
import Foundation
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// The page of a made-up example: saving, undoing and messages.
@Suite struct OwnPageTests {
    private func controller(_ cells: String...) -> NotebookController { NotebookController(withRun: cells) }

    private func screen(_ controller: NotebookController, _ style: TerminalStyle = TerminalStyle(), width: Int = 80) -> Canvas {
        controller.model.own?.wait()
        return drawnNotebook(controller.manager.state, controller.model, style, width: width, height: 24)
    }

    private func series(_ controller: NotebookController) throws -> ChangedSeries {
        guard case .series(let series)? = controller.model.own?.content else { throw Missing() }
        return series
    }

    private func pad(_ controller: NotebookController) throws -> DrawingPad {
        guard case .picture(let pad)? = controller.model.own?.content else { throw Missing() }
        return pad
    }

    private func text(_ controller: NotebookController) throws -> String {
        guard case .text(let editor)? = controller.model.own?.content else { throw Missing() }
        return editor.string
    }

    @Test func aForecastOfManyStepsIsOneCurveFromItsOwnLevel() throws {
        var controller = controller(
            "months = seasons(train: 1, test: 0, length: 240, seed: 3).train",
            "data = months.windows(length: 24, stride: 6, horizon: 12, relative: true).split(0.7, 0.15, 0.15).standardize",
            "run = train(gru(4) | last | dense(12), data, epochs: 1, batch: 16)")
        controller.press(.alt("w"))
        controller.model.own?.wait()
        let before = try #require(controller.model.own?.answer)
        let first = try series(controller)
        let chart = try #require(before.continuations[0])
        #expect(first.steps == 24 && chart.values.map { Float($0) } == first.values)
        #expect(chart.said.count == 12 && chart.truth.count == 12 && chart.unchanged.isEmpty)
        let example = try #require(controller.shownRun?.watchedExample)
        #expect(zip(chart.truth, example.trueValues).allSatisfy { Float($0) == $1 })
        // In the series' unit: near its last value, not near 0.
        let level = Double(first.values[23])
        #expect(chart.said.allSatisfy { abs($0 - level) < level / 2 })
        controller.press(.left, .up, .up)
        controller.model.own?.wait()
        let changed = try #require(controller.model.own?.answer?.continuations[0])
        #expect(changed.said != chart.said && changed.unchanged == chart.said && changed.truth == chart.truth)
        let shown = screen(controller)
        #expect(shown.text.contains("forecast as it was") && shown.text.contains("true as it was") && !shown.text.contains("channel"))
        try Golden.expect(shown, is: "own-horizon")
        try Golden.expect(screen(controller, TerminalStyle(depth: .none, hasUnicode: false)), is: "own-horizon-ascii")
        controller.press(.character("u"))
        #expect(try series(controller).values == first.values)
        controller.press(.character("U"))
        #expect(try series(controller).values != first.values)
        controller.press(.character("c"), .character("u"))
        #expect(try series(controller).values != first.values)
        // It is found again.
        let kept = try series(controller).values
        controller.press(.escape, .alt("w"))
        #expect(try series(controller).values == kept)
        controller.press(.character("u"))
        #expect(try series(controller).values == first.values)
        controller.press(.escape, .alt("w"), .character("U"))
        #expect(try series(controller).values == kept)
    }

    @Test func theForecastMovesWithItsLevel() throws {
        var controller = controller(
            "months = seasons(train: 1, test: 0, length: 240, seed: 3).train",
            "data = months.windows(length: 24, stride: 6, horizon: 12, relative: true).split(0.7, 0.15, 0.15).standardize",
            "run = train(gru(4) | last | dense(24), data, epochs: 1, batch: 16, loss: quantiles(0.1, 0.9))")
        controller.press(.alt("w"))
        controller.model.own?.wait()
        #expect(controller.model.message == nil)
        let chart = try #require(controller.model.own?.answer?.continuations[0])
        #expect(chart.band.count == 12)
        #expect(screen(controller).text.contains("0.1 to 0.9"))
        // If all values are raised by the same amount, the forecast rises by this amount.
        let values = try series(controller).values
        let run = try #require(controller.shownRun)
        let own = try controller.manager.ownExample(for: run)
        own.ask(.series(values.map { $0 + 50 }))
        own.wait()
        let raised = try #require(own.answer?.continuations[0])
        #expect(zip(raised.said, chart.said).allSatisfy { abs($0 - $1 - 50) < 0.05 })
    }

    @Test func lineBreaksAreCharactersOfAText() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "poem.txt")
            try String(repeating: "the rain\nin spain\n", count: 40).write(to: file, atomically: true, encoding: .utf8)
            var controller = controller(
                "poem = text(\"\(file.path)\")", "run = train(gru(4) | dense(poem.features), poem, epochs: 1, batch: 4, steps: 16)")
            controller.press(.alt("w"))
            controller.type("the")
            controller.press(.enter)
            controller.type("in")
            controller.press(.altEnter, .paste("a\r\nn"))
            #expect(try text(controller) == "the\nin\na\nn")
            controller.model.own?.wait()
            #expect(controller.model.own?.answer?.sequence.steps == 10 && controller.model.own?.answer?.note == nil)
            let shown = screen(controller).text
            #expect(shown.contains("> the␊") && shown.contains("ret new line"))
            // Undone while typing, cleared or not; kept by Esc.
            controller.press(.alt("c"))
            #expect(try text(controller).isEmpty)
            controller.press(.control("_"))
            #expect(try text(controller) == "the\nin\na\nn")
            controller.press(.escape)
            #expect(controller.model.own == nil)
            controller.press(.alt("w"))
            #expect(try text(controller) == "the\nin\na\nn")
            controller.press(.control("_"))
            #expect(try text(controller) == "the\nin\n")
        }
    }

    @Test func whereThereIsNoLineBreakItIsSaid() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "poem.txt")
            try String(repeating: "the rain in spain ", count: 40).write(to: file, atomically: true, encoding: .utf8)
            var controller = controller(
                "poem = text(\"\(file.path)\")", "run = train(gru(4) | dense(poem.features), poem, epochs: 1, batch: 4, steps: 16)")
            controller.press(.alt("w"))
            controller.type("the")
            controller.press(.enter)
            controller.model.own?.wait()
            #expect(controller.model.own?.answer?.note == "Not in the vocabulary, left out: `␊`.")
        }
    }

    @Test func strokesAreUndone() throws {
        var controller = controller(
            "digits = strokes(train: 40, test: 20)", "run = train(gru(4) | last | dense(10), digits, epochs: 1, batch: 20)")
        controller.press(.alt("w"))
        controller.type("u")
        #expect(controller.model.message == "There is nothing to undo.")
        controller.type(" jj ")
        let first = try pad(controller).values
        controller.type("lllll jj ")
        let second = try pad(controller).values
        #expect(first != second)
        controller.type("c")
        #expect(try pad(controller).values.allSatisfy { $0 == 0 })
        controller.type("u")
        #expect(try pad(controller).values == second)
        controller.type("u")
        #expect(try pad(controller).values == first)
        controller.press(.control("_"))
        #expect(try pad(controller).values.allSatisfy { $0 == 0 })
        controller.type("UU")
        #expect(try pad(controller).values == second)
        let shown = screen(controller).text
        #expect(shown.contains("Below, the picture lies on its side.") && shown.contains("c clear") && shown.contains("u undo"))
        #expect(!screen(controller, width: 160).text.contains("true"))
        // The mouse and help work here, too.
        controller.press(.alt("M"))
        #expect(controller.model.mouse.isOn && controller.model.message == MouseUse.explanation)
        controller.press(.function(1))
        #expect(screen(controller).text.contains(":own-rub"))
        controller.press(.escape, .escape)
        #expect(controller.model.own == nil)
        controller.press(.alt("w"))
        #expect(try pad(controller).values == second)
        // Including what can be undone and redone.
        controller.type("UU")
        #expect(try pad(controller).values.allSatisfy { $0 == 0 })
        #expect(controller.model.message == "There is nothing to redo.")
        controller.type("uu")
        #expect(try pad(controller).values == first && !pad(controller).isDown)
    }

    @Test func howSureALabellerIsIsExplained() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "tags.jsonl")
            let line = #"{"x": ["go", "now", "."], "y": ["V", "R", "P"]}"#
            try Array(repeating: line, count: 8).joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
            var controller = controller(
                "tags = jsonl(\"\(file.path)\")", "run = train(embedding(4) | gru(4) | dense(3), tags, epochs: 1, batch: 4)")
            controller.press(.alt("w"))
            controller.type("go now")
            controller.press(.enter)
            #expect(controller.model.message?.contains("line break") == true)
            for style in [TerminalStyle(), TerminalStyle(depth: .none, hasUnicode: false)] {
                let shown = screen(controller, style).text
                #expect(shown.contains("sure 0 ") && shown.contains("100 %"))
            }
        }
    }

    @Test func aTextLiesOnRows() {
        let rows = PromptRows(Array("ab\ncdefg"), width: 4)
        #expect(rows.rows == [0..<3, 3..<7, 7..<8])
        #expect(rows.shown(0) == "ab␊" && rows.shown(2) == "g")
        #expect(rows.place(of: 3) == (1, 0) && rows.place(of: 8) == (2, 1))
        #expect(rows.character(row: 0, column: 9) == 2 && rows.character(row: 1, column: 1) == 4 && rows.character(row: 2, column: 9) == 8)
        #expect(rows.seen(cursor: 8, most: 2) == 1..<3 && rows.seen(cursor: 0, most: 2) == 0..<2)
        #expect(PromptRows([], width: 4).rows == [0..<0])
        #expect(PromptRows(Array("a\n"), width: 4).place(of: 2) == (1, 0))
    }

    private struct Missing: Error {}
}
