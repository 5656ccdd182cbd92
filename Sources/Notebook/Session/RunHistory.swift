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
    /// Those of cells that were removed, the latest last: they are back when the cell is.
    private var removed: [Entry] = []
    private var begun = 0
    /// Most runs that are kept; the earliest that have ended go first.
    static let most = 24
    /// Most runs of removed cells that are kept.
    private static let mostRemoved = 4

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

    /// Takes the runs of cells that are no more out of the list, and those of cells that are there again back into it. What trained
    /// until its cell was removed trains anew when that is back, and is let go of.
    mutating func letGo(unless isThere: (CellID) -> Bool) {
        settle()
        let all = removed + entries
        entries = all.filter { isThere($0.live.cell) }.sorted { $0.number < $1.number }
        removed = all.filter { !isThere($0.live.cell) && $0.run == nil }.suffix(Self.mostRemoved)
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
