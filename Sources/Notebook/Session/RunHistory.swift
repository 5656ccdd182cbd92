/// The training runs of a session that can be looked at, in the order in which they began.
///
/// Those that have ended are kept as they looked then, with the data of the example that was watched; the run itself is let go of.
struct RunHistory: Sendable {
    private struct Entry: Sendable {
        var number: Int
        var run: ActiveRun?
        var live: LiveRun
        let reviewer: RunReviewer
    }

    private var entries: [Entry] = []
    private var begun = 0
    /// Most runs that are kept; the earliest that have ended go first.
    static let most = 24

    /// Adds a run that begins.
    ///
    /// - Returns: its number, from 1.
    mutating func begin(_ run: ActiveRun) -> Int {
        begun += 1
        entries.append(Entry(number: begun, run: run, live: run.live, reviewer: run.reviewer))
        settle()
        while entries.count > Self.most, let ended = entries.firstIndex(where: { $0.run == nil }) { entries.remove(at: ended) }
        return begun
    }

    /// Lets go of the runs of cells that are no more.
    mutating func letGo(unless isThere: (CellID) -> Bool) {
        entries.removeAll { !isThere($0.live.cell) }
    }

    /// The runs as they are now.
    ///
    /// - Complexity: O(runs).
    mutating func runs() -> [LiveRun] {
        settle()
        return entries.map { entry in
            var live = entry.live
            live.number = entry.number
            // It may have been looked at since it ended.
            (live.review, live.forecast) = (entry.reviewer.review, entry.reviewer.forecast)
            live.contributions = entry.reviewer.contributions
            return live
        }
    }

    private mutating func settle() {
        for place in entries.indices {
            guard let run = entries[place].run else { continue }
            entries[place].live = run.live
            if entries[place].live.isOver { entries[place].run = nil }
        }
    }
}
