import CellLanguage

/// Which cell needs which: a name means the nearest definition above its use.
extension Session {
    /// The cells whose values the cell at `place` names.
    func needs(of place: Int) -> Set<Int> {
        guard let code = entries[place].code else { return [] }
        return Set(code.uses.compactMap { definition(of: $0, above: place) })
    }

    /// The cell that gives `name` its meaning at `place`.
    func definition(of name: String, above place: Int) -> Int? {
        entries[..<place].lastIndex { $0.code?.definitions.contains(name) == true }
    }

    /// What names mean at `place`.
    func scope(above place: Int) -> Scope {
        var scope = Scope()
        for entry in entries[..<place] {
            for name in entry.code?.definitions ?? [] {
                scope.names[name] = entry.values[name].map(StaticValue.value)
                if entry.values[name] == nil { scope.withoutValue.insert(name) } else { scope.withoutValue.remove(name) }
            }
        }
        return scope
    }

    /// Marks as stale what ran and names any of these, or depends on what does.
    mutating func markDependents(of place: Int, definitions: Set<String>) {
        var changed = definitions
        guard !changed.isEmpty else { return }
        for index in entries.indices.dropFirst(place + 1) {
            guard let code = entries[index].code else { continue }
            if changed.isDisjoint(with: code.uses) {
                changed.subtract(code.definitions)
            } else {
                changed.formUnion(code.definitions)
                switch entries[index].status {
                case .done, .failed: entries[index].status = .stale
                case .running: entries[index].isOutdated = true
                case .idle, .queued, .stale, .interrupted: break
                }
            }
        }
    }

    /// Queues a cell, and what it needs that has no values yet.
    mutating func queue(_ place: Int) {
        guard entries[place].code != nil, !entries[place].status.isPending else { return }
        entries[place].status = .queued
        entries[place].version += 1
        revision += 1
        for needed in needs(of: place) where entries[needed].status != .done { queue(needed) }
    }
}
