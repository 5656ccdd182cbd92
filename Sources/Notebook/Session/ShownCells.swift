/// The cells as fronts saw them last: what has not changed since is not made again.
struct ShownCells: Sendable {
    private(set) var views: [CellView] = []
    /// Where each of `views` stands in the session.
    private var positions: [CellPosition] = []

    /// Takes over what has changed in the session since this was called last.
    ///
    /// - Complexity: O(log n) for each cell that has changed; O(n) where cells came or went. Where a front keeps an earlier state, the array is copied.
    mutating func update(from session: inout Session) {
        guard let changed = session.takeChanged() else { return makeAll(session) }
        for position in changed {
            guard let place = place(of: position), let index = session.index(at: position), let view = session.entries[index].view else {
                continue
            }
            views[place] = view
        }
    }

    private mutating func makeAll(_ session: Session) {
        views.removeAll(keepingCapacity: true)
        positions.removeAll(keepingCapacity: true)
        for entry in session.entries {
            guard let view = entry.view else { continue }
            views.append(view)
            positions.append(entry.position)
        }
    }

    /// Where the cell at a position is in `views`; nil where it is not shown.
    ///
    /// - Complexity: O(log n).
    func place(of position: CellPosition) -> Int? {
        let place = positions.lowerBound(of: position) { $0 }
        return place < positions.count && positions[place] == position ? place : nil
    }
}
