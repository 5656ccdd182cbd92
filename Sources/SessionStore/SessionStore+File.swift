import Files
import SystemPackage

/// The session's file, which other programs may change too.
extension SessionStore {
    /// To be called when the text is taken that `save` is to write, under the same lock as all calls of `append`: changes that come later are kept apart.
    public func beginSaving() { state.withLock { $0.saving = ($0.progress.accepted, []) } }

    /// Writes the session's file, and begins the journal anew.
    ///
    /// - Parameters:
    ///   - bytes: the file, as it was when `beginSaving` was called.
    ///   - changes: what the journal is to begin with, since the file cannot say it.
    ///   - overwriting: whether what another program wrote since is lost.
    /// - Throws: `StoreError`; then file and journal are as they were.
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
            // Its last step alone may have failed: then what stands there is no other program's.
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

    /// Has the journal say, for whoever finds it beside the new file, which of its changes that has, and what it cannot say.
    func noteSaving(_ bytes: [UInt8], keeping changes: [any JournalChange]) throws(StoreError) {
        let count: Int? = state.withLock { state in
            state.journal == nil ? nil : (state.saving?.accepted ?? state.progress.accepted) - state.journalStart
        }
        guard let count else { return }
        try addToJournal(JournalContents.saving(checksum: Checksum.of(bytes), changes: count, keeping: changes.map(\.journalBytes)))
    }

    /// Reads the session's file as it is now; nil where there is none.
    ///
    /// - Throws: `StoreError` where it cannot be read.
    public func peekFile() throws(StoreError) -> [UInt8]? {
        try StoreError.reading(file) { () throws(DiskError) in
            try disk.status(of: target) == nil ? nil : try disk.read(target, limit: Self.greatestFile)
        }
    }

    /// Takes what the session's file says for known: a `save` that follows may replace that.
    public func noteKnown(_ bytes: [UInt8]?) { state.withLock { $0.known = bytes } }

    /// Looks what another program has done to the session's file; the answer is in `progress`.
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
                // A folder is searched once.
                outside = former
            }
            change { state in
                if outside == nil { state.knownVersion = version }
                state.progress.outsideChange = outside
            }
        }
    }

    /// The file of this version in the folder of the session's file, whatever its name is.
    private func newName(of version: [Int]) -> FilePath? {
        let folder = file.removingLastComponent()
        let names = (try? disk.names(in: folder.isEmpty ? "." : folder)) ?? []
        return names.sorted().map { folder.appending($0) }.first { (try? disk.status(of: $0))??.version == version }
    }
}
