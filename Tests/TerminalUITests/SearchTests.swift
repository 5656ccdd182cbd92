import Charts
import Notebook
import TestSupport
import Testing

@testable import TerminalUI

/// Searching cells and their outputs.
@Suite struct SearchTests {
    private func selected(_ controller: NotebookController) -> String? { controller.selected?.view.source }

    private func screen(_ controller: NotebookController, _ style: TerminalStyle, width: Int = 80) -> Canvas {
        drawnNotebook(controller.manager.state, controller.model, style, width: width, height: 24)
    }

    /// If no cell is selected, a search begins at the beginning, or at the end; graphical characters are not text.
    @Test func aSearchBeginsAtAnEnd() {
        var controller = NotebookController.ofSmallSession
        controller.type(":search a")
        controller.press(.enter)
        #expect(controller.model.message == "1 of 2." && selected(controller) == "a = 1")
        controller.model.mode = .typing
        controller.type(":previous-match")
        controller.press(.enter)
        #expect(controller.model.message == "2 of 2." && selected(controller) == "[a]")
        let example = NotebookController(withRun: ["strokes(train: 2, test: 1).test[0]"]).manager.state.cells[0].output
        #expect(example.plain.contains("▓") && example.textToSearch.contains("28 steps") && !example.textToSearch.contains("▓"))
    }

    @Test func cellsAreSearched() {
        var controller = NotebookController.ofSmallSession
        controller.manager.runAll()
        controller.manager.waitUntilIdle()
        controller.press(.escape)
        controller.type("/A")
        controller.press(.enter)
        #expect(controller.model.message == "Nothing here contains `A`.")
        controller.type("/a")
        controller.press(.enter)
        #expect(selected(controller) == "a = 1")
        controller.type("n")
        #expect(selected(controller) == "[a]")
        controller.type("N")
        #expect(selected(controller) == "a = 1")
        controller.type("N")
        #expect(selected(controller) == "[a]")
        #expect(controller.model.message == "2 of 2; the search continued from the other end.")
        // Outputs are searched, too.
        controller.type("/[1]")
        controller.press(.enter)
        #expect(selected(controller) == "[a]")
        controller.type("/")
        controller.press(.backspace)
        #expect(controller.model.search == nil)
        var empty = NotebookController(of: "")
        empty.type(":search x")
        empty.press(.enter)
        #expect(empty.model.message == "Nothing here contains `x`.")
    }

    /// Matches are marked in place, counted, and visited one by one.
    @Test(arguments: [TerminalStyle(), TerminalStyle(depth: .sixteen), TerminalStyle(depth: .none, hasUnicode: false)])
    func whatIsFoundIsMarked(_ style: TerminalStyle) throws {
        var controller = NotebookController(
            of: "A gru here.\n\n```unroll\na = gru(3) | gru(4)\n```\n\n```unroll\nb = [5]\n```\n\n```unroll\nc = gru(2)\n```\n")
        /// The text that looks different from a screen without a search, row by row: the current match, or the others.
        func marks(_ isChosen: Bool) -> [String] {
            var other = controller
            (other.model.match, other.model.showsMatches) = (nil, false)
            if other.model.search != nil { other.model.search = LineEditor() }
            let (canvas, plain) = (screen(controller, style), screen(other, style))
            return (0..<canvas.height - 1).compactMap { row in
                let text = (0..<canvas.width).filter { column in
                    let (cell, before) = (canvas[column, row], plain[column, row])
                    return cell.character == before.character && cell.style != before.style
                        && cell.style.attributes.contains(.underline) != isChosen
                }
                .compactMap { canvas[$0, row].character }
                return text.isEmpty ? nil : String(text)
            }
        }
        #expect(marks(false).isEmpty)
        controller.press(.escape)
        controller.type("/gr")
        #expect(marks(false) == ["gr", "grgr", "gr"] && screen(controller, style).text.contains("/ gr   4 places"))
        controller.type("q")
        #expect(marks(false).isEmpty && screen(controller, style).text.contains("/ grq   nowhere"))
        controller.press(.backspace)
        controller.type("u")
        controller.press(.enter)
        #expect(controller.model.message == "1 of 4; the search continued from the other end.")
        #expect(marks(false) == ["grugru", "gru"] && marks(true) == ["gru"])
        controller.type("n")
        #expect(controller.model.message == "2 of 4." && selected(controller) == "a = gru(3) | gru(4)")
        if style.depth > .sixteen { try Golden.expect(screen(controller, style), is: "search") }
        if style.depth == .none { try Golden.expect(screen(controller, style), is: "search-ascii") }
        controller.type("n")
        #expect(controller.model.message == "3 of 4." && selected(controller) == "a = gru(3) | gru(4)")
        #expect(screen(controller, style).text.contains("n N next, previous"))
        controller.type("N")
        controller.type("N")
        #expect(controller.model.message == "1 of 4." && selected(controller) == "A gru here.")
        // From another cell it continues from there.
        controller.type("jj")
        #expect(controller.model.match == nil && marks(false) == ["gru", "grugru", "gru"])
        controller.type("N")
        #expect(controller.model.message == "3 of 4.")
        // Typing is not disturbed.
        controller.type("i")
        #expect(marks(false).isEmpty && marks(true).isEmpty)
    }

    /// A cell longer than the screen shows the current match.
    @Test func aLongCellShowsThePlaceThatWasFound() {
        let source = (0..<60).map { "x\($0) = \($0 % 20 == 7 ? "gru(1)" : "1")" }.joined(separator: "\n")
        var controller = NotebookController(of: "```unroll\n\(source)\n```\n")
        controller.press(.escape)
        controller.type("/gru")
        controller.press(.enter)
        for name in ["x7 =", "x27 =", "x47 =", "x7 ="] {
            #expect(screen(controller, TerminalStyle()).text.contains(name))
            controller.type("n")
        }
        #expect(controller.model.message == "2 of 3.")
    }

    /// What looks otherwise in a row than where nothing is marked.
    private func marked(_ controller: NotebookController, width: Int) -> [String] {
        var other = controller
        (other.model.match, other.model.showsMatches) = (nil, false)
        let (canvas, plain) = (screen(controller, TerminalStyle(), width: width), screen(other, TerminalStyle(), width: width))
        return (0..<canvas.height - 1).map { row in
            String((0..<width).filter { canvas[$0, row].style != plain[$0, row].style }.compactMap { canvas[$0, row].character })
        }
        .filter { !$0.isEmpty }
    }

    /// What the end of a line divides is marked in both lines, and only as often as it is counted.
    @Test func aMatchThatIsDividedIsMarkedInBothLines() throws {
        let source = "first = train(gru(64) | dropout(0.5) | last | dense(10), digits, epochs: 30, learning_rates: 7)"
        var controller = NotebookController(of: "```unroll\n\(source)\n```\n\n```unroll\na = gr\nu = 1\n```\n")
        controller.press(.escape)
        var divided = 0
        for (pattern, count) in [("dropout(0.5) | last", 1), ("digits, epochs", 1), ("dense(10), digits", 1), ("gru", 1), ("rates: 7", 1)] {
            controller.type("/" + pattern)
            controller.press(.enter)
            #expect(controller.model.message?.hasPrefix("1 of \(count)") == true)
            for width in 24...60 {
                let marks = marked(controller, width: width)
                let all = marks.joined().replacing(" ", with: "")
                #expect(all == pattern.replacing(" ", with: ""), "\(width): \(marks)")
                divided += marks.count > 1 ? 1 : 0
            }
        }
        #expect(divided > 20)
    }

    /// Signs and names in pictures are neither counted nor marked.
    @Test func picturesAreNotSearched() throws {
        var controller = NotebookController(withRun: [
            "digits = strokes(train: 20, test: 10)\nrun = train(gru(2) | last | dense(10), digits, epochs: 1)\nevaluate(run)",
            "predict(run, digits.test[1])",
        ])
        controller.press(.escape)
        for pattern in ["9", "0", "test", "step"] {
            var count = 0
            for cell in controller.manager.state.cells { count += SearchPattern(pattern).count(in: SearchedTexts.text(of: cell)) }
            let state = controller.manager.state
            for width in [60, 98] {
                let list = CellList(state.cells, width: width, terminalStyle: TerminalStyle())
                let lines = list.cells.flatMap(\.lines).filter { !$0.isDrawn }.map { String($0.text.dropFirst(2)) }
                let shown = lines.reduce(0) { $0 + SearchPattern(pattern).columns(in: $1).count }
                #expect(shown == count, "\(pattern) at \(width): \(lines)")
            }
        }
    }
}
