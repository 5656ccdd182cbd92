import Recurrent
import TextFormatting

/// Everything that the session manager guards with its lock.
struct SessionCore: Sendable {
    var session: Session
    var active: ActiveRun?
    /// Whether somebody sees what runs believe.
    var isWatched = false
    /// What runs, by cell.
    var executions: [CellID: RunningCell] = [:]
    private(set) var copy: UnsavedCopy?
    private var file: DocumentFile?
    private var message: String?
    private var cached: SessionState?
    private let keepsUnsavedCopy: Bool
    /// Most training runs of one cell that are looked for when a file is opened.
    private static let runsOfACell = 8

    /// - Parameter unnamed: where the file would be of a session that has none.
    init(document: Document, location: String?, keepsUnsavedCopy: Bool, unnamed: String?) {
        self.keepsUnsavedCopy = keepsUnsavedCopy
        session = Session(document)
        file = location.map { DocumentFile(path: $0, document: document) }
        if keepsUnsavedCopy, let place = location ?? unnamed { restore(document, place) }
    }

    /// Takes up what an earlier session of the file could not save.
    private mutating func restore(_ document: Document, _ location: String) {
        let copy = UnsavedCopy(of: location)
        guard copy.claim() else {
            message = Self.taken(file?.path)
            return
        }
        self.copy = copy
        defer { queueInterruptedRuns(copy.folder) }
        guard let found = copy.found(file: document.text) else { return }
        if found.isOfPresentFile {
            guard found.document.text != document.text else { return }
            session = Session(found.document)
            message =
                file == nil
                ? "restored the session that had no file yet; `:save session.md` gives it one"
                : "restored what was not saved; `:save` writes it to the file"
        } else {
            let present = Set(document.cells.map(\.source))
            let missing = found.document.cells.filter { !present.contains($0.source) }
            guard !missing.isEmpty else { return }
            for cell in missing { _ = session.insert(.code, cell.source, before: nil) }
            message = "\(location) was changed by another program; \(Figures.count(missing.count, "unsaved cell")) added at the end"
        }
        session.isModified = true
    }

    /// Queues the cells whose training was cut off when the program ended: they go on from their checkpoints.
    private mutating func queueInterruptedRuns(_ folder: StateFolder) {
        for place in session.entries.indices {
            guard let code = session.entries[place].code, code.trains else { continue }
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

    /// The session as a front sees it, made anew where something has changed.
    mutating func state() -> SessionState {
        var state: SessionState
        if let cached, cached.revision == session.revision {
            state = cached
        } else {
            state = makeState()
            cached = state
        }
        guard let active else { return state }
        let live = active.live
        state.activeRun = live
        if !live.snapshot.phase.isEnd, let place = state.cells.firstIndex(where: { $0.id == active.cell }) {
            state.cells[place].progress = live.progress
        }
        return state
    }

    private func makeState() -> SessionState {
        var state = SessionState()
        state.revision = session.revision
        state.isModified = session.isModified
        state.location = file?.path
        state.message = message
        state.cells = session.entries.compactMap(\.view)
        state.isBusy = session.entries.contains { $0.status.isPending }
        var names: Set<String> = []
        for entry in session.entries { names.formUnion(entry.code?.definitions ?? []) }
        state.names = names.sorted()
        return state
    }

    /// Shows a sentence in the status line.
    mutating func tell(_ message: String) {
        self.message = message
        session.revision += 1
    }

    // MARK: Stopping

    /// Ends what a cell does, and does not wait for it.
    mutating func stop(_ cell: CellID) {
        executions[cell]?.interrupt()
    }

    mutating func interrupt() {
        for execution in executions.values { execution.interrupt() }
        for place in session.entries.indices where session.entries[place].status == .queued {
            // What it printed before, or a file recorded, is no result of a run that did not happen.
            session.entries[place].status = session.entries[place].hasRun ? .stale : .idle
        }
        session.revision += 1
    }

    // MARK: Files

    mutating func save(to path: String?, overwriting: Bool) throws(DocumentError) {
        let text = session.document.text
        var target: DocumentFile
        if let file, path == nil || path == file.path {
            target = file
        } else if let path {
            target = DocumentFile(path: path, document: Document())
        } else {
            throw .noLocation
        }
        try target.write(text, overwriting: overwriting)
        copy?.removeText()
        if file?.path != target.path { copy = keepsUnsavedCopy ? UnsavedCopy(of: target.path) : nil }
        file = target
        session.isModified = false
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

    /// Keeps a copy of what is not saved.
    mutating func keepCopy() {
        guard let copy else { return }
        switch copy.failure {
        case nil: copy.write(session.document, base: file?.known ?? "")
        case .isTaken:
            tell(Self.taken(file?.path))
            self.copy = nil
        case .file(let error):
            tell("what is not saved cannot be kept in \(copy.path): \(error.description)")
            self.copy = nil
        }
    }
}

extension Session.Entry {
    /// The entry as a front draws it; nil for blank lines between cells.
    var view: CellView? {
        switch element {
        case .prose(let text):
            let isBreak: (Character) -> Bool = { $0.isNewline }
            let body = text.drop(while: isBreak).reversed().drop { $0.isWhitespace }.reversed()
            guard !body.isEmpty else { return nil }
            let lines = String(body).split(omittingEmptySubsequences: false, whereSeparator: isBreak).joined(separator: "\n")
            return CellView(id: id, kind: .prose, source: lines, status: .done, output: CellOutput())
        case .cell(let cell):
            return CellView(id: id, kind: .code, source: cell.source, status: status, output: output, progress: progress)
        }
    }
}

extension LiveRun {
    /// Share of the steps that are done, 0...1.
    var progress: Double? {
        let all = Double(snapshot.epochs) * Double(snapshot.stepsPerEpoch)
        return all > 0 ? min(1, Double(snapshot.step) / all) : nil
    }
}
