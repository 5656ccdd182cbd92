/// Changing the cells of a session. Every change can be taken back.
extension SessionManager {
    /// Adds a cell at the end and queues it. Cells above that it needs and that have not run are queued with it.
    @discardableResult
    public func submit(_ source: String) -> CellID {
        insert(.code, source, before: nil, runs: true)
    }

    /// Adds prose or a new cell before this one, or at the end.
    ///
    /// - Parameter runs: whether a cell is queued, with what it needs.
    @discardableResult
    public func insert(_ kind: CellView.Kind, _ source: String, before cell: CellID?, runs: Bool = false) -> CellID {
        let code = CellCode(source)
        return change(.insertion) { core in
            let id = core.insert(kind, code, before: cell)
            if runs { core.session.index(of: id).map { core.session.queue($0) } }
            return id
        }
    }

    /// Replaces a cell's source, queues it, and marks as stale what depends on it. Prose is replaced and nothing runs.
    public func edit(_ cell: CellID, _ source: String) {
        let code = CellCode(source)
        change(.edit) { $0.edit(cell, code) }
    }

    /// Removes a cell with what it printed; what depends on it becomes stale.
    public func delete(_ cell: CellID) {
        change(.removal) { $0.delete(cell) }
        typingScopes.letGo(in: self)
    }

    /// Moves prose or a cell before another, or to the end. What comes by other values by that becomes stale; a cell that runs goes on.
    public func move(_ cell: CellID, before next: CellID?) {
        change(.move) { $0.move(cell, before: next) }
    }

    /// Splits prose or a cell in two, which have to run again; what it printed stays with the lower one. What the cell does is ended.
    ///
    /// - Parameters:
    ///   - source: what takes the place of its source before; nil for what it is.
    ///   - offset: where the lower one begins, in UTF-8 bytes; line ends and spaces around it are left out.
    /// - Returns: the new cell above; nil where there is no such cell, or nothing on one side of the offset.
    @discardableResult
    public func split(_ cell: CellID, _ source: String? = nil, at offset: Int) -> CellID? {
        guard let source = source ?? view(of: cell)?.source, 0...source.utf8.count ~= offset,
            let place = source.utf8.index(source.startIndex, offsetBy: offset).samePosition(in: source)
        else { return nil }
        let upper = source[..<place].reversed().drop(while: \.isWhitespace).reversed()
        let lower = source[place...].drop(while: \.isNewline)
        guard !upper.isEmpty, !lower.allSatisfy(\.isWhitespace) else { return nil }
        let (above, below) = (CellCode(String(upper)), CellCode(String(lower)))
        return change(.split) { $0.split(cell, above, below) }
    }

    /// Joins prose or a cell with the next of the same kind; what they do is ended, and they have to run again.
    ///
    /// - Returns: whether there is such a one below.
    @discardableResult
    public func join(_ cell: CellID) -> Bool {
        guard let (next, source) = core.withLock({ $0.joined(cell) }) else { return false }
        let code = CellCode(source)
        change(.join) { $0.join(cell, next, code) }
        return true
    }

    /// Adds to prose or a cell the same once more, below it, with what it printed.
    ///
    /// - Returns: the new one; nil where there is no such cell.
    @discardableResult
    public func duplicate(_ cell: CellID) -> CellID? {
        guard let view = view(of: cell) else { return nil }
        let code = CellCode(view.source)
        return change(.duplication) { $0.duplicate(view, code) }
    }

    /// Adds prose or a cell like one that was seen, with what it had printed, before this one or at the end. It does not run.
    @discardableResult
    public func paste(_ copy: CellView, before cell: CellID?) -> CellID {
        let code = CellCode(copy.source)
        return change(.paste) { $0.insert(copy, code, before: cell) }
    }

    /// Queues a cell, and what it needs that has not run.
    public func run(_ cell: CellID) {
        run { core in core.session.index(of: cell).map { [$0] } ?? [] }
    }

    /// Queues all cells, in order.
    public func runAll() {
        run { Array($0.session.entries.indices) }
    }

    /// Queues the cells that have not run, or have to run again.
    public func runStale() {
        run { core in core.session.entries.indices.filter { core.session.entries[$0].status != .done } }
    }

    private func run(_ places: (SessionCore) -> [Int]) {
        change(.run(0)) { core in
            for place in places(core) { core.session.queue(place) }
        }
    }

    /// Takes the latest change back: what cells printed, their values and how far they were come back with them. A cell of it that runs is ended.
    ///
    /// - Returns: what it was; nil where there is nothing to take back.
    @discardableResult
    public func undo() -> UndoneChange? {
        defer { typingScopes.letGo(in: self) }
        return schedule { $0.undo() }
    }

    /// Does again what was taken back last, unless something was changed since.
    ///
    /// - Returns: what it was; nil where there is nothing to do again.
    @discardableResult
    public func redo() -> UndoneChange? {
        defer { typingScopes.letGo(in: self) }
        return schedule { $0.redo() }
    }

    private func view(of cell: CellID) -> CellView? {
        core.withLock { core in core.session.index(of: cell).flatMap { core.session.entries[$0].view } }
    }

    private func change<Result: Sendable>(_ change: CellChange, _ body: (inout SessionCore) -> Result) -> Result {
        schedule { $0.step(change, body) }
    }
}
