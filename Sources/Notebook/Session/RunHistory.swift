import Recurrent

/// The training runs of a session that can be looked at, in the order in which they began.
///
/// Those that have ended are kept as they looked then, with the data of the example that was watched and, as far as there is room, their weights; the run itself is
/// let go of.
struct RunHistory: Sendable {
    fileprivate struct Entry: Sendable {
        var number: Int
        var run: ActiveRun?
        var live: LiveRun
        let reviewer: RunReviewer
        /// Nil while it trains.
        var origin: RunOrigin?
        /// Whether an earlier process has left it.
        var isRestored = false
    }

    /// A run that has ended.
    struct Ended: Sendable {
        /// As it looked at its end.
        let live: LiveRun
        let reviewer: RunReviewer
        let origin: RunOrigin
    }

    private var entries: [Entry] = []
    /// Those of cells that were removed, the latest last: they are back when the cell is.
    private var removed: [Entry] = []
    private var begun = 0
    /// Whose material is held.
    private var looked: Int?
    /// Most runs that are kept; the earliest that have ended go first.
    static let most = 24
    /// Bytes of weights that are held of runs that have ended, of the latest before the others.
    private static let mostBytes = 256_000_000
    /// Most runs of removed cells that are kept.
    private static let mostRemoved = 4

    /// Adds a run that begins. One that an earlier process has left gives way to the same run.
    ///
    /// - Returns: its number, from 1.
    mutating func begin(_ run: ActiveRun) -> Int {
        begun += 1
        entries.removeAll { $0.isRestored && $0.live.cell == run.cell && $0.origin?.digest == run.digest }
        entries.append(Entry(number: begun, run: run, live: run.live, reviewer: run.reviewer))
        settle()
        while entries.count > Self.most, let ended = entries.firstIndex(where: { $0.run == nil }) { entries.remove(at: ended) }
        return begun
    }

    /// Puts what an earlier process has left before all others.
    ///
    /// - Returns: by how much the numbers of those that have begun meanwhile are greater than before.
    mutating func restore(_ runs: [(live: LiveRun, origin: RunOrigin)]) -> Int {
        let shift = runs.map(\.live.number).max() ?? 0
        for place in entries.indices { entries[place].number += shift }
        for place in removed.indices { removed[place].number += shift }
        let there = entries.compactMap { $0.run?.digest }
        let restored = runs.filter { !there.contains($0.origin.digest) }
        entries =
            restored.suffix(max(0, Self.most - entries.count)).map { run in
                Entry(number: run.live.number, live: run.live, reviewer: RunReviewer(), origin: run.origin, isRestored: true)
            } + entries
        begun += shift
        return shift
    }

    /// Takes over how the run that was shown looks at the last, before another is.
    mutating func note(_ active: ActiveRun) {
        guard let place = entries.firstIndex(where: { $0.number == active.number }), active.run.snapshot.phase.isEnd else { return }
        settle()
        entries[place].live = active.live
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
        return entries.map(Self.live)
    }

    /// The run of this number as it is now; nil where there is none.
    func live(_ number: Int) -> LiveRun? { entries.first { $0.number == number }.map(Self.live) }

    /// Those that train.
    var training: [TrainingRun] { entries.compactMap { $0.run?.run }.filter { !$0.snapshot.phase.isEnd } }

    /// All that have ended.
    mutating func ended() -> [Ended] {
        settle()
        return entries.compactMap(\.ended)
    }

    /// The run of this number, to be looked at; nil where there is none that has ended. What was fetched for another is let go of.
    mutating func look(at number: Int) -> Ended? {
        settle()
        if looked != number {
            for entry in entries where entry.number != number { entry.reviewer.letGo() }
            looked = number
        }
        return entries.first { $0.number == number }?.ended
    }

    private static func live(_ entry: Entry) -> LiveRun {
        var live = entry.live
        live.number = entry.number
        guard entry.run == nil else { return live }
        // It may have been looked at since it ended.
        entry.reviewer.complete(&live)
        live.isReviewable = live.reviewProblem == nil
        return live
    }

    private mutating func settle() {
        var hasChanged = false
        for place in entries.indices {
            guard let run = entries[place].run else { continue }
            entries[place].live = run.live
            guard entries[place].live.isOver else { continue }
            (entries[place].run, entries[place].origin) = (nil, RunOrigin(run))
            hasChanged = true
        }
        guard hasChanged else { return }
        var bytes = 0
        for place in entries.indices.reversed() {
            bytes += entries[place].origin?.bytes ?? 0
            if bytes > Self.mostBytes { entries[place].origin?.model = nil }
        }
    }
}

extension RunHistory.Entry {
    fileprivate var ended: RunHistory.Ended? {
        origin.map { origin in
            var live = live
            live.number = number
            return RunHistory.Ended(live: live, reviewer: reviewer, origin: origin)
        }
    }
}
