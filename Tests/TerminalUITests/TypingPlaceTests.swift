import CellLanguage
import Charts
import Recurrent
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// The place of typed text, and the appearance of long lines.
@Suite struct TypingPlaceTests {
    private func controller() -> NotebookController {
        let document = Document("# T\n\n```unroll\na = 1\n```\n\n```unroll\n[a, a]\n```\n\n```unroll\n5\n```\n")
        var controller = NotebookController(SessionManager(document: document), history: History(file: nil))
        controller.manager.runAll()
        controller.manager.waitUntilIdle()
        controller.press(.escape)
        return controller
    }

    private func screen(_ controller: NotebookController, _ width: Int = 40, _ height: Int = 16) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let state = controller.manager.state
        let list = CellList(state.cells, width: NotebookScreen.listWidth(canvas.area, hasRun: false), terminalStyle: TerminalStyle())
        NotebookScreen(state: state, model: controller.model, terminalStyle: TerminalStyle()).draw(&canvas, list: list)
        return canvas
    }

    private func lines(_ canvas: Canvas) -> [String] {
        canvas.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func aCellIsEditedWhereItStands() {
        var controller = controller()
        controller.type("k")
        let before = lines(screen(controller))
        controller.press(.enter)
        controller.type("[0]")
        let canvas = screen(controller)
        let shown = lines(canvas)
        let place = before.firstIndex { $0.hasSuffix(" [a, a]") }
        #expect(shown.firstIndex(of: "* [a, a][0]") == place)
        #expect(place.map { shown[$0 + 1] } == "  [1, 1]")
        #expect(canvas.cursor?.y == place)
        #expect(canvas.cursor?.x == 11)
        // Nothing else has moved, and nothing is typed below.
        #expect(shown.prefix(2) == before.prefix(2))
        #expect(!shown.contains { $0.hasPrefix(">") })
    }

    @Test func aNewCellIsSeenWhereItGoes() {
        var controller = controller()
        controller.type("kO")
        controller.type("b = 2")
        let shown = lines(screen(controller))
        let place = shown.firstIndex(of: "> b = 2")
        #expect(place.map { shown[$0 + 2].hasSuffix(" [a, a]") } == true)
        #expect(place.map { shown[$0 - 2].hasSuffix(" a = 1") } == true)
        controller.press(.enter)
        #expect(controller.manager.state.cells.map(\.source) == ["# T", "a = 1", "b = 2", "[a, a]", "5"])
    }

    /// On every screen the cursor is visible within the typed text.
    @Test func theCursorIsAlwaysSeen() {
        var controller = controller()
        controller.type("k")
        controller.press(.enter, .end)
        controller.type(String(repeating: " | gru(16)", count: 30))
        for width in [20, 33, 80, 130] {
            for height in [6, 9, 24] {
                let canvas = screen(controller, width, height)
                #expect(canvas.cursor.map { canvas.area.contains(x: $0.x, y: $0.y) } == true, "\(width)x\(height)")
            }
        }
        for _ in 0..<150 { controller.press(.left) }
        #expect(screen(controller, 33, 8).cursor != nil)
    }

    @Test func longLinesAreWrappedWhileTyped() {
        var editor = LineEditor()
        editor.insert("net = gru(64) | last | dense(10)\nb")
        let typed = TypedLines(editor, isProse: false, width: 19, TerminalStyle().theme)
        #expect(typed.lines.map { $0.text } == ["net = gru(64) | ", "    last | ", "    dense(10)", "b"])
        #expect(typed.cursor == (3, 1))
        _ = editor.handle(.up)
        _ = editor.handle(.end)
        #expect(TypedLines(editor, isProse: false, width: 19, TerminalStyle().theme).cursor == (2, 13))
        for _ in 0..<9 { _ = editor.handle(.left) }
        #expect(TypedLines(editor, isProse: false, width: 19, TerminalStyle().theme).cursor == (2, 4))
        _ = editor.handle(.left)
        #expect(TypedLines(editor, isProse: false, width: 19, TerminalStyle().theme).cursor == (1, 10))
    }

    /// The last typed cell and those that wait are visible below a running cell, however long its table.
    @Test func theNewestCellIsInSight() {
        var state = Pictures.session
        var model = NotebookModel()
        func text() -> String {
            var canvas = Canvas(width: 120, height: 24)
            let list = CellList(state.cells, width: NotebookScreen.listWidth(canvas.area, hasRun: true), terminalStyle: TerminalStyle())
            NotebookScreen(state: state, model: model, terminalStyle: TerminalStyle()).draw(&canvas, list: list)
            return canvas.text
        }
        #expect(text().contains("evaluate(run)"))
        var views = Array(state.cells)
        let rows = (1...40).map { EpochResult(epoch: $0, step: $0, trainLoss: 1, test: nil, sequencesPerSecond: 1) }
        views[5] = CellView(
            id: views[5].id, kind: .code, source: "run = train()", status: .running, output: CellOutput([.epochs(EpochTable(rows: rows))]))
        for number in 0..<30 {
            views.append(CellView(id: CellID(50 + number), kind: .code, source: "n\(number)", status: .queued, output: CellOutput()))
        }
        state.cells = ShownCells(views)
        #expect(text().contains("... 29 rows"))
        #expect(text().contains("   40  ") && text().contains("evaluate(run)"))
        #expect(!text().contains("n29"))
        model.seesEnd = true
        #expect(text().contains("n29"))
    }

    @Test func aSelectedCellKeepsItsColours() {
        var model = NotebookModel()
        model.mode = .browsing(Pictures.session.cells[2].id)
        func backgrounds(_ model: NotebookModel) -> Set<Color> {
            var canvas = Canvas(width: 80, height: 60)
            var state = Pictures.session
            state.activeRun = nil
            let list = CellList(state.cells, width: NotebookScreen.listWidth(canvas.area, hasRun: false), terminalStyle: TerminalStyle())
            NotebookScreen(state: state, model: model, terminalStyle: TerminalStyle()).draw(&canvas, list: list)
            return Set(canvas.styles.map(\.background))
        }
        let plain = backgrounds(NotebookModel())
        #expect(plain.count > 3)
        #expect(backgrounds(model).isSuperset(of: plain))
    }

    /// A hint longer than a line continues below it; cells that fill the screen make room.
    @Test func longHintsAreRead() {
        var model = NotebookModel()
        let sentence = "The statement should end before `last`; layers are joined by `|`, as in gru(32) | last, and each needs a line."
        model.editor.replace(with: "gru(16) last")
        model.hint = Hint(kind: .error, text: sentence)
        func text(_ state: SessionState) -> String {
            drawnNotebook(state, model, width: 62, height: 20).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        #expect(text(SessionState()).contains(sentence))
        var document = Document()
        document.elements = (0..<40).map { .cell(DocumentCell(source: "a\($0) = \($0)")) }
        let full = text(SessionManager(document: document).state)
        #expect(full.contains("> gru(16) last " + sentence) && full.contains("a39 = 39"))
    }

    /// Of cells that a menu covers nothing is left beside it, their marks included.
    @Test func aMenuCoversWholeRows() throws {
        var controller = controller()
        controller.type("kk")
        controller.press(.enter)
        controller.type("g")
        controller.press(.tab)
        #expect(controller.model.menu != nil && controller.model.edited != nil)
        let canvas = screen(controller, 60, 20)
        let items = try #require(controller.model.menu?.completions.items)
        let rows = (0..<canvas.height).filter { row in
            items.contains { item in item.text.enumerated().allSatisfy { canvas[3 + $0.offset, row].character == $0.element } }
        }
        #expect(rows.count > 1)
        for row in rows { #expect((0..<2).allSatisfy { canvas[$0, row].character == " " }) }
    }
}
