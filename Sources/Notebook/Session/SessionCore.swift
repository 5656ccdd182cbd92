import Recurrent
import TextFormatting

/// Everything that the session manager guards with its lock. Nothing is read from files or written, parsed or printed here once a session is open.
struct SessionCore: Sendable {
    var session: Session
    private(set) var active: ActiveRun?
    /// Whether somebody sees what runs believe.
    private(set) var isWatched = false
    /// What runs, by cell; also of cells that were removed or edited, until the run has ended.
    var executions: [CellID: RunningCell] = [:]
    private(set) var copy: UnsavedCopy?
    private(set) var file: DocumentFile?
    private var message: String?
    /// The session's count of edits when the file was written.
    private var savedEdits = 0
    /// Why the copy could not be written, as far as it was told.
    private var toldFailure: UnsavedCopy.Failure?
    private var shown = ShownCells()
    private let keepsUnsavedCopy: Bool
    /// Most training runs of one cell that are looked for when a file is opened.
    private static let runsOfACell = 8

    /// Opens a session: its file's copy is read, where there is one.
    ///
    /// - Parameter unnamed: where the file would be of a session that has none.
    init(document: Document, location: String?, keepsUnsavedCopy: Bool, unnamed: String?) {
        self.keepsUnsavedCopy = keepsUnsavedCopy
        file = location.map { DocumentFile(path: $0, document: document) }
        guard keepsUnsavedCopy, let place = location ?? unnamed else {
            session = Session(document)
            savedEdits = session.edits
            return
        }
        let copy = UnsavedCopy(of: place)
        let isClaimed = copy.claim()
        let text = file?.known ?? document.text
        let found = isClaimed ? copy.found(file: text) : nil
        let isRestored = found.map { $0.isOfPresentFile && $0.document.text != text } ?? false
        session = Session(isRestored ? found?.document ?? document : document)
        savedEdits = session.edits
        guard isClaimed else {
            message = Self.taken(file?.path)
            return
        }
        self.copy = copy
        if isRestored {
            session.noteEdit()
            message =
                file == nil
                ? "restored the session that had no file yet; `:save session.md` gives it one"
                : "restored what was not saved; `:save` writes it to the file"
        } else if let found, !found.isOfPresentFile {
            add(found.document, missingIn: document, place)
        }
        queueInterruptedRuns(copy.folder)
    }

    /// Adds the cells that an earlier session of the file could not save, where another program has changed the file since.
    private mutating func add(_ found: Document, missingIn document: Document, _ location: String) {
        let present = Set(document.cells.map(\.source))
        let missing = found.cells.filter { !present.contains($0.source) }
        guard !missing.isEmpty else { return }
        for cell in missing { _ = session.insert(CellCode(cell.source), before: nil) }
        message = "\(location) was changed by another program; \(Figures.count(missing.count, "unsaved cell")) added at the end"
    }

    /// Queues the cells whose training was cut off when the program ended: they go on from their checkpoints.
    private mutating func queueInterruptedRuns(_ folder: StateFolder) {
        guard folder.holdsState else { return }
        for place in session.entries.indices {
            guard let code = session.entries[place].code, code.usesAllCores else { continue }
            if (1...Self.runsOfACell).contains(where: { FileSystem.exists(folder.checkpoint(of: code.source, ordinal: $0)) }) {
                session.queue(place)
                message = "training goes on where it was cut off"
            }
        }
    }

    private static func taken(_ path: String?) -> String {
        "another notebook has \(path ?? "the session without a file") open; what is not saved here is lost when the program ends"
    }

    // MARK: What fronts see

    /// The session as a front sees it, but for the active run.
    ///
    /// - Complexity: what has changed since this was called last.
    mutating func state() -> SessionState {
        for execution in executions.values { takeOutput(of: execution) }
        shown.update(from: &session)
        var state = SessionState()
        state.revision = session.revision
        state.isModified = session.edits != savedEdits
        state.location = file?.path
        state.message = message
        state.cells = shown
        state.runningCell = runningCell
        state.isBusy = session.pending > 0
        return state
    }

    /// The topmost cell that runs; nil where none does.
    private var runningCell: CellID? {
        executions.keys.compactMap(session.index).filter { session.entries[$0].status == .running }.min().map { session.entries[$0].id }
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

    /// Shows a sentence in the status line.
    mutating func tell(_ message: String) {
        self.message = message
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
        active = run
        session.noteChange()
        if isWatched, run.watchedData.count > 0 { run.run.watch(example: run.watchedExample) }
    }

    /// Sets whether runs compute what they believe about an example.
    mutating func watch(_ isWatched: Bool) {
        self.isWatched = isWatched
        guard let active, active.watchedData.count > 0 else { return }
        active.run.watch(example: isWatched ? active.watchedExample : nil)
    }

    /// Watches another example of the active run's data, kept within it.
    mutating func moveWatchedExample(_ move: (_ index: Int, _ count: Int) -> Int) {
        guard var active, active.watchedData.count > 0 else { return }
        active.watchedExample = max(0, min(active.watchedData.count - 1, move(active.watchedExample, active.watchedData.count)))
        active.run.watch(example: active.watchedExample)
        self.active = active
        session.noteChange()
    }

    // MARK: Changing cells

    /// Adds prose, or a cell that does not run yet.
    mutating func insert(_ kind: CellView.Kind, _ code: CellCode, before cell: CellID?) -> CellID {
        switch kind {
        case .prose: session.insert(prose: code.source, before: cell)
        case .code: session.insert(code, before: cell)
        }
    }

    /// Ends what the cell does, replaces its source and queues it.
    mutating func edit(_ cell: CellID, _ code: CellCode) {
        guard let place = session.index(of: cell) else { return }
        executions[cell]?.interrupt()
        session.edit(place, code)
        session.queue(place)
    }

    /// Ends what the cell does and removes it, with the run and the data that the live panel shows of it.
    mutating func delete(_ cell: CellID) {
        guard let place = session.index(of: cell) else { return }
        executions[cell]?.interrupt()
        session.delete(place)
        if active?.cell == cell { active = nil }
    }

    /// Ends what runs, does not wait for it, and empties the queue.
    mutating func interrupt() {
        for execution in executions.values { execution.interrupt() }
        session.emptyQueue()
    }

    // MARK: Files

    /// Takes note of a file that has been written.
    ///
    /// - Parameter edits: the session's count of edits when what was written was taken.
    mutating func noteSaved(_ target: DocumentFile, edits: Int) {
        copy?.removeText()
        if file?.path != target.path { copy = keepsUnsavedCopy ? UnsavedCopy(of: target.path) : nil }
        file = target
        savedEdits = edits
        tell("saved \(target.path)")
    }

    /// Removes the copy of what is not saved, and keeps none from now on.
    ///
    /// - Returns: the copy, to wait for; nil where there is none.
    mutating func discardCopy() -> UnsavedCopy? {
        defer { copy = nil }
        copy?.removeText()
        return copy
    }

    /// Has a copy kept of what is not saved. Where the last could not be written, that is told once, and tried again.
    ///
    /// - Parameter document: gives the document when it is written.
    mutating func keepCopy(_ document: @escaping @Sendable () -> Document) {
        guard let copy, session.edits != savedEdits else { return }
        let failure = copy.failure
        if failure != toldFailure {
            toldFailure = failure
            switch failure {
            case nil: break
            case .isTaken: tell(Self.taken(file?.path))
            case .file(let error): tell("what is not saved cannot be kept in \(copy.path): \(error.description)")
            }
        }
        copy.write(document(), base: file?.known ?? "")
    }
}
