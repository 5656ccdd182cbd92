/// What follows of which cell needs which.
extension Session {
    /// Marks as stale what ran and uses any of these names, or depends on what does. What is queued and needs other cells now is looked at again.
    mutating func markDependents(of names: Set<String>, definedAt position: CellPosition) {
        for dependent in graph.dependents(of: names, definedAt: position) {
            guard let place = index(at: dependent) else { continue }
            switch entries[place].status {
            case .done, .failed: set(.stale, at: place)
            case .running: update(place) { $0.isOutdated = true }
            case .queued: runQueue.add(dependent)
            case .idle, .stale, .interrupted: break
            }
        }
    }

    /// Queues a cell, and what it needs that has no values yet.
    mutating func queue(_ place: Int) {
        var places = [place]
        while let place = places.popLast() {
            guard entries[place].code != nil, !entries[place].status.isPending else { continue }
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

    /// What the cell at `position` has to wait for; nil where it can run.
    func obstacle(of position: CellPosition) -> CellPosition? {
        graph.needs(of: position).first { needed in index(at: needed).map { entries[$0].status.isPending } ?? false }
    }
}
