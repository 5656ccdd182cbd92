import HeapModule

/// The cells that are to run, in the order in which they are to be looked at. A cell that cannot run yet waits for one thing that is in its way, and
/// is looked at again when that is gone: the end of a cell costs what waited for it, whatever else is queued.
///
/// A position may be given more than once, or be that of a cell that has gone: whoever takes it sees whether the cell is still to run.
struct RunQueue: Sendable {
    private var candidates = Heap<CellPosition>()
    /// What could run, if no other cell had all cores.
    private var waitingForCores = Heap<CellPosition>()
    private var waiting: [CellPosition: [CellPosition]] = [:]

    /// Adds a cell that is to be looked at.
    ///
    /// - Complexity: O(log n).
    mutating func add(_ cell: CellPosition) {
        candidates.insert(cell)
    }

    /// Keeps a cell back until `wake` is called for another, or for the same where its last run has not ended yet.
    mutating func hold(_ cell: CellPosition, until other: CellPosition) {
        waiting[other, default: []].append(cell)
    }

    /// Keeps a cell back until `next` is asked for one that may use all cores.
    mutating func holdUntilCoresAreFree(_ cell: CellPosition) {
        waitingForCores.insert(cell)
    }

    /// Looks again at what waited for this cell.
    mutating func wake(_ cell: CellPosition) {
        for waiting in waiting.removeValue(forKey: cell) ?? [] { candidates.insert(waiting) }
    }

    /// Takes the highest cell that is to be looked at; nil where there is none.
    ///
    /// - Parameter coresAreFree: whether no cell runs that uses all cores.
    /// - Complexity: O(log n).
    mutating func next(coresAreFree: Bool) -> CellPosition? {
        guard coresAreFree, let held = waitingForCores.min else { return candidates.popMin() }
        guard let candidate = candidates.min, candidate < held else { return waitingForCores.popMin() }
        return candidates.popMin()
    }
}
