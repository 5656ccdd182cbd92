import Datasets
import Dispatch
import Recurrent
import Synchronization

/// Holds a session: its document, datasets, models and runs. It executes cells in the background, each as soon as what it names is
/// ready, and is the only thing that a front talks to.
///
/// All functions may be called from any thread. `waitUntilIdle` waits for what runs, `save`, `flush` and `discard` for the disk, and the initializer
/// reads files; all others return without waiting for either.
public final class SessionManager: Sendable {
    let core: Mutex<SessionCore>
    /// Held while the file is written: one writing at a time.
    let saving = Mutex(())
    let workers = CellWorkers()
    /// Entered by each cell that runs. While any is queued, another runs.
    let running = DispatchGroup()
    let overrides: [String: String]
    /// Data that was come by again, the latest first.
    let recoveredData = Mutex<[RecoveredData]>([])
    /// What names mean while cells are typed.
    let typingScopes: TypingScopes

    /// Opens a session. Nothing runs yet, but for cells that an earlier process was still to run.
    ///
    /// - Parameters:
    ///   - opened: the session as it was found.
    ///   - overrides: expressions by name; an assignment to such a name takes this expression in place of its own.
    public init(_ opened: OpenedSession, overrides: [String: String] = [:]) {
        self.overrides = overrides
        typingScopes = TypingScopes(overridden: overrides.keys)
        core = Mutex(SessionCore(opened))
        opened.store?.observe { [weak self] progress in self?.core.withLock { $0.note(progress) } }
        if opened.needsNewJournal { beginJournal() }
        schedule { _ in }
        guard let reports = opened.reports else { return }
        guard opened.store != nil else {
            follow(reports)
            return
        }
        if opened.isJournaled { restoreRuns(from: reports) }
        ReportPublisher.start(self)
    }

    /// Opens a session of which nothing is kept.
    ///
    /// - Parameter location: path of the document's file; nil while it has none.
    public convenience init(document: Document, location: String? = nil, overrides: [String: String] = [:]) {
        self.init(OpenedSession(document, location: location), overrides: overrides)
    }

    /// The session as it is now.
    ///
    /// - Complexity: what has changed since it was asked for last; O(n) where cells came or went, or the last state is still kept.
    public var state: SessionState {
        var (state, active, shown) = core.withLock { ($0.state(), $0.active, $0.followed?.run?.live ?? $0.restoredRun) }
        state.activeRun = active?.live ?? shown
        // Those of an earlier process, or of another, are not in the history.
        if state.runs.isEmpty, let run = state.activeRun { state.runs = [run] }
        return state
    }

    // MARK: What runs

    /// Ends what runs and empties the queue. A training run ends as by `stop`.
    public func interrupt() {
        schedule { $0.interrupt() }
    }

    /// Ends what runs, a training run as by `stop`; what is queued goes on.
    public func interruptRunning() {
        schedule { $0.interruptRunning() }
    }

    /// Takes a cell out of the queue, with what waits for it; ends it alone where it runs, a training run as by `stop`.
    ///
    /// - Returns: whether it was queued or ran.
    public func cancel(_ cell: CellID) -> Bool { schedule { $0.cancel(cell) } }

    /// Returns when nothing runs and nothing is queued.
    public func waitUntilIdle() {
        running.wait()
    }

    /// Waits for that, but not longer than this.
    ///
    /// - Returns: whether nothing runs and nothing is queued.
    public func waitUntilIdle(milliseconds: Int) -> Bool {
        running.wait(timeout: .now() + .milliseconds(milliseconds)) == .success
    }

    // MARK: The active run

    /// Holds the active run after the present step.
    public func pause() { activeRun?.pause() }

    /// Lets it go on.
    public func resume() { activeRun?.resume() }

    /// Holds all runs that train, several of a sweep among them, each before its next step. To be called again for those that begin meanwhile.
    ///
    /// - Returns: whether all are held by now; nil where none trains.
    package func holdTraining() -> Bool? {
        let runs = core.withLock { $0.history.training }
        for run in runs where run.snapshot.phase != .paused { run.pause() }
        return runs.isEmpty ? nil : runs.allSatisfy { $0.snapshot.phase == .paused }
    }

    /// Lets all of them go on, with the same bits.
    package func letTrainingGoOn() {
        for run in core.withLock({ $0.history.training }) { run.resume() }
    }

    /// Ends the run after the present step. The change is written into its cell, so that a replay stops there too.
    public func stop() { activeRun?.stop() }

    /// Changes the learning rate from the next step on. The change is written into the cell of the run.
    ///
    /// A rate that is not a positive number is ignored.
    public func setLearningRate(_ rate: Float) { _ = askForLearningRate(rate) }

    /// Does so.
    ///
    /// - Returns: what tells whether the run has taken it; nil where no run is active, or the rate is no positive number.
    package func askForLearningRate(_ rate: Float) -> RateRequest? {
        guard rate.isFinite, rate > 0 else { return nil }
        return core.withLock { $0.active }.map { RateRequest($0, rate: rate) }
    }

    /// Whether runs compute what they believe about an example while they train: for fronts that show it.
    public func watch(_ isWatched: Bool) {
        core.withLock { $0.watch(isWatched) }
    }

    /// Which example of the test set is watched; kept within the set.
    ///
    /// - Parameter number: which of the session's runs; nil for the one that trains, or did last.
    public func watch(example index: Int, of number: Int? = nil) { moveWatchedExample(.to(index), of: number) }

    /// Watches the next example; the first after the last.
    public func nextExample(of number: Int? = nil) { moveWatchedExample(.next, of: number) }

    /// Watches the example before; the last before the first.
    public func previousExample(of number: Int? = nil) { moveWatchedExample(.previous, of: number) }

    private func moveWatchedExample(_ move: ExampleMove, of number: Int?) {
        core.withLock { $0.moveWatchedExample(move, of: number) }
        lookAgain(at: .example, of: number)
    }

    /// Shows a sentence in the status line. May be called by any thread.
    package func tell(_ sentence: String) { core.withLock { $0.tell(sentence) } }

    private var activeRun: TrainingRun? { core.withLock { $0.active?.run } }

    /// The document with what every cell that has ended has printed.
    ///
    /// - Complexity: O(n).
    public var document: Document { core.withLock { $0.session.document } }
}
