/// What follows of which cell needs which.
extension Session {
    /// Marks as stale what ran and uses any of these names, or depends on what does. What is queued and needs other cells now is looked at again.
    mutating func markDependents(of names: Set<String>, definedAt position: CellPosition) {
        for dependent in graph.dependents(of: names, definedAt: position) { index(at: dependent).map { mark($0) } }
    }

    /// Marks a cell as stale, since what it uses has changed; one that is queued is looked at again.
    private mutating func mark(_ place: Int) {
        switch entries[place].status {
        case .done, .failed:
            note(.status(entries[place].id, entries[place].status))
            set(.stale, at: place)
        case .running: update(place) { $0.isOutdated = true }
        case .queued: runQueue.add(entries[place].position)
        case .idle, .stale, .interrupted: break
        }
    }

    /// Which cells a cell takes values from and gives them to, by name.
    struct Ties: Sendable {
        fileprivate var sources: [String: CellID] = [:]
        fileprivate var users: [String: Set<CellID>] = [:]
    }

    /// - Complexity: O(uses · log n + users).
    func ties(of place: Int) -> Ties {
        guard let code = entries[place].code else { return Ties() }
        let position = entries[place].position
        func id(_ position: CellPosition) -> CellID? { index(at: position).map { entries[$0].id } }
        var ties = Ties()
        for name in code.uses { ties.sources[name] = graph.definition(of: name, above: position).flatMap(id) }
        for name in code.dependencies.definitions { ties.users[name] = Set(graph.users(of: name, definedAt: position).compactMap(id)) }
        return ties
    }

    /// Marks what comes by other values now that a cell has other ties.
    mutating func markChanges(from before: Ties, of place: Int) {
        let after = ties(of: place)
        var changed = Set(after.users.flatMap { $1.symmetricDifference(before.users[$0] ?? []) })
        if after.sources != before.sources { changed.insert(entries[place].id) }
        for cell in changed {
            guard let place = index(of: cell) else { continue }
            mark(place)
            markDependents(of: entries[place].code?.dependencies.definitions ?? [], definedAt: entries[place].position)
        }
    }

    /// Queues a cell, and what it needs that has no values yet.
    mutating func queue(_ place: Int) {
        var places = [place]
        while let place = places.popLast() {
            guard entries[place].code != nil, !entries[place].status.isPending else { continue }
            note(.restore(entries[place]))
            update(place) { $0.version += 1 }
            set(.queued, at: place)
            let position = entries[place].position
            runQueue.add(position)
            for needed in graph.needs(of: position) {
                if let place = index(at: needed), entries[place].status != .done { places.append(place) }
            }
        }
    }

    /// Empties the queue. What a cell printed before, or a file recorded, is no result of a run that did not happen.
    mutating func emptyQueue() {
        for place in entries.indices where entries[place].status == .queued {
            set(entries[place].hasRun ? .stale : .idle, at: place)
        }
        runQueue = RunQueue()
    }

    /// Takes a cell out of the queue, with those that wait for what it gives.
    ///
    /// - Complexity: O(n) for each cell that is taken out.
    mutating func takeOutOfQueue(_ place: Int) {
        var places = [place]
        while let place = places.popLast() {
            guard entries[place].status == .queued else { continue }
            set(entries[place].hasRun ? .stale : .idle, at: place)
            let position = entries[place].position
            runQueue.wake(position)
            places += entries.indices.filter { entries[$0].status == .queued && graph.needs(of: entries[$0].position).contains(position) }
        }
    }

    /// What the cell at `position` has to wait for; nil where it can run.
    func obstacle(of position: CellPosition) -> CellPosition? {
        graph.needs(of: position).first { needed in index(at: needed).map { entries[$0].status.isPending } ?? false }
    }
}
