import Charts
import Notebook

/// The cells as they were drawn last: most frames change nothing of them, the others one or a few.
struct CellListCache {
    private var known: (revision: Int, width: Int, list: CellList)?
    /// How many cells were drawn, over all lists.
    private(set) var drawings = 0

    /// The cells as lines. What has the version that was drawn last is not drawn again.
    ///
    /// - Parameter terminalStyle: the same each time.
    mutating func list(of state: SessionState, width: Int, terminalStyle: TerminalStyle) -> CellList {
        if let known, known.revision == state.revision, known.width == width { return known.list }
        let before = known?.width == width ? known?.list.cells ?? [] : []
        var places: [CellID: Int]?
        func earlier(_ cell: CellID, at place: Int) -> DrawnCell? {
            // Where cells come or go, the others are at other places.
            if place < before.count, before[place].cell == cell { return before[place] }
            if places == nil { places = Dictionary(zip(before.lazy.map(\.cell), before.indices)) { first, _ in first } }
            return places?[cell].map { before[$0] }
        }
        let cells = state.cells.enumerated().map { place, view in
            if let drawn = earlier(view.id, at: place), drawn.version == view.version { return drawn }
            drawings += 1
            return DrawnCell(view, width: width, terminalStyle: terminalStyle)
        }
        let list = CellList(cells)
        known = (state.revision, width, list)
        return list
    }
}
