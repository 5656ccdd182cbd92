import Charts
import Notebook

@testable import TerminalUI

/// The whole screen as drawn for this state and model.
func drawnNotebook(
    _ state: SessionState, _ model: NotebookModel, _ terminalStyle: TerminalStyle = TerminalStyle(), width: Int, height: Int
) -> Canvas {
    var canvas = Canvas(width: width, height: height)
    let columns = NotebookScreen.listWidth(canvas.area, hasRun: state.activeRun != nil, panel: model.panel)
    NotebookScreen(state: state, model: model, terminalStyle: terminalStyle).draw(
        &canvas, list: CellList(state.cells, width: columns, terminalStyle: terminalStyle))
    return canvas
}
