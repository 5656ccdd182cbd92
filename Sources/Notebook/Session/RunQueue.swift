import HeapModule

/// The cells that are to run, in the order in which they are to be looked at: that of the document, unless the user has changed it. A cell that cannot
/// run yet waits for one thing that is in its way, and is looked at again when that is gone: the end of a cell costs what waited for it, whatever else
/// is queued.
///
/// A position may be given more than once, or be that of a cell that has gone: whoever takes it sees whether the cell is still to run.
struct RunQueue: Sendable {
    private struct Candidate: Comparable {
        var turn, cell: CellPosition

        static func < (a: Candidate, b: Candidate) -> Bool { (a.turn, a.cell) < (b.turn, b.cell) }
    }

    private var candidates = Heap<Candidate>()
    /// What could run, if no other cell had all cores.
    private var waitingForCores = Heap<Candidate>()
    private var waiting: [CellPosition: [CellPosition]] = [:]
    /// Of cells that were moved in the queue: in whose place each is looked at.
    private var turns: [CellPosition: CellPosition] = [:]

    private func candidate(_ cell: CellPosition) -> Candidate { Candidate(turn: turns[cell] ?? cell, cell: cell) }

    /// Adds a cell that is to be looked at.
    ///
    /// - Complexity: O(log n).
    mutating func add(_ cell: CellPosition) {
        candidates.insert(candidate(cell))
    }

    /// Keeps a cell back until `wake` is called for another, or for the same where its last run has not ended yet.
    mutating func hold(_ cell: CellPosition, until other: CellPosition) {
        waiting[other, default: []].append(cell)
    }

    /// Keeps a cell back until `next` is asked for one that may use all cores.
    mutating func holdUntilCoresAreFree(_ cell: CellPosition) {
        waitingForCores.insert(candidate(cell))
    }

    /// Looks again at what waited for this cell.
    mutating func wake(_ cell: CellPosition) {
        for waiting in waiting.removeValue(forKey: cell) ?? [] { add(waiting) }
    }

    /// Takes the first cell that is to be looked at; nil where there is none.
    ///
    /// - Parameter coresAreFree: whether no cell runs that uses all cores.
    /// - Complexity: O(log n).
    mutating func next(coresAreFree: Bool) -> CellPosition? {
        while let candidate = pop(coresAreFree: coresAreFree) {
            // One that had another place, before it was taken out and queued again, is there a second time.
            if candidate.turn == turns[candidate.cell] ?? candidate.cell { return candidate.cell }
        }
        return nil
    }

    private mutating func pop(coresAreFree: Bool) -> Candidate? {
        guard coresAreFree, let held = waitingForCores.min else { return candidates.popMin() }
        guard let candidate = candidates.min, candidate < held else { return waitingForCores.popMin() }
        return candidates.popMin()
    }

    // MARK: The order

    /// These cells in the order in which they are looked at.
    func ordered(_ cells: [CellPosition]) -> [CellPosition] { cells.map(candidate).sorted().map(\.cell) }

    /// Has exactly these cells wait, and looked at in this order.
    ///
    /// - Complexity: O(n log n).
    mutating func reorder(_ cells: [CellPosition]) {
        self = RunQueue()
        for (cell, turn) in zip(cells, cells.sorted()) where cell != turn { turns[cell] = turn }
        for cell in cells { add(cell) }
    }

    /// The cell waits no longer: when it is queued again, its place is that in the document.
    mutating func forgetTurn(of cell: CellPosition) { turns[cell] = nil }
}
