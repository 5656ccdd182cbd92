import Charts
import Notebook

/// A notebook's screen without a terminal.
public struct OffscreenNotebook {
    private let manager: SessionManager
    private let area: Rectangle
    private let terminalStyle = TerminalStyle()
    private var cells = CellListCache()

    /// Seconds between two frames while something moves.
    public static let secondsPerFrame = NotebookApp.secondsPerFrame

    /// - Parameters:
    ///   - width: columns.
    ///   - height: rows.
    public init(_ manager: SessionManager, width: Int, height: Int) {
        self.manager = manager
        area = Rectangle(x: 0, y: 0, width: width, height: height)
    }

    /// Draws a frame as the notebook does.
    public mutating func draw() {
        let state = manager.state
        var canvas = Canvas(width: area.width, height: area.height)
        let list = cells.list(
            of: state, width: NotebookScreen.listWidth(area, hasRun: state.activeRun != nil), terminalStyle: terminalStyle)
        NotebookScreen(state: state, model: NotebookModel(), terminalStyle: terminalStyle).draw(&canvas, list: list)
    }
}
