import Charts
import Notebook

/// The cells as they were drawn last: most frames change nothing of them, the others one or a few.
struct CellListCache {
    private var known: Known?
    /// How many cells were drawn, and at how many it was looked for changes, over all lists.
    private(set) var drawings = 0
    private(set) var looks = 0

    private struct Known {
        /// The session's revision that was drawn.
        var revision: Int
        var width: Int
        var list: CellList
    }

    /// The cells as lines. What has the version that was drawn last is not drawn again.
    ///
    /// - Parameter terminalStyle: the same each time.
    /// - Complexity: O(changes); O(n) where cells came or went other than at the end, or the width is another.
    mutating func list(of state: SessionState, width: Int, terminalStyle: TerminalStyle) -> CellList {
        guard var known, known.width == width, let changes = state.cells.changes(since: known.revision) else {
            return listAnew(of: state, width: width, terminalStyle: terminalStyle)
        }
        // Held here alone, so that the list is changed in place.
        self.known = nil
        for place in changes {
            looks += 1
            let isNew = place >= known.list.cells.count
            guard isNew || known.list.cells[place].version != state.cells[place].version else { continue }
            let before = isNew ? nil : known.list.cells[place]
            let cell = DrawnCell(state.cells[place], before: before, width: width, terminalStyle: terminalStyle)
            if isNew { known.list.append(cell) } else { known.list.replace(place, with: cell) }
            drawings += 1
        }
        known.revision = state.revision
        self.known = known
        return known.list
    }

    private mutating func listAnew(of state: SessionState, width: Int, terminalStyle: TerminalStyle) -> CellList {
        let before = known?.width == width ? known?.list.cells ?? [] : []
        let places = Dictionary(zip(before.lazy.map(\.cell), before.indices)) { first, _ in first }
        var cells = state.cells.map { view in places[view.id].map { before[$0] } }
        let other = cells.indices.filter { cells[$0]?.version != state.cells[$0].version }
        let drawn = other.mapInParallel { [cells] in
            DrawnCell(state.cells[$0], before: cells[$0], width: width, terminalStyle: terminalStyle)
        }
        for (place, cell) in zip(other, drawn) { cells[place] = cell }
        looks += cells.count
        drawings += other.count
        let list = CellList(cells.compactMap { $0 })
        known = Known(revision: state.revision, width: width, list: list)
        return list
    }
}
