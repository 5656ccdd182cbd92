import Charts
import Foundation
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// A user's own examples, read by runs that have just been trained a little.
@Suite struct OwnExampleTests {
    private func controller(_ cells: String...) -> NotebookController { NotebookController(withRun: cells) }

    private func screen(_ controller: NotebookController, _ style: TerminalStyle = TerminalStyle(), width: Int = 80, height: Int = 24)
        -> Canvas
    {
        controller.model.own?.wait()
        return drawnNotebook(controller.manager.state, controller.model, style, width: width, height: height)
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
        // The rows above the pen are unchanged.
        #expect(drawn.values.prefix(5 * 10) == empty.values.prefix(5 * 10))
        #expect(drawn.values.suffix(10) != empty.values.suffix(10))
        try Golden.expect(screen(controller), is: "own-picture")
        try Golden.expect(screen(controller, TerminalStyle(depth: .none, hasUnicode: false)), is: "own-picture-ascii")
        // On a small screen the pen stays visible, and the prediction has a line.
        for _ in 0..<14 { controller.press(.down) }
        let small = screen(controller, TerminalStyle(depth: .none), width: 40, height: 12).text
        #expect(small.contains("+") && small.contains("The pen is down") && small.contains(" %") && small.contains("─…─"))
        for _ in 0..<14 { controller.press(.up) }
        controller.model.own?.point(.pixel(column: 3, row: 3), erases: false)
        controller.model.own?.release()
        controller.model.own?.point(.pixel(column: 99, row: 3), erases: false)
        guard case .picture(let pad)? = controller.model.own?.content else { throw Missing() }
        #expect(pad.value(3, 3) == 1 && pad.value(4, 3) > 0 && pad.column == 3)
        controller.type("c")
        controller.model.own?.wait()
        #expect(controller.model.own?.answer?.outputs?.values == empty.values)
        controller.press(.escape)
        #expect(controller.model.own == nil && controller.mode == .type)
    }

    /// On a small screen the words stand above what is said of them, those at the cursor, with marks where there are more; what is unknown is read whole.
    @Test func aSentenceIsReadOnASmallScreen() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "tags.conll")
            let sentence = "the\tDET\nold\tADJ\nman\tNOUN\nsails\tVERB\nquickly\tADV\nhome\tNOUN\n\n"
            try String(repeating: sentence, count: 20).write(to: file, atomically: true, encoding: .utf8)
            var controller = controller(
                "tags = conllu(\"\(file.path)\").split(0.5)", "run = train(embedding(4) | gru(4) | dense(5), tags, epochs: 1, batch: 5)")
            controller.press(.alt("w"))
            controller.type("the old man boards, quickly, sails home")
            controller.model.own?.wait()
            let note = try #require(controller.model.own?.answer?.note)
            func words() -> String {
                screen(controller, width: 40, height: 12).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
            let end = words()
            #expect(end.contains(note) && end.contains("input…") && end.contains("home said"), "\(end)")
            for _ in 0..<40 { controller.press(.left) }
            let beginning = words()
            #expect(beginning.contains("input the old man") && beginning.contains("… said"), "\(beginning)")
        }
    }

    @Test func aTextGoesOnAndWhatIsUnknownIsSaid() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "poem.txt")
            try String(repeating: "the rain in spain ", count: 40).write(to: file, atomically: true, encoding: .utf8)
            var controller = controller(
                "poem = text(\"\(file.path)\")", "run = train(gru(8) | dense(poem.features), poem, epochs: 1, batch: 4, steps: 16)")
            controller.press(.alt("w"))
            // If characters are text, the help lists none of their keys.
            controller.press(.function(1))
            #expect(controller.model.page?.contents == .keysOfTyping(.text))
            let help = KeyHelp.lines(.text, .standard)
            #expect(help.contains { $0.hasPrefix("Backspace ") } && help.contains { $0.hasPrefix("Alt-c ") })
            #expect(!help.contains { $0.hasPrefix("x ") || $0.hasPrefix("c ") || $0.contains("own-pen") || $0.contains("series") })
            #expect(help.contains { $0.hasPrefix("Return ") && $0.hasSuffix("begins a new line") })
            #expect(!KeyHelp.lines(.sentence, .standard).contains { $0.contains("Return") || $0.contains("Up") })
            #expect(KeyHelp.lines(.word, .standard).contains { $0.hasPrefix("Down Return ") })
            controller.press(.escape)
            controller.type("the zoo")
            controller.model.own?.wait()
            let answer = try #require(controller.model.own?.answer)
            #expect(answer.isText)
            #expect(answer.outputs?.steps == 4)
            #expect(answer.continuation.count == 160)
            #expect(answer.note == "Not in the vocabulary, left out: `z`, `o`.")
            controller.press(.backspace, .backspace, .backspace)
            controller.model.own?.wait()
            #expect(controller.model.own?.answer?.note == nil)
            controller.model.mouse.isOn = true
            drag(&controller, [(5, 3)])
            controller.type("h")
            controller.model.own?.wait()
            #expect(controller.model.own?.answer?.sequence.steps == 5)
            controller.press(.backspace, .end)
            let canvas = screen(controller)
            #expect(canvas.text.contains("how it may continue") && canvas.text.contains("> the"))
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
        // The known values of the series are its own, from whose end the forecast continues.
        guard case .series(let series)? = controller.model.own?.content else { throw Missing() }
        #expect(after.forecast?.truth.map { Float($0) } == series.values)
        #expect(after.forecast?.first == series.steps + 1)
        try Golden.expect(screen(controller), is: "own-series")
    }

    @Test func lettersAreTypedFromTheDataOrDrawn() throws {
        var controller = controller(
            "letters = words(train: 60, test: 40)", "run = train(gru(4) | dense(26), letters, epochs: 1, batch: 20)")
        controller.press(.alt("w"))
        controller.type("ans")
        controller.model.own?.wait()
        let typed = try #require(controller.model.own?.answer?.outputs)
        #expect(typed.steps == 3 && typed.width == 26)
        guard case .letters(let first)? = controller.model.own?.content else { throw Missing() }
        #expect(first.typed == ["a", "n", "s"] && first.chosen == 2)
        #expect(first.values.contains { $0 > 0.3 })
        let canvas = screen(controller)
        #expect(!canvas.text.contains("true"))
        try Golden.expect(canvas, is: "own-word")
        // A letter that is typed again has another picture.
        controller.press(.backspace)
        controller.type("s")
        guard case .letters(let second)? = controller.model.own?.content else { throw Missing() }
        #expect(second.pads[0] == first.pads[0] && second.pads[2] != first.pads[2])
        controller.type("7")
        #expect(controller.model.message?.hasPrefix("The data has no picture of `7`") == true)
        // Drawing on the last letter does not change the predictions for the earlier ones.
        controller.press(.down)
        controller.type(" ll")
        controller.press(.down)
        controller.model.own?.wait()
        let drawn = try #require(controller.model.own?.answer?.outputs)
        #expect(drawn.values.prefix(2 * 26) == typed.values.prefix(2 * 26) && drawn.values != typed.values)
        try Golden.expect(screen(controller, TerminalStyle(depth: .none, hasUnicode: false)), is: "own-word-drawn-ascii")
        controller.press(.escape)
        controller.model.mouse.isOn = true
        drag(&controller, [(5, 3)])
        guard case .letters(let clicked)? = controller.model.own?.content else { throw Missing() }
        #expect(clicked.chosen == 1)
        drag(&controller, [(40, 3)])
        controller.press(.home)
        controller.type(" ")
        guard case .letters(let third)? = controller.model.own?.content else { throw Missing() }
        #expect(third.typed == [nil, "a", "n", nil] && third.chosen == 0 && !third.isDrawing)
        controller.press(.escape)
        #expect(controller.mode == .type)
    }

    @Test func aLineIsDrawnAndReadColumnByColumn() throws {
        var controller = controller(
            "lines = words(train: 20, test: 10, unsegmented: true)",
            "run = train(gru(4) | dense(27), lines, epochs: 1, batch: 10, loss: ctc)")
        controller.press(.alt("w"))
        controller.model.own?.wait()
        #expect(controller.model.own?.answer?.note == "Nothing has been drawn yet.")
        for column in [4, 9] { controller.model.own?.point(.pixel(column: column, row: 8), erases: false) }
        controller.model.own?.wait()
        // Up to the last column with ink, and two more.
        #expect(controller.model.own?.answer?.outputs?.steps == 13)
        let text = screen(controller).text
        #expect(text.contains("The pen is up") && text.contains("said") && !text.contains("true"))
    }

    @Test func aSentenceIsSplitAsTheDataIs() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "tags.jsonl")
            let line = #"{"x": ["hello", ",", "do", "n't", "go", "."], "y": ["I", "P", "V", "N", "V", "P"]}"#
            try Array(repeating: line, count: 8).joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
            var controller = controller(
                "tags = jsonl(\"\(file.path)\")", "run = train(embedding(4) | gru(4) | dense(4), tags, epochs: 1, batch: 4)")
            controller.press(.alt("w"))
            controller.type("Hello, don't go.")
            controller.model.own?.wait()
            let answer = try #require(controller.model.own?.answer)
            #expect(answer.reading == "Hello , do n't go .")
            #expect(answer.outputs?.steps == 6 && answer.note == nil)
            let canvas = screen(controller)
            #expect(canvas.text.contains("read as  Hello , do n't go .") && !canvas.text.contains("true"))
        }
    }

    // MARK: The mouse

    /// Holds a mouse button from one place of the screen to others.
    private func drag(_ controller: inout NotebookController, _ places: [(x: Int, y: Int)], isRight: Bool = false) {
        controller.model.own?.wait()
        let area = Rectangle(x: 0, y: 0, width: 80, height: 24)
        for (number, place) in places.enumerated() {
            let state = controller.manager.state
            let list = CellList(state.cells, width: NotebookScreen.listWidth(area, hasRun: true), terminalStyle: TerminalStyle())
            let screen = NotebookScreen(state: state, model: controller.model, terminalStyle: TerminalStyle())
            let event = MouseEvent(number == 0 ? .press : .drag, x: place.x, y: place.y, isRight: isRight)
            controller.point(event, at: screen.place(x: place.x, y: place.y, in: area, list), of: area)
        }
        controller.point(.init(.release, x: 0, y: 0, isRight: isRight), at: .nothing, of: area)
        controller.model.own?.wait()
    }

    @Test func theMouseDrawsAndErases() throws {
        var controller = controller(
            "digits = strokes(train: 40, test: 20)", "run = train(gru(4) | last | dense(10), digits, epochs: 1, batch: 20)")
        controller.press(.alt("w"))
        func pad() throws -> DrawingPad {
            guard case .picture(let pad)? = controller.model.own?.content else { throw Missing() }
            return pad
        }
        controller.model.own?.wait()
        let empty = try #require(controller.model.own?.answer?.outputs?.values)
        // When it is off, it draws nothing.
        drag(&controller, [(10, 6)])
        #expect(try pad().values.allSatisfy { $0 == 0 })
        controller.model.mouse.isOn = true
        // The picture begins below the title and within its frame; a row of the screen is two pixels.
        drag(&controller, [(5, 5), (15, 10)])
        let line = try pad()
        for step in 0...10 { #expect(line.value(2 + step, 2 + step) == 1) }
        #expect(line.value(20, 20) == 0 && controller.model.own?.answer?.outputs?.values != empty)
        // Nothing is drawn outside, and when the mouse returns, a new stroke begins.
        drag(&controller, [(23, 5), (79, 5), (23, 15)])
        #expect(try pad().value(20, 12) == 0 && pad().value(20, 22) == 1)
        drag(&controller, [(15, 10), (5, 5), (23, 5)], isRight: true)
        drag(&controller, [(23, 15)], isRight: true)
        #expect(try pad().values.allSatisfy { $0 < 1 })
        // Presses the keys of the last line.
        let text = screen(controller).text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(text.lastIndex { $0.contains("esc back") })
        let found = try #require(text[row].range(of: "esc back"))
        drag(&controller, [(text[row].distance(from: text[row].startIndex, to: found.lowerBound), row)])
        #expect(controller.model.own == nil)
    }

    @Test func theMouseMovesValues() throws {
        var controller = controller(
            "waves = sines(train: 10, test: 4)", "run = train(gru(4) | dense(1), waves, epochs: 1)")
        controller.press(.alt("w"))
        controller.model.mouse.isOn = true
        func series() throws -> ChangedSeries {
            guard case .series(let series)? = controller.model.own?.content else { throw Missing() }
            return series
        }
        let before = try series()
        controller.model.own?.wait()
        let forecast = try #require(controller.model.own?.answer?.forecast?.values)
        drag(&controller, [(40, 6), (60, 9)])
        let after = try series()
        let changed = zip(before.shown, after.shown).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
        let (first, last) = (try #require(changed.first), try #require(changed.last))
        #expect(last - first > 5 && after.step == last)
        // The values are on a falling line.
        let slopes = (first..<last).map { after.shown[$0 + 1] - after.shown[$0] }
        #expect(slopes.allSatisfy { abs($0 - slopes[0]) < 1e-5 && $0 < 0 })
        #expect(controller.model.own?.answer?.forecast?.values != forecast)
        drag(&controller, [(40, 6), (60, 9)], isRight: true)
        #expect(try series().values == before.values)
        #expect(controller.model.own?.answer?.forecast?.values == forecast)
    }

    @Test func whereNothingCanBeMadeUpItIsSaid() {
        var controller = controller()
        controller.press(.alt("w"))
        #expect(controller.model.message?.hasPrefix("No run is shown") == true)
        #expect(controller.mode == .type)
    }

    private struct Missing: Error {}
}
