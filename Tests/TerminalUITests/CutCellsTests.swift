import Charts
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// Cells that are not completely visible say so.
@Suite struct CutCellsTests {
    private static let plain = TerminalStyle(depth: .none, hasUnicode: false)

    /// A session whose middle cell has 20 rows, with this many cells of one row before and after it.
    private func state(before: Int = 1, after: Int = 1) -> SessionState {
        var state = SessionState()
        func view(_ id: Int, _ source: String) -> CellView {
            CellView(id: CellID(id), kind: .code, source: source, status: .done, output: CellOutput())
        }
        let long = (0..<20).map { "row\($0)" }.joined(separator: "\n")
        state.cells = ShownCells(
            (0..<before).map { view($0, "before\($0)") } + [view(100, long)] + (0..<after).map { view(200 + $0, "after\($0)") })
        return state
    }

    private func screen(_ state: SessionState, _ model: NotebookModel, _ style: TerminalStyle = TerminalStyle(), height: Int = 14) -> Canvas
    {
        drawnNotebook(state, model, style, width: 40, height: height)
    }

    private func lines(_ canvas: Canvas) -> [String] {
        canvas.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Compares the number of rows reported as hidden with the actual number.
    private func check(_ canvas: Canvas, of rows: Int = 20) {
        let seen = (0..<rows).filter { row in lines(canvas).contains { $0.hasSuffix(" row\(row)") } }
        let above = lines(canvas).first { $0.contains(" above") }.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
        let below = lines(canvas).first { $0.contains("more row") }.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
        #expect(seen.first == above && (seen.last ?? 0) + 1 + below == rows, "\(canvas.text)")
    }

    @Test func whatIsCutSaysHowMuchIsHidden() {
        var model = NotebookModel()
        model.mode = .browsing(CellID(100))
        for look in [TerminalStyle(), Self.plain] {
            let below = screen(state(), model, look)
            #expect(below.text.contains("more rows") && !below.text.contains("rows above"))
            #expect(below.text.contains(look.hasUnicode ? "… 11 more" : "... 11 more"))
            check(below)
            for scroll in 0...20 {
                var reading = NotebookModel()
                (reading.scroll, reading.looksElsewhere) = (scroll, true)
                check(screen(state(), reading, look))
            }
        }
        // If nothing is hidden, nothing is reported.
        let all = screen(state(), NotebookModel(), height: 40).text
        #expect(!all.contains("above") && !all.contains("more"))
    }

    /// While a long cell is edited in place, its cursor is always visible, and so is the number of hidden rows.
    @Test func whatIsEditedInPlaceIsMarked() throws {
        let state = state()
        for line in 0..<20 {
            var model = NotebookModel()
            model.edited = CellID(100)
            model.editor.replace(with: state.cells[1].source)
            model.editor.moveCursor(line: line, column: 0)
            let canvas = screen(state, model)
            check(canvas)
            let cursor = try #require(canvas.cursor)
            #expect(lines(canvas)[cursor.y].hasSuffix(" row\(line)"))
        }
    }

    /// Text at the prompt is marked if it has more rows than fit.
    @Test func whatIsTypedIsMarked() throws {
        var model = NotebookModel()
        model.editor.insert((0..<20).map { "row\($0)" }.joined(separator: "\n"))
        for look in [TerminalStyle(), Self.plain] {
            for line in 0..<20 {
                model.editor.moveCursor(line: line, column: 2)
                let canvas = screen(SessionState(), model, look)
                let seen = (0..<20).filter { row in lines(canvas).contains { $0.split(separator: " ").contains("row\(row)") } }
                let (first, last) = (try #require(seen.first), try #require(seen.last))
                #expect(first == 0 || canvas.text.contains("\(first) row\(first == 1 ? "" : "s") above"))
                #expect(last == 19 || canvas.text.contains("\(19 - last) more row\(last == 18 ? "" : "s")"))
                let cursor = try #require(canvas.cursor)
                #expect(lines(canvas)[cursor.y].contains("row\(line)"))
            }
        }
        model.editor.replace(with: "a = 1")
        #expect(!screen(SessionState(), model).text.contains("…"))
    }

    /// The text before the first cell is complete even if there is little room.
    @Test(arguments: [40, 62, 80, 120]) func theWelcomeIsNotCut(_ width: Int) {
        var canvas = Canvas(width: width, height: 30)
        NotebookScreen(state: SessionState(), model: NotebookModel(), terminalStyle: TerminalStyle()).draw(&canvas, list: CellList([]))
        let words = canvas.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("epochs: 6, optimizer: adam(0.005), batch: 50)"))
        #expect(words.contains("Tab completes, help() explains, :help lists the keys, :tour shows you around."))
    }

    @Test func golden() throws {
        var model = NotebookModel()
        (model.scroll, model.looksElsewhere) = (7, true)
        try Golden.expect(screen(state(), model), is: "cell-cut")
        try Golden.expect(screen(state(), model, Self.plain), is: "cell-cut-ascii")
    }
}
