/// What names mean where a cell is typed, kept from one key to the next. Of cells that have not run the types are known that they will give; a cell is
/// checked again where its own code, or the meaning of something that it uses, has changed.
struct TypingScope: Sendable {
    /// What the scope is made of: a cell of the session.
    struct Cell: Sendable {
        var id: CellID
        var code: CellCode
        var values: [String: Value]
        /// Another one whenever code or values are.
        var meaning: Int
    }

    /// What was found about a cell.
    private struct Finding: Sendable {
        var meaning: Int
        /// What the names meant that it uses, by the number of the finding that gave them; 0 for names without a cell.
        var uses: [String: Int]
        /// What a check found; nil where the cell has values, which are not kept here.
        var names: [String: StaticValue]?
        /// Counts findings: what this one gives is the same for as long as this is.
        var number: Int
    }

    private var findings: [CellID: Finding] = [:]
    private var count = 0
    private var known: (meanings: Int, cell: CellID?, scope: Scope)?

    /// The scope that was asked for last, where nothing has changed since.
    func known(meanings: Int, above cell: CellID?) -> Scope? {
        known.flatMap { $0.meanings == meanings && $0.cell == cell ? $0.scope : nil }
    }

    /// The scope below these cells.
    ///
    /// - Parameters:
    ///   - meanings: the session's count when the cells were taken.
    ///   - cell: the cell that is typed; nil for a new one at the end.
    /// - Complexity: O(uses) look-ups, and a check of each cell for which something has changed.
    mutating func scope(below cells: [Cell], meanings: Int, above cell: CellID?, overridden: some Collection<String>) -> Scope {
        var scope = Scope()
        var givers: [String: Int] = [:]
        var present: [CellID: Finding] = [:]
        for cell in cells {
            let code = cell.code
            var finding: Finding
            let uses = code.uses.reduce(into: [:]) { $0[$1] = givers[$1] ?? 0 }
            if let before = findings[cell.id], before.meaning == cell.meaning, before.uses == uses, code.parsed.errors.isEmpty {
                finding = before
            } else {
                count += 1
                finding = Finding(meaning: cell.meaning, uses: uses, names: Self.names(of: cell, scope, overridden), number: count)
            }
            for (name, value) in finding.names ?? cell.values.mapValues(StaticValue.value) {
                scope.names[name] = value
                givers[name] = finding.number
            }
            present[cell.id] = finding
        }
        findings = present
        known = (meanings, cell, scope)
        return scope
    }

    /// Lets go of the values that the last scope had, such as those of a cell that has been removed.
    mutating func forget() { known = nil }

    /// What a check finds about a cell's names; nil where the cell has values for all.
    private static func names(of cell: Cell, _ scope: Scope, _ overridden: some Collection<String>) -> [String: StaticValue]? {
        let code = cell.code
        if code.parsed.errors.isEmpty, code.definitions.allSatisfy({ cell.values[$0] != nil }) { return nil }
        var checker = Checker(scope)
        checker.check(code.parsed.statements, overridden: overridden)
        var names: [String: StaticValue] = [:]
        for statement in code.parsed.statements {
            if let name = statement.name?.text { names[name] = checker.scope.names[name] }
        }
        return names
    }
}

extension SessionManager {
    /// What names mean above a cell, or at the end.
    func scope(for cell: CellID?) -> Scope {
        typingScope.withLock { typing in
            enum Snapshot {
                case known(Scope)
                case cells([TypingScope.Cell], meanings: Int)
            }
            let snapshot: Snapshot = core.withLock { core in
                let session = core.session
                if let scope = typing.known(meanings: session.meanings, above: cell) { return .known(scope) }
                let cells = session.entries[..<(cell.flatMap(session.index) ?? session.entries.count)].compactMap { entry in
                    entry.code.map { TypingScope.Cell(id: entry.id, code: $0, values: entry.values, meaning: entry.meaning) }
                }
                return .cells(cells, meanings: session.meanings)
            }
            switch snapshot {
            case .known(let scope): return scope
            case .cells(let cells, let meanings):
                return typing.scope(below: cells, meanings: meanings, above: cell, overridden: overrides.keys)
            }
        }
    }
}
