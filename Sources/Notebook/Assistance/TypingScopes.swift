import CellLanguage
import Synchronization

/// What names mean between the cells of a session, for help while one types: of cells that have not run, the types that they will give.
final class TypingScopes: Sendable {
    private let state: Mutex<State>

    fileprivate struct State: Sendable {
        var cache: ScopeCache
        /// The session's count of meanings when the cache was told of its cells.
        var meanings: Int?
        /// The places of the cells, among those that hold code.
        var places: [CellID: Int] = [:]
        var count = 0
    }

    /// - Parameter overridden: names that are given from outside, whatever cells assign to them.
    init(overridden: some Sequence<String>) {
        state = Mutex(State(cache: ScopeCache(.notebook, overridden: overridden)))
    }

    /// How many cells were checked so far.
    var checks: Int { state.withLock { $0.cache.checks } }

    /// Lets go of all values, such as those of a cell that has been removed.
    func forget() {
        state.withLock { state in
            state.cache.removeAll()
            state.meanings = nil
        }
    }

    /// What names mean above a cell, or at the end. Takes no time where nothing has changed since the last call.
    func scope(above cell: CellID?, in manager: SessionManager) -> Scope {
        state.withLock { state in
            if let session = manager.core.withLock({ $0.session.meanings == state.meanings ? nil : $0.session }) {
                state.take(session)
            }
            return state.cache.scope(below: cell.flatMap { state.places[$0] } ?? state.count)
        }
    }
}

extension TypingScopes.State {
    mutating func take(_ session: Session) {
        var cells: [ScopeCache.Cell] = []
        places = [:]
        for entry in session.entries {
            places[entry.id] = cells.count
            if let code = entry.code { cells.append(entry.scopeCell(code)) }
        }
        cache.update(cells)
        (count, meanings) = (cells.count, session.meanings)
    }
}

extension Session.Entry {
    fileprivate func scopeCell(_ code: CellCode) -> ScopeCache.Cell {
        let hasValues = code.parsed.errors.isEmpty && code.definitions.allSatisfy { values[$0] != nil }
        let key = ScopeCache.Cell.Key(id: id.number, version: meaning, hasValues: hasValues)
        return ScopeCache.Cell(key, code.parsed, code.names, values: hasValues ? values.filter { code.definitions.contains($0.key) } : [:])
    }
}
