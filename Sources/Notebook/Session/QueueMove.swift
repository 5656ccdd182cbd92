/// What came of the wish that a waiting cell runs earlier or later.
public enum QueueMove: Sendable, Equatable {
    /// It has another place in the queue now.
    case moved
    /// It is the first, or the last, already.
    case isAtEnd
    /// It runs, or has run.
    case doesNotWait
    /// The cell `user` takes a value or a file from `needed`, so that they run in this order in any case.
    case isNeeded(_ needed: CellID, by: CellID)
}

extension Session {
    /// The cells that wait, in the order in which they are looked at: one that needs another waits for it wherever it stands.
    ///
    /// - Complexity: O(n) for all cells, and O(n log n) for those that wait.
    var waitingCells: [CellID] { waitingPositions.compactMap { index(at: $0).map { entries[$0].id } } }

    private var waitingPositions: [CellPosition] {
        runQueue.ordered(entries.filter { $0.status == .queued }.map(\.position))
    }

    /// Has a waiting cell run before the one that would run before it, or after the next.
    ///
    /// - Complexity: as `waitingCells`.
    mutating func moveInQueue(_ cell: CellID, earlier: Bool) -> QueueMove {
        var waiting = waitingPositions
        guard let position = index(of: cell).map({ entries[$0].position }), let place = waiting.firstIndex(of: position) else {
            return .doesNotWait
        }
        let other = place + (earlier ? -1 : 1)
        guard waiting.indices.contains(other) else { return .isAtEnd }
        let (first, second) = (waiting[min(place, other)], waiting[max(place, other)])
        if graph.needs(of: second).contains(first), let needed = index(at: first), let user = index(at: second) {
            return .isNeeded(entries[needed].id, by: entries[user].id)
        }
        waiting.swapAt(place, other)
        runQueue.reorder(waiting)
        noteChange()
        return .moved
    }
}

extension SessionManager {
    /// The cells that wait, in the order in which they will run as far as nothing is in their way.
    ///
    /// - Complexity: O(n log n).
    public var waitingCells: [CellID] { core.withLock { $0.session.waitingCells } }

    /// Has a waiting cell run before the one that would run before it, or after the next. Cells that need each other keep their order.
    public func moveInQueue(_ cell: CellID, earlier: Bool) -> QueueMove { schedule { $0.session.moveInQueue(cell, earlier: earlier) } }
}
