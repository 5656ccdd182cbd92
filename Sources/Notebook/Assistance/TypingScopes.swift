import CellLanguage
import Synchronization

/// What names mean between the cells of a session, for help while one types: of cells that have not run, the types that they will give.
final class TypingScopes: Sendable {
    private let state: Mutex<State>
    /// Whether a thread is finding out what names mean, so that the next who asks need not.
    private let isPreparing = Atomic(false)

    fileprivate struct State: Sendable {
        var cache: ScopeCache
        /// Whether the cache knows of the cells, as they were when it was told last.
        var isTold = false
        /// How many cells that hold code are above each cell.
        var places: [CellID: Int] = [:]
        /// How many cells hold code.
        var count = 0
        var taken = 0
    }

    /// - Parameter overridden: names that are given from outside, whatever cells assign to them.
    init(overridden: some Sequence<String>) {
        state = Mutex(State(cache: ScopeCache(.notebook, overridden: overridden)))
    }

    /// How many cells were checked so far.
    var checks: Int { state.withLock { $0.cache.checks } }

    /// How many cells were looked at for changes so far.
    var taken: Int { state.withLock { $0.taken } }

    /// Lets go of values that names do not have any more, such as those of a cell that has been removed.
    func letGo(in manager: SessionManager) {
        state.withLock { if $0.isTold { $0.update(from: manager) } }
    }

    /// What names mean above a cell, or at the end. Takes no time where nothing has changed since the last call.
    ///
    /// - Complexity: O(log names) for each cell from the topmost one on whose meaning has changed, and a check of those that the changes reach.
    func scope(above cell: CellID?, in manager: SessionManager) -> Scope {
        state.withLock { state in
            state.update(from: manager)
            return state.scope(above: cell)
        }
    }

    /// What names mean above a cell, or at the end, where that takes next to no time; nil where many cells have changed, or another thread is
    /// finding out: `scope(above:in:)` waits for it.
    func readyScope(above cell: CellID?, in manager: SessionManager) -> Scope? {
        state.withLockIfAvailable { state -> Scope? in
            guard manager.core.withLock({ $0.session.cellsBelowChangedMeaning }) <= Self.readyCells else { return nil }
            state.update(from: manager)
            return state.scope(above: cell)
        } ?? nil
    }

    /// Finds out what names mean, unless another thread is at it.
    func prepare(in manager: SessionManager) {
        guard !isPreparing.exchange(true, ordering: .acquiringAndReleasing) else { return }
        _ = scope(above: nil, in: manager)
        isPreparing.store(false, ordering: .releasing)
    }

    /// How many cells are looked at in next to no time.
    private static let readyCells = 128
}

extension TypingScopes.State {
    func scope(above cell: CellID?) -> Scope { cache.scope(below: cell.flatMap { places[$0] } ?? count) }

    mutating func update(from manager: SessionManager) {
        guard let changed = manager.core.withLock({ $0.session.takeChangedMeanings() }) else { return }
        isTold = true
        var place = 0
        if changed.first > 0 {
            let above = changed.entries[changed.first - 1]
            place = (places[above.id] ?? 0) + (above.code == nil ? 0 : 1)
        } else {
            places = [:]
        }
        let first = place
        var cells: [ScopeCache.Cell] = []
        for entry in changed.entries[changed.first...] {
            places[entry.id] = place
            guard let code = entry.code else { continue }
            cells.append(entry.scopeCell(code))
            place += 1
        }
        cache.update(from: first, cells)
        taken += cells.count
        count = place
    }
}

extension Session.Entry {
    fileprivate func scopeCell(_ code: CellCode) -> ScopeCache.Cell {
        let hasValues = code.parsed.errors.isEmpty && code.definitions.allSatisfy { values[$0] != nil }
        let key = ScopeCache.Cell.Key(id: id.number, version: meaning, hasValues: hasValues)
        return ScopeCache.Cell(key, code.parsed, code.names, values: hasValues ? values.filter { code.definitions.contains($0.key) } : [:])
    }
}
