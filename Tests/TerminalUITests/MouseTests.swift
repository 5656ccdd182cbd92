import Charts
import Notebook
import TestSupport
import Testing

@testable import TerminalUI

/// The effects of the mouse on what is drawn.
@Suite struct MouseTests {
    private static let sizes = [(80, 24), (120, 40), (200, 60)]

    private func screen(_ model: NotebookModel, _ width: Int, _ height: Int, _ state: SessionState = Pictures.session)
        -> (screen: NotebookScreen, list: CellList, canvas: Canvas)
    {
        var canvas = Canvas(width: width, height: height)
        let list = CellList(
            state.cells, width: NotebookScreen.listWidth(canvas.area, hasRun: state.activeRun != nil, panel: model.panel),
            terminalStyle: TerminalStyle())
        let screen = NotebookScreen(state: state, model: model, terminalStyle: TerminalStyle())
        screen.draw(&canvas, list: list)
        return (screen, list, canvas)
    }

    /// The target at the first character of a drawn text, or some columns beside it.
    private func place(of text: String, _ model: NotebookModel, _ width: Int, _ height: Int, offset: Int = 0) -> ScreenPlace? {
        let (screen, list, canvas) = screen(model, width, height)
        for (y, line) in canvas.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard let range = line.range(of: text) else { continue }
            let x = line.distance(from: line.startIndex, to: range.lowerBound)
            return screen.place(x: x + offset, y: y, in: canvas.area, list)
        }
        return nil
    }

    @Test(arguments: sizes) func whatIsDrawnIsFound(_ width: Int, _ height: Int) {
        var model = NotebookModel()
        model.editor.insert("predict(run, digits.test[0])")
        let cells = Pictures.session.cells
        #expect(place(of: "evaluate(run)", model, width, height) == .cell(cells[6].id))
        #expect(place(of: "digits.test[0]", model, width, height) == .typed(line: 0, column: 13))
        #expect(place(of: "M-p pause", model, width, height) == .hint(.press([.alt("p")])))
        #expect(place(of: "M-p pause", model, width, height, offset: 6) == .hint(.press([.alt("p")])))
        #expect(place(of: width < 100 ? "──────────" : "│ ", model, width, height) == .border)
        guard width >= 100 else { return }
        #expect(place(of: "1/7 example", model, width, height) == .title)
        guard case .loss(nil)? = place(of: "loss linear", model, width, height) else {
            Issue.record("the legend belongs to the chart")
            return
        }
        guard case .loss(let step?)? = place(of: "┤", model, width, height, offset: 1) else {
            Issue.record("the curves are the chart's")
            return
        }
        #expect(step == 0)
    }

    @Test func theLastStepIsAtTheRightEdge() {
        let chart = Pictures.run().lossChart
        let area = Rectangle(x: 3, y: 5, width: 60, height: 16)
        #expect(chart.step(x: 62, y: 10, in: area, TerminalStyle()) == chart.charted.fit)
        #expect(chart.step(x: 63, y: 10, in: area, TerminalStyle()) == nil)
    }

    @Test func aCellOfTheMatrixIsFound() {
        var model = NotebookModel()
        model.view = .confusion
        #expect(place(of: "90", model, 120, 40) == .confusion(row: 0, column: 0))
    }

    @Test func listsOverTheNotebookTakeTheMouse() {
        var model = NotebookModel()
        model.picker = Picker(actions: Action.all, in: .type, keys: .standard)
        #expect(place(of: "complete", model, 120, 40) == .item(2))
        let (screen, list, canvas) = screen(model, 120, 40)
        #expect(screen.place(x: 0, y: 30, in: canvas.area, list) == .outside)
        model.page = .init(contents: .keys)
        #expect(self.screen(model, 120, 40).screen.place(x: 0, y: 0, in: canvas.area, list) == .page)
    }

    @Test func noPlaceBreaksIt() {
        var model = NotebookModel()
        for (width, height) in [(20, 6), (1, 1), (47, 17), (100, 12), (130, 30)] {
            for view in LivePanel.View.allCases {
                model.view = view
                let (screen, list, canvas) = screen(model, width, height)
                for y in -1...height {
                    for x in stride(from: -1, through: width, by: 3) { _ = screen.place(x: x, y: y, in: canvas.area, list) }
                }
            }
        }
    }

    // MARK: Effects

    private func controller() -> NotebookController {
        let text = "# T\n\n```unroll\na = 1\n```\n\n```unroll\n[a]\n```\n"
        var controller = NotebookController(SessionManager(document: Document(text)), history: History(file: nil))
        controller.model.mouse.isOn = true
        controller.model.mouse.isExplained = true
        return controller
    }

    private let area = Rectangle(x: 0, y: 0, width: 120, height: 40)

    private func click(_ controller: inout NotebookController, _ place: ScreenPlace) {
        controller.point(.init(.press, x: 0, y: 0), at: place, of: area)
        controller.point(.init(.release, x: 0, y: 0), at: place, of: area)
        controller.manager.waitUntilIdle()
    }

    @Test func clicksSelectAndEdit() {
        var controller = controller()
        let cells = controller.manager.state.cells
        click(&controller, .cell(cells[1].id))
        #expect(controller.model.mode == .browsing(cells[1].id))
        click(&controller, .cell(cells[1].id))
        #expect(controller.model.edited == cells[1].id)
        click(&controller, .typed(line: 0, column: 1))
        controller.type("b")
        #expect(controller.model.editor.string == "ab = 1")
        // A click does not lose typed text.
        click(&controller, .cell(cells[2].id))
        #expect(controller.model.editor.string == "ab = 1")
        #expect(controller.model.message?.contains("Esc") == true)
        controller.press(.escape)
        click(&controller, .cell(cells[2].id))
        #expect(controller.model.mode == .browsing(cells[2].id))
    }

    @Test func keysThatAreShownCanBePressed() {
        var controller = controller()
        click(&controller, .hint(.press([.control("p")])))
        #expect(controller.model.picker != nil)
        click(&controller, .outside)
        #expect(controller.model.picker == nil)
        click(&controller, .hint(.press([.function(1)])))
        #expect(controller.model.page != nil)
        controller.point(.init(.wheelDown, x: 0, y: 0), at: .page, of: area)
        #expect(controller.model.page?.line == 3)
        controller.point(.init(.wheelUp, x: 0, y: 0), at: .page, of: area)
        #expect(controller.model.page?.line == 0)
        click(&controller, .page)
        #expect(controller.model.page?.line == NotebookScreen.pageRows(40))
    }

    @Test func theWheelScrollsAndTheBorderMoves() {
        var controller = controller()
        controller.point(.init(.wheelUp, x: 0, y: 0), at: .nothing, of: area)
        #expect(controller.model.scroll == 3)
        var share = PanelShare()
        for columns in [31, 50, 77, 89] {
            share.leave(columns: columns, of: 120)
            #expect(share.columnsOfCells(120) == columns)
            share.take(rows: columns / 6 + 2, of: 39)
            #expect(share.rows(39) == columns / 6 + 2)
        }
        share.leave(columns: -5, of: 120)
        #expect(share.columnsOfCells(120) == 30)
        share.leave(columns: 10_000, of: 120)
        #expect(share.columnsOfCells(120) == 90)
    }

    @Test func itIsOffUntilItIsWanted() {
        var controller = controller()
        controller.model.mouse = MouseUse()
        let cells = controller.manager.state.cells
        click(&controller, .cell(cells[1].id))
        #expect(controller.model.mode == .typing)
        controller.press(.alt("M"))
        #expect(controller.model.message?.contains("hold Shift to select text") == true)
        controller.press(.alt("M"))
        #expect(!controller.model.mouse.isOn)
        controller.type(":mouse on")
        controller.press(.enter)
        #expect(controller.model.message == "The mouse is on.")
        controller.type(":mouse perhaps")
        controller.press(.enter)
        #expect(controller.model.mouse.isOn && controller.model.message?.hasPrefix(":mouse takes on") == true)
        #expect(KeyFile("mouse on", path: "keys").usesMouse)
        #expect(KeyFile("mouse up", path: "keys").complaint(columns: 78, rows: 1) == "keys, line 1: The mouse is `on` or `off`, not `up`.")
    }

    /// Reports are never typed, whatever is shown.
    @Test func reportsAreNeverText() {
        var controller = controller()
        controller.press(.mouse(.init(.press, x: 3, y: 3)), .mouse(.init(.drag, x: 3, y: 3)))
        #expect(controller.model.editor.isEmpty)
    }

    @Test func chartsAreZoomedAroundThePointer() {
        var settings = LossChartSettings()
        settings.zoom(0.5, of: ChartedSteps(done: 0...1000, fit: 1000, planned: nil), around: 250)
        #expect(settings.window == 125...625)
        settings.read(5000, of: 0...600)
        #expect(settings.cursor == 600)
    }
}
