import Files
import SystemPackage

/// The session's file, which other programs may change too.
extension SessionStore {
    /// Call this when taking the text that `save` is to write, under the same lock as all calls of `append`: later
    /// changes are then kept separately.
    public func beginSaving() { state.withLock { $0.saving = ($0.progress.accepted, []) } }

    /// Writes the session's file, and begins a new journal.
    ///
    /// - Parameters:
    ///   - bytes: the file, as it was when `beginSaving` was called.
    ///   - changes: the changes that the file cannot express, with which the new journal begins.
    ///   - overwriting: whether to overwrite what another program has written since the file was last read or written.
    /// - Throws: `StoreError`; file and journal are then unchanged.
    public func save(_ bytes: [UInt8], keeping changes: [any JournalChange], overwriting: Bool) throws(StoreError) {
        defer { state.withLock { $0.saving = nil } }
        let result: Result<Void, StoreError> = queue.sync {
            do throws(StoreError) {
                try writeFile(bytes, keeping: changes, overwriting: overwriting)
                beginJournal(keeping: changes)
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    func writeFile(_ bytes: [UInt8], keeping changes: [any JournalChange], overwriting: Bool) throws(StoreError) {
        switch try StoreError.writing(file, { () throws(DiskError) in try disk.status(of: target)?.kind }) {
        case .folder: throw .isFolder(file)
        case .other: throw .isNoFile(file)
        case nil: break
        case .file:
            if !overwriting {
                let standing = try StoreError.writing(file) { () throws(DiskError) in try disk.read(target, limit: Self.greatestFile) }
                let known = state.withLock { $0.known }
                guard standing == known || standing == bytes else { throw known == nil ? .exists(file) : .isChangedOutside(file) }
            }
        }
        do throws(StoreError) {
            try holdLock()
            try noteSaving(bytes, keeping: changes)
            try StoreError.writing(file) { () throws(DiskError) in try disk.replace(target, with: bytes) }
        } catch {
            // Perhaps only the last step failed: the file then holds this text, not another program's.
            if (try? disk.read(target, limit: Self.greatestFile)) == bytes { noteFile(bytes) }
            throw error
        }
        noteFile(bytes)
    }

    func noteFile(_ bytes: [UInt8]) {
        let version = (try? disk.status(of: target))??.version
        change { state in
            (state.known, state.knownVersion) = (bytes, version)
            state.progress.outsideChange = nil
        }
    }

    /// Notes in the journal, for whoever finds it beside the new file, which changes the file contains and which it
    /// cannot express.
    func noteSaving(_ bytes: [UInt8], keeping changes: [any JournalChange]) throws(StoreError) {
        let count: Int? = state.withLock { state in
            state.journal == nil ? nil : (state.saving?.accepted ?? state.progress.accepted) - state.journalStart
        }
        guard let count else { return }
        try addToJournal(JournalContents.saving(checksum: Checksum.of(bytes), changes: count, keeping: changes.map(\.journalBytes)))
    }

    /// Reads the session's file as it is now; nil if there is none.
    ///
    /// - Throws: `StoreError` if it cannot be read.
    public func peekFile() throws(StoreError) -> [UInt8]? {
        try StoreError.reading(file) { () throws(DiskError) in
            try disk.status(of: target) == nil ? nil : try disk.read(target, limit: Self.greatestFile)
        }
    }

    /// Notes that the file's current contents are known: a following `save` may replace them.
    public func noteKnown(_ bytes: [UInt8]?) { state.withLock { $0.known = bytes } }

    /// Checks whether another program has changed the session's file; `progress` then holds the result.
    public func lookAtFile() {
        queue.async { [self] in
            let version = (try? disk.status(of: target))??.version
            let (known, knownVersion, former) = state.withLock { ($0.known, $0.knownVersion, $0.progress.outsideChange) }
            guard version != knownVersion else { return }
            let outside: OutsideChange?
            if version != nil {
                outside = (try? disk.read(target, limit: Self.greatestFile)) == known ? nil : .changed
            } else if former == nil || former == .changed {
                outside = knownVersion.flatMap(newName).map { .renamed(to: $0) } ?? .removed
            } else {
                // Search the folder only once.
                outside = former
            }
            change { state in
                if outside == nil { state.knownVersion = version }
                state.progress.outsideChange = outside
            }
        }
    }

    /// The file with this version in the folder of the session's file, whatever its name.
    private func newName(of version: [Int]) -> FilePath? {
        let folder = file.removingLastComponent()
        let names = (try? disk.names(in: folder.isEmpty ? "." : folder)) ?? []
        return names.sorted().map { folder.appending($0) }.first { (try? disk.status(of: $0))??.version == version }
    }
}
