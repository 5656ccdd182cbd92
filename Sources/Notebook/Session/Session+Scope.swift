import CellLanguage

/// What names mean to a cell that runs.
extension Session {
    /// The names that a cell can come upon when it runs.
    ///
    /// Mostly these are the few that its source uses. All names above are gathered only where one has to be found by its likeness to another, and
    /// where an expression from outside, which may use any, takes the place of the cell's own.
    ///
    /// - Complexity: O(uses · log n), or O(n) in those cases.
    func scope(of place: Int, overridden: some Collection<String>) -> Scope {
        let position = entries[place].position
        guard let code = entries[place].code, code.parsed.errors.isEmpty, !overridden.contains(where: code.definitions.contains),
            code.names.functions.allSatisfy({ Catalogue.notebook.function($0) != nil })
        else { return fullScope(above: place) }
        var scope = Scope()
        // A cell that would give a reserved name another meaning has failed.
        for name in code.uses where !Catalogue.notebook.isReserved(name) {
            if let definition = graph.definition(of: name, above: position), let place = index(at: definition) {
                scope.add(name, entries[place])
            } else {
                return fullScope(above: place)
            }
        }
        return scope
    }

    private func fullScope(above place: Int) -> Scope {
        var scope = Scope()
        for entry in entries[..<place] {
            for name in entry.code?.definitions ?? [] where !Catalogue.notebook.isReserved(name) { scope.add(name, entry) }
        }
        return scope
    }
}

extension Scope {
    /// Gives a name the meaning that it has by a cell that defines it.
    fileprivate mutating func add(_ name: String, _ entry: Session.Entry) {
        names[name] = entry.values[name].map(StaticValue.value)
        if entry.values[name] == nil { withoutValue.insert(name) } else { withoutValue.remove(name) }
    }
}
