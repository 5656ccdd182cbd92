/// What a session tells its journal, and what takes its changes back.
extension Session {
    /// Changes of the document, in order, and the cells that they are of.
    struct ChangeLog: Sendable {
        private(set) var changes: [DocumentChange] = []
        private(set) var cells: Set<CellPosition> = []

        mutating func add(_ change: DocumentChange, of cell: CellPosition?) {
            changes.append(change)
            if let cell { cells.insert(cell) }
        }
    }

    /// Reversals of changes, the last change last; of each cell what was before the first of them is enough.
    struct ReversalLog: Sendable {
        private(set) var reversals: [Reversal] = []
        private var cells: Set<CellID> = []

        mutating func add(_ reversal: Reversal) {
            switch reversal {
            case .remove(let cell): cells.insert(cell)
            case .restore(let entry): guard cells.insert(entry.id).inserted else { return }
            case .insert, .move, .status: break
            }
            reversals.append(reversal)
        }
    }

    /// What has changed of the document since this was called last, in order, and of which cells.
    mutating func takeJournal() -> (changes: [DocumentChange], cells: Set<CellPosition>) {
        defer { journal = ChangeLog() }
        return (journal.changes, journal.cells)
    }

    mutating func log(_ change: DocumentChange, at place: Int) {
        journal.add(change, of: entries.indices.contains(place) ? entries[place].position : nil)
    }

    /// Takes note of how the change that is being made is taken back.
    mutating func note(_ reversal: Reversal) { reversals.add(reversal) }

    /// What takes back all that has changed since this was called last; to be done from the end.
    mutating func takeReversals() -> [Reversal] {
        defer { reversals = ReversalLog() }
        return reversals.reversals
    }

    /// What a journal has to say beside the document: which cells are still to run.
    var pendingChanges: [DocumentChange] {
        entries.indices.filter { entries[$0].isPendingInJournal }.map { .pending(at: $0, isPending: true) }
    }

    /// Cells that an earlier process was still to run.
    var pendingInJournal: [Int] { entries.indices.filter { entries[$0].isPendingInJournal } }

    /// Marks a cell whose changes up to this number are not on disk yet.
    mutating func noteUnkept(_ number: Int, at position: CellPosition) {
        guard let place = index(at: position) else { return }
        set(unkeptChange: number, at: place)
    }

    /// Marks a cell as being on disk, unless it has changed since the change of this number.
    mutating func noteKept(_ number: Int, at position: CellPosition) {
        guard let place = index(at: position), let unkept = entries[place].unkeptChange, unkept <= number else { return }
        set(unkeptChange: nil, at: place)
    }
}
