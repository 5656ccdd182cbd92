import Charts
import Notebook

/// The cells as they were drawn last: most frames change nothing of them, the others one or a few. Where many change at once, a frame draws those
/// that are seen and some of the others, which stay as they were until a later frame.
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
        /// The places of the cells that have changed since they were drawn.
        var outdated: Set<Int> = []
    }

    /// Whether cells have changed since they were drawn: later frames have something to draw.
    var isOutdated: Bool { known.map { !$0.outdated.isEmpty } ?? false }

    /// The cells as lines. What has the version that was drawn last is not drawn again.
    ///
    /// - Parameters:
    ///   - terminalStyle: the same each time.
    ///   - limit: how many of the cells that have changed are drawn at most; those that are new, or have another width, are drawn all.
    /// - Complexity: O(changes); O(n) where cells came or went other than at the end, or the width is another.
    mutating func list(of state: SessionState, width: Int, terminalStyle: TerminalStyle, limit: Int = .max) -> CellList {
        var known = takeKnown(state, width, terminalStyle)
        draw(&known, Array(known.outdated.prefix(limit)), of: state, terminalStyle)
        self.known = known
        return known.list
    }

    /// Draws the cells at these places which have changed since they were drawn.
    ///
    /// - Parameter state: that of the list.
    /// - Returns: the list with them; nil where there were none.
    mutating func list(drawing places: Range<Int>, of state: SessionState, terminalStyle: TerminalStyle) -> CellList? {
        guard isOutdated, var known else { return nil }
        let outdated = places.filter(known.outdated.contains)
        guard !outdated.isEmpty else { return nil }
        self.known = nil
        draw(&known, outdated, of: state, terminalStyle)
        self.known = known
        return known.list
    }

    /// What is known, with the places that are outdated. It is held by the caller alone, so that the list is changed in place.
    private mutating func takeKnown(_ state: SessionState, _ width: Int, _ terminalStyle: TerminalStyle) -> Known {
        guard var known, known.width == width, let changes = state.cells.changes(since: known.revision) else {
            return listAnew(of: state, width: width, terminalStyle: terminalStyle)
        }
        self.known = nil
        for place in changes {
            looks += 1
            if place >= known.list.cells.count {
                known.list.append(DrawnCell(state.cells[place], width: width, terminalStyle: terminalStyle))
                drawings += 1
            } else if known.list.cells[place].version != state.cells[place].version {
                known.outdated.insert(place)
            }
        }
        known.revision = state.revision
        return known
    }

    private mutating func draw(_ known: inout Known, _ places: [Int], of state: SessionState, _ terminalStyle: TerminalStyle) {
        let (before, width) = (known.list.cells, known.width)
        let drawn = places.mapInParallel {
            DrawnCell(state.cells[$0], before: before[$0], width: width, terminalStyle: terminalStyle)
        }
        known.list.replace(Array(zip(places, drawn)))
        known.outdated.subtract(places)
        drawings += places.count
    }

    private mutating func listAnew(of state: SessionState, width: Int, terminalStyle: TerminalStyle) -> Known {
        let before = known?.width == width ? known?.list.cells ?? [] : []
        known = nil
        let places = Dictionary(zip(before.lazy.map(\.cell), before.indices)) { first, _ in first }
        var cells = state.cells.map { view in places[view.id].map { before[$0] } }
        let new = cells.indices.filter { cells[$0] == nil }
        let drawn = new.mapInParallel { DrawnCell(state.cells[$0], width: width, terminalStyle: terminalStyle) }
        for (place, cell) in zip(new, drawn) { cells[place] = cell }
        looks += cells.count
        drawings += new.count
        let list = CellList(cells.compactMap { $0 })
        let outdated = list.cells.indices.filter { list.cells[$0].version != state.cells[$0].version }
        return Known(revision: state.revision, width: width, list: list, outdated: Set(outdated))
    }
}
