import Files
import SessionStore
import SystemPackage

/// The session on disk.
extension SessionManager {
    /// Writes the document to its file, or to `path`, which becomes its file. What another program has made of the file meanwhile is brought together
    /// with what was made here.
    ///
    /// - Parameter overwriting: whether what another program wrote is lost.
    /// - Throws: where there is no path, the file cannot be written, another process has it open, or another program has changed the same cells.
    public func save(to path: String? = nil, overwriting: Bool = false) throws(DocumentError) {
        do throws(DocumentError) {
            try saving.withLock { _ throws(DocumentError) in try write(to: path, overwriting: overwriting) }
        } catch {
            core.withLock { $0.tell(error.description) }
            throw error
        }
    }

    /// Writes the document as it is now into another file, which nobody has open, and goes on with its own.
    ///
    /// - Parameter overwriting: whether what is there is lost.
    public func writeCopy(to path: String, overwriting: Bool = false) throws(DocumentError) {
        let disk = core.withLock { $0.keeping.disk }
        if let owner = SessionStore.owner(of: FilePath(path)) { throw .isTaken(path: path, owner: owner.words) }
        let text = document.text
        var (isThere, isFolder) = (false, false)
        do throws(DiskError) {
            let kind = try disk.status(of: FilePath(path))?.kind
            isThere = kind != nil
            isFolder = kind == .folder
            if isFolder { throw DiskError(.isDirectory, FilePath(path)) }
            if overwriting || !isThere { try disk.replace(FilePath(path), with: Array(text.utf8)) }
        } catch {
            throw isFolder ? .isFolder(path: path) : .unwritable(path: path, reason: error.reason)
        }
        if isThere, !overwriting { throw .exists(path: path) }
    }

    private func write(to path: String?, overwriting: Bool) throws(DocumentError) {
        let keeping = core.withLock { $0.keeping }
        guard let target = path ?? keeping.location else { throw .noLocation }
        if let store = keeping.store, target == keeping.location, keeping.isJournaled {
            return try write(to: store, target, overwriting: overwriting)
        }
        let opening = try DocumentError.of { () throws(StoreError) in
            let opening = try SessionStore.open(FilePath(target), locking: .withFirstWrite, on: keeping.disk)
            if opening.file == nil { try SessionStore.checkFolder(of: FilePath(target), on: keeping.disk) }
            return opening
        }
        let store: SessionStore
        switch opening.access {
        case .owned(let opened): store = opened
        case .taken where target == keeping.location && keeping.store != nil:
            return try write(to: keeping.store, target, overwriting: overwriting)
        case .taken(let owner): throw .isTaken(path: target, owner: owner?.words)
        case .unavailable(let error): throw .unwritable(path: target, reason: error.reason)
        }
        if !overwriting {
            // Who goes on with a file under its new name overwrites what the session knows.
            let isRenamed = keeping.progress.outsideChange == .renamed(to: FilePath(target))
            let known = target == keeping.location ? keeping.fileText.map { Array($0.utf8) } : isRenamed ? keeping.store?.knownFile : nil
            if let file = opening.file, file != known { throw known == nil ? .exists(path: target) : .changedOnDisk(path: target) }
            if opening.journal?.changes.isEmpty == false { throw .exists(path: target) }
        }
        let old = keeping.store
        var runs: [SessionStore.RunFile] = []
        if let old {
            do throws(StoreError) {
                runs = try store.copyRuns(from: old)
            } catch {
                throw .unwritable(path: target, reason: error.reason)
            }
        }
        store.observe { [weak self] progress in self?.core.withLock { $0.note(progress) } }
        try write(to: store, target, overwriting: true)
        // What has changed meanwhile has gone to the store before.
        beginJournal()
        guard let old else { return }
        // What runs have kept meanwhile; without it they go on from an earlier state.
        _ = try? store.copyRuns(from: old, except: runs)
        // What it kept is in the new file, or in the new journal where that could be written.
        if keeping.isJournaled, (try? store.flush()) != nil { old.discard() }
        // Its file is free for others from now on, whatever still holds the store.
        old.close()
    }

    private func write(to store: SessionStore?, _ path: String, overwriting: Bool) throws(DocumentError) {
        guard let store else { throw .noLocation }
        let saved = core.withLock { $0.beginSaving(to: store) }
        do throws(StoreError) {
            try store.save(Array(saved.document.text.utf8), keeping: saved.pending, overwriting: overwriting)
        } catch .isChangedOutside {
            return try merge(into: store, path)
        } catch {
            throw DocumentError(error)
        }
        core.withLock { $0.noteSaved(saved, path: path, store: store) }
    }

    /// Brings together what another program has made of the file and what was made here, and writes it.
    private func merge(into store: SessionStore, _ path: String) throws(DocumentError) {
        let base = try store.knownFile.map { bytes throws(DocumentError) in try Document(bytes, path: path) } ?? Document()
        let bytes = try DocumentError.of { () throws(StoreError) in try store.peekFile() }
        let theirs = try bytes.map { bytes throws(DocumentError) in try Document(bytes, path: path) } ?? Document()
        let isMerged = core.withLock { core in
            let ours = PendingDocument(core.session.document)
            let merge = DocumentMerge(base: PendingDocument(base), ours: ours, theirs: PendingDocument(theirs))
            guard !merge.isConflict else { return false }
            core.adopt(merge.merged)
            return true
        }
        guard isMerged else { throw .changedOnDisk(path: path) }
        store.noteKnown(bytes)
        try write(to: store, path, overwriting: false)
        core.withLock { $0.tell("\(path) was changed by another program; it now contains both versions.") }
    }

    /// Begins the journal anew with the document as it is.
    func beginJournal() {
        let (store, changes) = core.withLock { core in
            let store = core.keeping.store
            return (store, core.beginJournal(of: store))
        }
        store?.compact(to: changes)
        core.withLock { $0.keeping.noteNewJournal() }
    }

    /// Returns when all that was changed is on disk.
    ///
    /// - Returns: why it is not, in a sentence; nil where it is.
    @discardableResult
    public func flush() -> String? {
        let store = core.withLock { core in
            core.keepChanges()
            return core.keeping.store
        }
        do throws(StoreError) {
            try store?.flush()
        } catch {
            return error.reason
        }
        if store != nil { ReportPublisher().publish(self) }
        return nil
    }

    /// Gives up what is not saved.
    public func discard() {
        core.withLock { $0.discard() }?.discard()
    }

    /// Whether what is not saved would be lost if the session were closed now.
    public var wouldLoseChanges: Bool {
        core.withLock { $0.isModified && $0.keeping.losesChanges }
    }

    /// Lets go of the session's file and of all that is kept beside it, whatever still holds the session.
    public func close() {
        core.withLock { $0.keeping.store }?.close()
    }

    /// Has everything that runs end after its step, and keeps its state: it goes on when the session is opened next, or by `resumeSuspended`. Nothing
    /// starts meanwhile.
    ///
    /// - Returns: whether all has ended within this time.
    @discardableResult
    public func suspend(milliseconds: Int) -> Bool {
        core.withLock { $0.suspend() }
        return waitUntilIdle(milliseconds: milliseconds)
    }

    /// Goes on with what was suspended.
    public func resumeSuspended() {
        schedule { $0.resumeSuspended() }
    }

    /// Whether the states of runs are kept, so that they can go on later.
    public var keepsRuns: Bool { core.withLock { $0.keeping.store != nil } }

    /// The process that has the session open in place of this one, by number and machine; nil where none has, or it is not known.
    public var holder: (process: Int32, host: String)? { core.withLock { $0.keeping.holder.map { ($0.process, $0.host) } } }

    /// Looks whether another program has changed the session's file, or another notebook has left it: the answer comes later, as the state's
    /// warning.
    public func lookAtFile() {
        let keeping = core.withLock { $0.keeping }
        keeping.store?.lookAtFile()
        guard keeping.store == nil, keeping.obstacle != nil, let location = keeping.location else { return }
        workers.async {
            let holder = SessionStore.owner(of: FilePath(location), on: keeping.disk)
            self.core.withLock { $0.keeping.noteHolder(holder) }
        }
    }
}
