import Recurrent
import SessionStore
import TextFormatting

/// Everything that the session manager guards with its lock. Nothing is read from files or written, parsed or printed here once a session is open.
struct SessionCore: Sendable {
    var session: Session
    private(set) var active: ActiveRun?
    /// The run that was shown until its cell was removed, unless another has begun since.
    private var removed: ActiveRun?
    private(set) var history = RunHistory()
    /// Whether somebody sees what runs believe.
    private(set) var isWatched = false
    /// What runs, by cell; also of cells that were removed or edited, until the run has ended.
    var executions: [CellID: RunningCell] = [:]
    /// Where the states of runs are kept.
    let runs: RunKeeper
    var keeping: SessionKeeping
    private var message: String?
    private var messages = 0
    /// The session's count of edits when the file was written.
    var savedEdits = 0
    /// Whether what runs is ended only to go on later: nothing starts any more.
    var isSuspended = false
    private var shown = ShownCells()
    /// Whether something was changed or run here of a session that another process works on.
    private var isOnItsOwn = false
    var undoStack = UndoStack()
    /// The number of the run that an earlier process showed last, until there is another.
    private var restored: Int?
    /// Whether it is not known yet whether there is such a run.
    private(set) var isRestoring = false
    private var keptRuns: (runs: [KeptRun], limit: Int)?
    /// What another process does with the session, for as long as this one only looks on.
    private(set) var followed: FollowedSession?
    /// The document as it was when it was last written, or its journal begun, until the next change: its parts need not be those that a reader finds.
    var unread: PendingDocument?

    /// Opens a session, and queues what an earlier process was still to run.
    init(_ opened: OpenedSession) {
        session = Session(opened.contents)
        keeping = SessionKeeping(opened)
        runs = RunKeeper(opened.store, finished: opened.finishedRuns, ranks: opened.ranks, groups: opened.groups, session: opened.location)
        // An obstacle is a warning, as long as it stands.
        message = opened.obstacle == nil ? opened.message : nil
        messages = message == nil ? 0 : 1
        savedEdits = session.edits
        isRestoring = opened.isJournaled && opened.reports != nil
        if opened.isJournaled, opened.isAheadOfFile { session.noteEdit() }
        guard opened.store != nil else { return }
        let pending = session.pendingInJournal
        for place in pending { session.queue(place) }
        _ = session.takeReversals()
        if pending.contains(where: { session.entries[$0].code?.usesAllCores ?? false }) {
            (message, messages) = ("Training resumes where it was interrupted.", 1)
        }
    }

    /// Whether the session is shown as another process has it: until anything is changed or run here.
    var isFollowing: Bool { keeping.isLookedAt && !isOnItsOwn }

    /// Shows what another process does; nil to do so no longer.
    mutating func noteFollowed(_ followed: FollowedSession?) {
        self.followed = followed
        if followed == nil { isOnItsOwn = true } else { savedEdits = session.edits }
        session.noteChange()
    }

    /// Whether there is anything that the file does not have.
    var isModified: Bool { session.edits != savedEdits }

    // MARK: What fronts see

    /// The session as a front sees it, but for the active run.
    ///
    /// - Complexity: what has changed since this was called last.
    mutating func state() -> SessionState {
        takeOutputs()
        shown.update(from: &session)
        var state = SessionState()
        state.revision = session.revision
        state.isModified = isModified
        state.location = keeping.location
        (state.message, state.messages) = (message, messages)
        (state.warning, state.isReadOnly) = (keeping.warning, keeping.isReadOnly)
        state.cells = shown
        state.runningCell = runningCell
        state.dataProgress = runningCell.flatMap { executions[$0] }?.progress.fraction
        state.isBusy = followed?.isBusy ?? (session.pending > 0)
        state.isFollowed = followed != nil
        state.keptRuns = keptRuns
        state.runs = history.runs()
        state.waiting = max(0, session.pending - executions.count)
        state.stale = session.stale
        return state
    }

    /// Takes what cells have printed since the last look.
    mutating func takeOutputs() {
        for execution in executions.values { takeOutput(of: execution) }
    }

    /// The topmost cell that runs; nil where none does.
    var runningCell: CellID? {
        if let followed { return followed.runningCell }
        return executions.keys.compactMap(session.index).filter { session.entries[$0].status == .running }.min().map {
            session.entries[$0].id
        }
    }

    /// Takes what a cell has printed since the last look. What an earlier run of the cell still prints is not taken for the present one's.
    mutating func takeOutput(of execution: RunningCell) {
        guard let place = place(of: execution), let printed = execution.printed(since: session.entries[place].prints) else { return }
        session.update(place) { entry in
            entry.output = printed.output
            entry.prints = printed.count
        }
    }

    /// Where the cell is whose present run this is.
    func place(of execution: RunningCell) -> Int? {
        session.index(of: execution.cell).flatMap { session.entries[$0].version == execution.version ? $0 : nil }
    }

    /// The run that is shown while none is active: the one that an earlier process showed last, or the latest of those whose cells are there.
    var restoredRun: LiveRun? { restored.flatMap(history.live) }

    /// Shows the runs of an earlier process whose cells are as they were.
    ///
    /// - Parameters:
    ///   - report: has the one that was shown last.
    ///   - runs: all that are kept, with the sources of their cells.
    mutating func restoreRuns(from report: SessionReport?, _ runs: [(source: String, digest: String, live: LiveRun)]) {
        isRestoring = false
        func cellOf(_ source: String) -> CellID? { session.entries.first { $0.code?.source == source }?.id }
        var found = runs.compactMap { run -> (live: LiveRun, origin: RunOrigin)? in
            guard let cell = cellOf(run.source) else { return nil }
            var live = run.live
            live.cell = cell
            return (live, RunOrigin(digest: run.digest))
        }
        var last: Int?
        if let report, let run = report.run, case .parts(let parts, _) = report.document, parts.indices ~= run.cell,
            case .cell(let source, _, _, _) = parts[run.cell], let cell = cellOf(source)
        {
            // It says more of the run than the list does.
            var live = run.live(of: cell)
            let place = found.lastIndex { $0.origin.digest == run.digest && $0.live.cell == cell }
            live.number = place.map { found[$0].live.number } ?? (found.map(\.live.number).max() ?? 0) + 1
            if let place { found[place].live = live } else { found.append((live, RunOrigin(digest: run.digest ?? ""))) }
            last = live.number
        }
        guard !found.isEmpty else { return }
        let shift = history.restore(found)
        if active == nil { restored = last ?? found.last?.live.number } else { active?.number += shift }
        session.noteChange()
    }

    // MARK: Runs that have ended

    /// The run of this number, to be looked at; nil where there is none that has ended.
    mutating func lookAt(_ number: Int) -> RunHistory.Ended? { history.look(at: number) }

    /// All runs that have ended, with the sources of their cells.
    mutating func endedRuns() -> [(ended: RunHistory.Ended, source: String)] {
        history.ended().compactMap { ended in
            session.index(of: ended.live.cell).flatMap { session.entries[$0].code?.source }.map { (ended, $0) }
        }
    }

    /// Shows what is kept of runs.
    mutating func noteKeptRuns(_ runs: [KeptRun], limit: Int?) {
        keptRuns = limit.map { (runs, $0) }
        session.noteChange()
    }

    /// Shows a sentence in the status line.
    mutating func tell(_ message: String) {
        self.message = message
        messages += 1
        session.noteChange()
    }

    // MARK: The active run

    /// Puts a run into the live panel in place of the one before, unless its cell has been removed or edited since the run began.
    mutating func activate(_ run: ActiveRun, by execution: RunningCell) {
        guard place(of: execution) != nil else { return }
        var run = run
        if let active, active.watchedData.storage === run.watchedData.storage, active.watchedExample < run.watchedData.count {
            run.watchedExample = active.watchedExample
        }
        // Nobody sees what one of several believes that is shown no more.
        if let active, active.run !== run.run, !active.run.snapshot.phase.isEnd { active.run.watch(example: nil) }
        if let active { history.note(active) }
        run.number = history.begin(run)
        (active, removed) = (run, nil)
        session.noteChange()
        if isWatched, run.watchedData.count > 0 { run.run.watch(example: run.watchedExample) }
    }

    /// Sets whether runs compute what they believe about an example.
    mutating func watch(_ isWatched: Bool) {
        self.isWatched = isWatched
        guard let active, active.watchedData.count > 0 else { return }
        active.run.watch(example: isWatched ? active.watchedExample : nil)
    }

    /// Watches another example of a run's data, kept within it.
    ///
    /// - Parameter number: which of the runs; nil for the one that trains, or did last.
    mutating func moveWatchedExample(_ move: ExampleMove, of number: Int?) {
        if var active, number == nil || number == active.number {
            guard active.watchedData.count > 0 else { return }
            active.watchedExample = move.index(from: active.watchedExample, of: active.watchedData.count)
            active.run.watch(example: active.watchedExample)
            self.active = active
        } else if let ended = followed?.run?.ended ?? (number ?? restored).flatMap({ lookAt($0) }) {
            ended.reviewer.move(move, from: ended.live.watchedExample, in: ended.origin.data)
        }
        session.noteChange()
    }

    /// The run that the live panel shows goes with its cell, and comes back with it where it had ended.
    ///
    /// - Complexity: O(runs).
    mutating func letGoOfActiveRun() {
        if let active, session.index(of: active.cell) == nil {
            (self.active, removed) = (nil, active.run.snapshot.phase.isEnd ? active : nil)
        }
        if active == nil, let run = removed, session.index(of: run.cell) != nil {
            (active, removed) = (run, nil)
            watch(isWatched)
        }
        history.letGo { session.index(of: $0) != nil }
        // The latest of those that are left is shown in its place.
        if active == nil, restoredRun == nil { restored = history.runs().last?.number }
    }
}
