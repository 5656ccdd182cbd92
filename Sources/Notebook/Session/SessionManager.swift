import Datasets
import Dispatch
import Recurrent
import Synchronization

/// Holds a session: its document, datasets, models and runs. It executes cells in the background, each as soon as what it names is
/// ready, and is the only thing that a front talks to.
///
/// All functions may be called from any thread and return at once, but for `waitUntilIdle` and `save`.
public final class SessionManager: Sendable {
    let core: Mutex<SessionCore>
    let workers = DispatchQueue(label: "unroll.cells", attributes: .concurrent)
    /// Entered by each cell that runs. While any is queued, another runs.
    let running = DispatchGroup()
    let overrides: [String: String]
    let typingScopes: TypingScopes

    /// - Parameters:
    ///   - location: path of the document's file; nil while it has none.
    ///   - overrides: expressions by name; an assignment to such a name takes this expression in place of its own.
    ///   - keepsUnsavedCopy: whether what is not saved is kept beside the file, and found again when the file is opened next.
    ///   - unnamed: the file beside which the copy is kept while the session has none, such as `UserFolders.unnamedSession`; nil to keep none.
    public init(
        document: Document, location: String?, overrides: [String: String] = [:], keepsUnsavedCopy: Bool = false,
        unnamed: String? = nil
    ) {
        self.overrides = overrides
        typingScopes = TypingScopes(overridden: overrides.keys)
        core = Mutex(SessionCore(document: document, location: location, keepsUnsavedCopy: keepsUnsavedCopy, unnamed: unnamed))
        schedule { _ in }
    }

    /// The session as it is now.
    public var state: SessionState { core.withLock { $0.state() } }

    // MARK: Cells

    /// Adds a cell at the end and queues it. Cells above that it needs and that have not run are queued with it.
    @discardableResult
    public func submit(_ source: String) -> CellID {
        change { core in
            let id = core.session.insert(.code, source, before: nil)
            core.session.queue(core.session.entries.count - 1)
            return id
        }
    }

    /// Replaces a cell's source, queues it, and marks as stale what depends on it. Prose is replaced and nothing runs.
    public func edit(_ cell: CellID, _ source: String) {
        change { core in
            guard let place = core.session.index(of: cell) else { return }
            core.stop(cell)
            core.session.edit(place, source)
            core.session.queue(place)
        }
    }

    /// Removes a cell with what it printed; what depends on it becomes stale.
    public func delete(_ cell: CellID) {
        change { core in
            guard let place = core.session.index(of: cell) else { return }
            core.stop(cell)
            core.session.delete(place)
        }
    }

    /// Adds prose or a new cell, not yet run, before this one, or at the end.
    @discardableResult
    public func insert(_ kind: CellView.Kind, _ source: String, before cell: CellID?) -> CellID {
        change { $0.session.insert(kind, source, before: cell) }
    }

    /// Queues a cell, and what it needs that has not run.
    public func run(_ cell: CellID) {
        schedule { core in
            if let place = core.session.index(of: cell) { core.session.queue(place) }
        }
    }

    /// Queues all cells, in order.
    public func runAll() {
        schedule { core in
            for place in core.session.entries.indices { core.session.queue(place) }
        }
    }

    /// Queues the cells that have not run, or have to run again.
    public func runStale() {
        schedule { core in
            for place in core.session.entries.indices where core.session.entries[place].status != .done { core.session.queue(place) }
        }
    }

    /// Ends what runs and empties the queue. A training run ends as by `stop`.
    public func interrupt() {
        schedule { $0.interrupt() }
    }

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

    public func pause() { activeRun?.pause() }
    public func resume() { activeRun?.resume() }

    /// Ends the run after the present step. The change is written into its cell, so that a replay stops there too.
    public func stop() { activeRun?.stop() }

    /// Changes the learning rate from the next step on. The change is written into the cell of the run.
    ///
    /// A rate that is not a positive number is ignored.
    public func setLearningRate(_ rate: Float) {
        guard rate.isFinite, rate > 0 else { return }
        activeRun?.setLearningRate(rate)
    }

    /// Whether runs compute what they believe about an example while they train: for fronts that show it.
    public func watch(_ isWatched: Bool) {
        core.withLock { core in
            core.isWatched = isWatched
            guard let active = core.active, active.watchedData.count > 0 else { return }
            active.run.watch(example: isWatched ? active.watchedExample : nil)
        }
    }

    /// Which example of the test set is watched; kept within the set.
    public func watch(example index: Int) {
        moveWatchedExample { _, _ in index }
    }

    /// Watches the next example; the first after the last.
    public func nextExample() {
        moveWatchedExample { index, count in index + 1 < count ? index + 1 : 0 }
    }

    /// Watches the example before; the last before the first.
    public func previousExample() {
        moveWatchedExample { index, count in index > 0 ? index - 1 : count - 1 }
    }

    private func moveWatchedExample(_ move: (_ index: Int, _ count: Int) -> Int) {
        core.withLock { core in
            guard var active = core.active, active.watchedData.count > 0 else { return }
            active.watchedExample = max(0, min(active.watchedData.count - 1, move(active.watchedExample, active.watchedData.count)))
            active.run.watch(example: active.watchedExample)
            core.active = active
            core.session.revision += 1
        }
    }

    private var activeRun: TrainingRun? { core.withLock { $0.active?.run } }

    // MARK: The file

    /// Writes the document to its file, or to `path`, which becomes its file.
    ///
    /// - Throws: where there is no path, the file cannot be written, or another program has changed it since it was read (unless
    ///   `overwriting`).
    public func save(to path: String? = nil, overwriting: Bool = false) throws(DocumentError) {
        let result: Result<Void, DocumentError> = core.withLock { core in
            do throws(DocumentError) {
                try core.save(to: path, overwriting: overwriting)
                return .success(())
            } catch {
                core.tell(error.description)
                return .failure(error)
            }
        }
        try result.get()
    }

    /// Returns when the copy of what is not saved is on disk.
    public func flush() {
        let copy = core.withLock { $0.copy }
        copy?.flush()
    }

    /// Forgets what is not saved: no copy of it is kept.
    public func discard() {
        core.withLock { $0.discardCopy() }?.flush()
    }

    /// The document with what every cell has printed so far.
    public var document: Document { core.withLock { $0.session.document } }

    /// Changes the document, keeps a copy of it, and starts what can start.
    private func change<Result: Sendable>(_ body: (inout SessionCore) -> Result) -> Result {
        let result = core.withLock { core in
            defer { core.keepCopy() }
            return body(&core)
        }
        schedule { _ in }
        return result
    }
}
