import CellLanguage

/// The cells of a session and what is known about each: a value, changed under the manager's lock.
struct Session: Sendable {
    /// Prose and cells in the order of the document.
    private(set) var entries: [Entry] = []
    private(set) var graph = DependencyGraph()
    var runQueue = RunQueue()
    let lineEnd: String
    /// Whether the file begins with a byte order mark.
    let hasByteOrderMark: Bool
    /// Counts changes of what fronts see.
    private(set) var revision = 0
    /// Counts changes of what the file is to have.
    private(set) var edits = 0
    /// Counts changes of what names mean.
    private var meanings = 0
    /// The topmost place at which names have come to mean something else since that was asked last; nil where none has.
    private var changedMeaning: CellPosition?
    /// How many cells are queued or running.
    private(set) var pending = 0
    /// How many cells have to run again.
    private(set) var stale = 0
    /// The cells that fronts are to see anew, new ones at the end among them; nil for all, where others came or went.
    private var changed: Set<CellPosition>?
    private var positions: [CellID: CellPosition] = [:]
    private var nextNumber = 1
    /// What has changed of the document since that was asked last, and of which cells.
    var journal = ChangeLog()
    /// What takes back all that has changed since that was asked last.
    var reversals = ReversalLog()

    struct Entry: Sendable {
        let id: CellID
        fileprivate(set) var position = CellPosition(index: 0)
        /// As it is in the document; a cell's output is kept in `output` once it has run.
        var element: Document.Element
        var code: CellCode?
        /// Prose as fronts show it; nil for blank lines.
        var prose: String?
        fileprivate(set) var status = CellStatus.idle
        /// Whether it has run since the session was opened; else its output is the recorded one.
        var hasRun = false
        var output = CellOutput()
        /// How often the running cell had printed when `output` was taken.
        var prints = 0
        /// What the cell defined when it last ran.
        var values: [String: Value] = [:]
        /// How far the cell is in the process that works on the session, where that is another; nil where it is this one.
        var followedStatus: CellStatus?
        /// Whether something that the running cell names has changed since it began: it will be stale when it ends.
        var isOutdated = false
        /// Counts runs and edits, so that what an earlier run still reports is not taken for the present one's.
        var version = 0
        /// The session's count of meanings when the cell's code or values last changed.
        fileprivate(set) var meaning = 0
        /// Whether the journal says that the cell is still to run.
        fileprivate(set) var isPendingInJournal = false
        /// The number of the latest change of the cell that went to the journal; nil where all are on disk.
        var unkeptChange: Int?
        /// The session's revision when anything that is seen of the cell last changed.
        fileprivate(set) var revision = 0
        /// The session's revision when anything else than its marks last changed: how far it is, and whether it is on disk.
        fileprivate(set) var contentRevision = 0

        /// Has it run again.
        mutating func markStale() { status = .stale }

        fileprivate init(_ id: CellID, _ element: Document.Element, _ code: CellCode?) {
            (self.id, self.element, self.code) = (id, element, code)
            switch element {
            case .prose(let text): prose = Session.shownProse(text)
            case .cell(let cell): if let output = cell.output, !output.isEmpty { self.output = CellOutput([.text(output)]) }
            }
        }
    }

    /// - Complexity: O(size of the document): each cell is read once.
    init(_ contents: PendingDocument) {
        (lineEnd, hasByteOrderMark) = (contents.lineEnd, contents.hasByteOrderMark)
        entries.reserveCapacity(contents.parts.count)
        let codes = contents.parts.mapInParallel { part -> CellCode? in
            if case .cell(let cell) = part.element { CellCode(cell.source) } else { nil }
        }
        for (part, code) in zip(contents.parts, codes) {
            var entry = makeEntry(part.element, code)
            entry.isPendingInJournal = part.isPending
            insert(entry, at: entries.count)
        }
    }

    /// The document with everything as it is now.
    ///
    /// - Complexity: O(n).
    var document: Document {
        var document = Document()
        (document.lineEnd, document.hasByteOrderMark) = (lineEnd, hasByteOrderMark)
        document.elements = entries.map(\.element)
        return document
    }

    // MARK: Places

    /// The index of the cell in `entries`; nil where it has gone.
    ///
    /// - Complexity: O(log n).
    func index(of id: CellID) -> Int? { positions[id].flatMap(index) }

    /// The index of the cell at a position; nil where there is none.
    ///
    /// - Complexity: O(log n).
    func index(at position: CellPosition) -> Int? {
        let index = entries.lowerBound(of: position, by: \.position)
        return index < entries.count && entries[index].position == position ? index : nil
    }

    /// An entry that is in no session yet.
    mutating func makeEntry(_ element: Document.Element, _ code: CellCode?) -> Entry {
        defer { nextNumber += 1 }
        return Entry(CellID(nextNumber), element, code)
    }

    /// Puts an entry before the one at `place`. Nothing else is read or looked at again.
    mutating func insert(_ entry: Entry, at place: Int) {
        let above = place > 0 ? entries[place - 1].position : nil
        let position = CellPosition.between(above, place < entries.count ? entries[place].position : nil)
        let order = position == nil ? waitingCells : []
        entries.insert(entry, at: place)
        if let position {
            entries[place].position = position
            positions[entry.id] = position
            if let code = entry.code { graph.insert(code.dependencies, at: position) }
            if entry.status == .queued { runQueue.add(position) }
        } else {
            renumber(queue: order)
        }
        if entry.status.isPending { pending += 1 }
        if entry.status == .stale { stale += 1 }
        noteMeaning(at: place)
        // What is added at the end moves none of the others.
        if place + 1 < entries.count { changed = nil }
    }

    /// Takes an entry out. What waits for it is looked at again.
    mutating func takeEntry(at place: Int) -> Entry {
        let entry = entries.remove(at: place)
        positions[entry.id] = nil
        graph.remove(at: entry.position)
        if entry.status.isPending { pending -= 1 }
        if entry.status == .stale { stale -= 1 }
        runQueue.forgetTurn(of: entry.position)
        runQueue.wake(entry.position)
        changed = nil
        noteMeaning(from: entry.position)
        return entry
    }

    /// Puts back what an entry was, at its place: it is neither queued nor running then, whatever it was.
    mutating func putBack(_ old: Entry, at place: Int) {
        let current = entries[place]
        var entry = old
        entry.position = current.position
        entry.status = current.status
        entry.element.isSetOff = current.element.isSetOff
        entry.isPendingInJournal = current.isPendingInJournal
        entry.unkeptChange = current.unkeptChange
        // What an earlier run still reports is not for it.
        entry.version = max(current.version, old.version) + 1
        entries[place] = entry
        if let code = entry.code { graph.insert(code.dependencies, at: entry.position) }
        changed = nil
        set(old.restingStatus, at: place)
        noteMeaning(at: place)
    }

    /// An entry that was removed, as it comes in again: neither queued nor running.
    func readmitted(_ old: Entry) -> Entry {
        var entry = old
        entry.status = old.restingStatus
        (entry.isPendingInJournal, entry.unkeptChange) = (false, nil)
        entry.version += 1
        return entry
    }

    /// Gives all cells new positions, with room between them.
    ///
    /// - Parameter queue: the cells that waited, in their order; others that are queued come where the document has them.
    /// - Complexity: O(n log n).
    private mutating func renumber(queue: [CellID]) {
        (graph, runQueue, changed) = (DependencyGraph(), RunQueue(), nil)
        changedMeaning = CellPosition(index: 0)
        for place in entries.indices {
            let position = CellPosition(index: place)
            entries[place].position = position
            positions[entries[place].id] = position
            if let code = entries[place].code { graph.insert(code.dependencies, at: position) }
        }
        runQueue.reorder(queue.compactMap { positions[$0] })
        let known = Set(queue)
        for entry in entries where entry.status == .queued && !known.contains(entry.id) { runQueue.add(entry.position) }
    }

    // MARK: What has changed

    /// Fronts are to see the cell anew.
    mutating func noteChange(at place: Int) {
        noteMark(at: place)
        entries[place].contentRevision = revision
    }

    /// Fronts are to see the cell's marks anew.
    private mutating func noteMark(at place: Int) {
        revision += 1
        entries[place].revision = revision
        changed?.insert(entries[place].position)
    }

    /// Something that is not of a cell has changed.
    mutating func noteChange() { revision += 1 }

    /// The file does not have the session as it is now.
    mutating func noteEdit() {
        revision += 1
        edits += 1
    }

    mutating func noteMeaning(at place: Int) {
        meanings += 1
        entries[place].meaning = meanings
        noteMeaning(from: entries[place].position)
        noteChange(at: place)
    }

    private mutating func noteMeaning(from position: CellPosition) {
        changedMeaning = changedMeaning.map { min($0, position) } ?? position
    }

    /// All entries, and the first of them from which on names may mean something else than when this was asked last; nil where all mean the same.
    mutating func takeChangedMeanings() -> (entries: [Entry], first: Int)? {
        defer { changedMeaning = nil }
        return changedMeaning.map { (entries, entries.lowerBound(of: $0, by: \.position)) }
    }

    /// How many cells there are from the one on that `takeChangedMeanings` gives first.
    var cellsBelowChangedMeaning: Int { changedMeaning.map { entries.count - entries.lowerBound(of: $0, by: \.position) } ?? 0 }

    /// What fronts have not seen since this was asked last; nil for all.
    mutating func takeChanged() -> Set<CellPosition>? {
        defer { changed = [] }
        return changed
    }

    /// Sets how far a cell is; what waited for it is looked at again once it is neither queued nor running.
    mutating func set(_ status: CellStatus, at place: Int) {
        let old = entries[place].status
        let wasPending = old.isPending
        entries[place].status = status
        stale += (status == .stale ? 1 : 0) - (old == .stale ? 1 : 0)
        if old == .queued, status != .queued { runQueue.forgetTurn(of: entries[place].position) }
        pending += (status.isPending ? 1 : 0) - (wasPending ? 1 : 0)
        if wasPending, !status.isPending { runQueue.wake(entries[place].position) }
        if entries[place].isPendingInJournal != status.isPending {
            entries[place].isPendingInJournal = status.isPending
            log(.pending(at: place, isPending: status.isPending), at: place)
        }
        noteMark(at: place)
    }

    /// Sets the number of the latest change of a cell that is not on disk; nil where all are.
    mutating func set(unkeptChange: Int?, at place: Int) {
        entries[place].unkeptChange = unkeptChange
        noteMark(at: place)
    }

    /// Changes what is kept about a cell, other than how far it is.
    mutating func update(_ place: Int, _ change: (inout Entry) -> Void) {
        change(&entries[place])
        noteChange(at: place)
    }

    /// All cells are to be seen anew: some are shown that were not, or the other way round.
    mutating func noteAllChanged() { changed = nil }

    /// Gives a cell other code.
    mutating func replaceCode(_ code: CellCode, at place: Int) {
        entries[place].code = code
        graph.insert(code.dependencies, at: entries[place].position)
    }

    /// Keeps what a cell defined.
    mutating func set(values: [String: Value], at place: Int) {
        entries[place].values = values
        noteMeaning(at: place)
    }
}
