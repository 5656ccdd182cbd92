import CellLanguage

/// Taking changes back.
extension Session {
    /// What takes one change back: what was there before, and where.
    enum Reversal: Sendable {
        /// Removes what was added.
        case remove(CellID)
        /// Adds what was removed.
        case insert(Entry, at: Int)
        /// Moves back what was moved.
        case move(CellID, to: Int, isSetOff: Bool)
        /// Gives a cell back what it was before it was edited, or ran.
        case restore(Entry)
        /// Says again how far a cell was, before what it uses changed.
        case status(CellID, CellStatus)
    }

    /// Takes changes back, the last one first. What cells had to do then they have to do again: they are queued.
    mutating func revert(_ reversals: [Reversal]) {
        var pending: [CellID] = []
        for reversal in reversals.reversed() where !reversal.isStatus {
            revert(reversal)
            if let entry = reversal.entry, entry.status.isPending { pending.append(entry.id) }
        }
        // Now that all is there again that cells use: what came back has marked them as stale, also those that had come back before.
        for case .restore(let entry) in reversals {
            guard let place = index(of: entry.id), entries[place].status == .stale, !entry.status.isPending else { continue }
            set(entry.restingStatus, at: place)
        }
        for reversal in reversals.reversed() where reversal.isStatus { revert(reversal) }
        for cell in pending { index(of: cell).map { queue($0) } }
    }

    private mutating func revert(_ reversal: Reversal) {
        switch reversal {
        case .remove(let cell): index(of: cell).map { delete($0) }
        case .insert(let entry, let place): add(readmitted(entry), at: min(place, entries.count))
        case .move(let cell, let target, let isSetOff): index(of: cell).map { move($0, to: target, isSetOff: isSetOff) }
        case .restore(let entry): index(of: entry.id).map { restore(entry, at: $0) }
        case .status(let cell, let status):
            guard let place = index(of: cell), [.done, .failed, .stale].contains(entries[place].status) else { return }
            note(.status(cell, entries[place].status))
            set(status, at: place)
        }
    }

    private mutating func restore(_ old: Entry, at place: Int) {
        let current = entries[place]
        note(.restore(current))
        putBack(old, at: place)
        switch (old.element, current.element) {
        case (.prose(let text), _): log(.source(at: place, text: text), at: place)
        case (.cell(let cell), .cell(let other)):
            if cell.source != other.source { log(.source(at: place, text: cell.source), at: place) }
            if cell.output != other.output { log(.output(at: place, text: cell.output), at: place) }
        case (.cell, .prose): break
        }
        if old.code?.source != current.code?.source || (old.status != .done && current.status == .done) {
            let names = (old.code?.dependencies.definitions ?? []).union(current.code?.dependencies.definitions ?? [])
            markDependents(of: names, definedAt: entries[place].position)
        }
        noteEdit()
    }
}

extension Session.Reversal {
    /// The cell that it is about.
    var cell: CellID {
        switch self {
        case .remove(let cell), .move(let cell, _, _), .status(let cell, _): cell
        case .insert(let entry, _), .restore(let entry): entry.id
        }
    }

    /// Whether it is about how far a cell is, and nothing else.
    var isStatus: Bool { if case .status = self { true } else { false } }

    /// What is kept of the cell; nil where little has to be.
    var entry: Session.Entry? {
        switch self {
        case .insert(let entry, _), .restore(let entry): entry
        case .remove, .move, .status: nil
        }
    }

    /// Whether a run of the cell has nothing to say any more.
    var endsRun: Bool {
        switch self {
        case .remove, .restore: true
        case .insert, .move, .status: false
        }
    }

    /// The same without values: the cell has to run again.
    var withoutValues: Session.Reversal {
        switch self {
        case .insert(let entry, let place): .insert(entry.withoutValues, at: place)
        case .restore(let entry): .restore(entry.withoutValues)
        case .remove, .move, .status: self
        }
    }
}

extension Session.Entry {
    fileprivate var withoutValues: Session.Entry {
        guard !values.isEmpty else { return self }
        var entry = self
        entry.values = [:]
        if status == .done { entry.markStale() }
        return entry
    }
}
