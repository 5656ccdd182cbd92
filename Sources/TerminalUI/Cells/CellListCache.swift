import Charts
import Notebook

/// The list of cells as it was drawn last: most frames change nothing of it.
struct CellListCache {
    private var known: (revision: Int, width: Int, list: CellList)?

    mutating func list(of state: SessionState, width: Int, terminalStyle: TerminalStyle) -> CellList {
        if let known, known.revision == state.revision, known.width == width { return known.list }
        let list = CellList(state.cells, width: width, terminalStyle: terminalStyle)
        known = (state.revision, width, list)
        return list
    }
}
