import Dispatch
import Files

/// The changes since the session's file was written.
extension SessionStore {
    /// How much is on disk.
    public var progress: Progress { state.withLock { $0.progress } }

    /// Has `observer` called, on a thread of the store, whenever the progress changes.
    public func observe(_ observer: @escaping @Sendable (Progress) -> Void) { state.withLock { $0.observer = observer } }

    /// Writes changes to the journal, in order and after all earlier ones, as soon as the disk accepts them. What
    /// cannot be written is kept and retried.
    ///
    /// - Returns: the number of the last change, which is on disk once `Progress.kept` has reached it.
    @discardableResult
    public func append(_ changes: [any JournalChange]) -> Int {
        let (number, isNew) = state.withLock { state in
            state.unwritten += changes
            state.saving?.later += changes
            state.progress.accepted += changes.count
            defer { state.isWriting = true }
            return (state.progress.accepted, !state.isWriting)
        }
        if isNew { queue.async { self.writeUnwritten() } }
        return number
    }

    /// Returns when all changes are on disk, or cannot be written.
    ///
    /// - Throws: `StoreError` if they cannot be written.
    public func flush() throws(StoreError) {
        queue.sync { writeUnwritten() }
        if let failure = progress.failure { throw failure }
    }

    /// Writes waiting changes until none is left or the disk refuses. Runs on the queue.
    func writeUnwritten() {
        while true {
            let changes = state.withLock { state in
                if state.unwritten.isEmpty { state.isWriting = false }
                return state.unwritten
            }
            guard !changes.isEmpty, !isClosed else { return }
            do throws(StoreError) {
                try addToJournal(changes.flatMap { JournalRecord(kind: .change, bytes: $0.journalBytes).frame })
                change { state in
                    state.unwritten.removeFirst(changes.count)
                    state.noteKept()
                    state.progress.failure = nil
                }
            } catch {
                change { state in
                    state.progress.failure = error
                    state.isWriting = false
                }
                return tryAgainLater()
            }
        }
    }

    /// Adds entries to the journal, which is created if it is missing. Runs on the queue.
    func addToJournal(_ frames: [UInt8]) throws(StoreError) {
        try holdLock()
        try StoreError.writing(file) { () throws(DiskError) in try addToHeldJournal(frames) }
    }

    private func addToHeldJournal(_ frames: [UInt8]) throws(DiskError) {
        let (journal, needsCut, base) = state.withLock { ($0.journal, $0.needsCut, $0.known) }
        guard let journal, let file = try openJournal(journal) else {
            // The folder may have been removed in the meantime.
            try disk.makeFolders(folder.path)
            return try putJournal((journal ?? JournalContents.bytes(base: base, changes: [])) + frames)
        }
        state.withLock { $0.needsCut = true }
        if needsCut { try file.cut(to: journal.count) }
        try file.write(frames)
        try file.sync()
        guard file.isStanding else { return try putJournal(journal + frames) }
        state.withLock { state in
            state.journal?.append(contentsOf: frames)
            state.needsCut = false
        }
    }

    /// The journal's file, open for appending; nil if it has been removed or another program has replaced it.
    func openJournal(_ journal: [UInt8]) throws(DiskError) -> (any WritableFile)? {
        if let file = state.withLock({ $0.journalFile }) { return file.isStanding ? file : nil }
        guard try disk.status(of: folder.journal)?.kind == .file, try disk.read(folder.journal, limit: .max).starts(with: journal) else {
            return nil
        }
        let file = try disk.append(to: folder.journal, keeping: journal.count)
        state.withLock { $0.journalFile = file }
        return file
    }

    /// Replaces the journal. If that fails, the previous one remains with everything it held.
    func putJournal(_ bytes: [UInt8]) throws(DiskError) {
        try disk.replace(folder.journal, with: bytes)
        state.withLock { ($0.journal, $0.journalFile, $0.needsCut) = (bytes, nil, true) }
    }

    func tryAgainLater() {
        let isNew = state.withLock { state in
            defer { state.isWaitingToTry = true }
            return !state.isWaitingToTry
        }
        guard isNew else { return }
        queue.asyncAfter(deadline: .now() + .seconds(Self.secondsBetweenTries)) { [weak self] in
            self?.state.withLock { $0.isWaitingToTry = false }
            self?.writeUnwritten()
        }
    }

    /// Begins a new journal once the changes of the old one are saved elsewhere. If that fails, the old journal stays
    /// in use: it records which of its changes are in the file.
    func beginJournal(keeping changes: [any JournalChange]) {
        let (saving, base) = state.withLock { ($0.saving ?? ($0.progress.accepted, []), $0.known) }
        let all = changes + saving.later
        func noteBegun(_ state: inout State) {
            state.journalStart = saving.accepted - changes.count
            // Changes that arrived while the journal was being written.
            state.unwritten = Array((state.saving?.later ?? []).dropFirst(saving.later.count))
            state.noteKept()
        }
        do throws(StoreError) {
            // If the journal was never begun, there is nothing to remove.
            if !all.isEmpty || hasBegun { try holdLock() }
            try StoreError.writing(file) { () throws(DiskError) in
                if all.isEmpty, hasBegun {
                    try disk.remove(folder.journal)
                    try? disk.sync(folder: folder.path)
                    state.withLock { ($0.journal, $0.journalFile, $0.needsCut) = (nil, nil, true) }
                } else if !all.isEmpty {
                    try disk.makeFolders(folder.path)
                    try putJournal(JournalContents.bytes(base: base, changes: all.map(\.journalBytes)))
                }
            }
            change { state in
                noteBegun(&state)
                state.progress.failure = nil
            }
        } catch {
            change { state in
                // If there was no old journal, the changes that the new one was to begin with still have to be written.
                guard state.journal == nil else { return }
                noteBegun(&state)
                state.unwritten = all + state.unwritten
                state.noteKept()
                if state.unwritten.isEmpty { state.progress.failure = nil }
            }
        }
        writeUnwritten()
    }

    /// Begins a new journal with these changes, which are equivalent to the old one's: for a journal that has grown
    /// long. Call `beginSaving` first.
    public func compact(to changes: [any JournalChange]) {
        queue.sync { beginJournal(keeping: changes) }
        state.withLock { $0.saving = nil }
    }

    /// The size of the journal in bytes.
    public var journalCount: Int { state.withLock { $0.journal?.count ?? 0 } }
}
