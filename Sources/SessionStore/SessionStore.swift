import Dispatch
public import Files
import Synchronization
public import SystemPackage

/// Everything that one open session keeps on disk: its file, the journal of what has changed since that was written, and the states of its runs. It holds
/// the session's lock from the moment it is made until it is closed, so that nobody else writes any of them.
///
/// All functions may be called from any thread. `append` returns at once; all others wait for the disk.
public final class SessionStore: Sendable {
    /// The session's file, as it was named.
    public let file: FilePath
    let target: FilePath
    let folder: SessionFolder
    let disk: any Disk
    private let queue = DispatchQueue(label: "unroll.store")
    private let state: Mutex<State>

    /// Bytes of a session's file at most: devices may have no end.
    static let greatestFile = 1 << 28
    /// Seconds until what could not be written is tried again.
    private static let secondsBetweenTries = 2

    private struct State: Sendable {
        /// The file as it was when it was last read or written; nil where there was none.
        var known: [UInt8]?
        var knownVersion: [Int]?
        var lock: any DiskLock
        /// The journal as it is on disk, whole: it is written again where it is removed while the session is open. Nil where there is none.
        var journal: [UInt8]?
        /// The journal's file, once it has been opened.
        var journalFile: (any WritableFile)?
        /// Whether more may be in the file than what it is to have, after a write that failed.
        var needsCut = true
        var unwritten: [any JournalChange] = []
        /// What had been accepted at `beginSaving`, and the changes since; nil while nothing is being saved.
        var saving: (accepted: Int, later: [any JournalChange])?
        /// What had been accepted before the first change of the journal.
        var journalStart = 0
        var progress = Progress()
        var isWriting = false
        var isWaitingToTry = false
        var isClosed = false
        var observer: (@Sendable (Progress) -> Void)?

        init(lock: any DiskLock) {
            self.lock = lock
        }

        /// What is not waiting to be written is on disk.
        mutating func noteKept() { progress.kept = max(progress.kept, progress.accepted - unwritten.count) }
    }

    /// How much of a session is on disk.
    public struct Progress: Sendable, Equatable {
        /// Changes that were given to `append`.
        public var accepted = 0
        /// How many of these, from the first on, are on disk.
        public var kept = 0
        /// Why the next is not; nil while all goes well.
        public var failure: DiskError?
        /// Whether another program has changed the session's file, or removed it, since it was last read or written.
        public var isChangedOutside = false

        /// Of a session of which nothing has changed.
        public init() {}
    }

    /// The session's file as it was when it was last read or written; nil where there was none.
    public var knownFile: [UInt8]? { state.withLock { $0.known } }

    /// What was found where a session is.
    public struct Opening: Sendable {
        /// The session's file; nil where there is none.
        public var file: [UInt8]?
        /// What was changed since that was written; nil for nothing.
        public var journal: JournalContents?
        /// Who may write.
        public var access: Access
    }

    /// Who may write a session.
    public enum Access: Sendable {
        /// This process, through this store.
        case owned(SessionStore)
        /// Another, which has the session open.
        case taken(LockOwner?)
        /// Nobody: the system refuses to keep anything there.
        case unavailable(DiskError)
    }

    /// Opens a session: takes its lock, where no other process has it, and reads what is there.
    ///
    /// - Throws: `StoreError` where what stands there is no file, or cannot be read.
    public static func open(_ file: FilePath, on disk: any Disk = SystemDisk()) throws(StoreError) -> Opening {
        let target = disk.resolve(file)
        let folder = SessionFolder(of: target)
        switch try StoreError.reading(file, { () throws(DiskError) in try disk.status(of: target)?.kind }) {
        case .folder: throw .isFolder(file)
        case .other: throw .isNoFile(file)
        case .file, nil: break
        }
        let held: (any DiskLock)?
        var refusal: DiskError?
        do throws(DiskError) {
            held = try takeLock(folder, disk)
        } catch {
            (held, refusal) = (nil, error)
        }
        if held != nil {
            disk.removeLeftovers(of: target)
            for folder in [folder.path, folder.runs] { disk.removeLeftovers(in: folder) }
        }
        do throws(DiskError) {
            let version = try disk.status(of: target)?.version
            let bytes = version == nil ? nil : try disk.read(target, limit: greatestFile)
            let journalBytes = try disk.status(of: folder.journal) == nil ? nil : try disk.read(folder.journal, limit: .max)
            let journal = journalBytes.flatMap(JournalContents.init)
            guard let held else {
                let owner = (try? disk.read(folder.lock, limit: 4096)).flatMap { LockOwner(text: String(decoding: $0, as: UTF8.self)) }
                return Opening(file: bytes, journal: journal, access: refusal.map(Access.unavailable) ?? .taken(owner))
            }
            // What is no journal, or damaged from its beginning, is not this program's to overwrite.
            if journal == nil, journalBytes?.isEmpty == false { try? disk.rename(folder.journal, to: folder.damagedJournal) }
            var state = State(lock: held)
            (state.known, state.knownVersion) = (bytes, version)
            state.journal = journal.flatMap { journal in journalBytes.map { Array($0.prefix(journal.validCount)) } }
            state.progress.accepted = journal?.changes.count ?? 0
            state.progress.kept = state.progress.accepted
            let store = SessionStore(file: file, target: target, folder: folder, disk: disk, state: state)
            return Opening(file: bytes, journal: journal, access: .owned(store))
        } catch {
            held?.release()
            throw .unreadable(DiskError(error.code, file))
        }
    }

    private static func takeLock(_ folder: SessionFolder, _ disk: any Disk) throws(DiskError) -> (any DiskLock)? {
        try disk.makeFolders(folder.path)
        guard let lock = try disk.lock(folder.lock) else { return nil }
        try? lock.write(LockOwner.present.text)
        return lock
    }

    /// Takes the lock once more where its file has been removed: nothing is written beside another process.
    private func holdLock() throws(DiskError) {
        guard !isClosed else { throw DiskError(.resourceBusy, folder.path) }
        guard !state.withLock({ $0.lock.isStanding }) else { return }
        guard let lock = try Self.takeLock(folder, disk) else { throw DiskError(.resourceBusy, folder.path) }
        state.withLock { $0.lock = lock }
    }

    private init(file: FilePath, target: FilePath, folder: SessionFolder, disk: any Disk, state: consuming State) {
        self.file = file
        self.target = target
        self.folder = folder
        self.disk = disk
        self.state = Mutex(state)
    }

    deinit { letGo() }

    /// Lets go of the session: from now on another process may open it, and nothing is written here any more.
    public func close() { queue.sync { letGo() } }

    private func letGo() {
        let lock = state.withLock { state in
            defer { (state.isClosed, state.journalFile) = (true, nil) }
            return state.isClosed ? nil : state.lock
        }
        guard let lock else { return }
        lock.release()
        folder.removeIfEmpty(disk)
    }

    /// Whether nothing may be written any more.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    // MARK: The journal

    /// How much is on disk.
    public var progress: Progress { state.withLock { $0.progress } }

    /// Has a function called, on a thread of the store's own, whenever the progress has changed.
    public func observe(_ observer: @escaping @Sendable (Progress) -> Void) { state.withLock { $0.observer = observer } }

    /// Has changes written to the journal, in this order and after all before, as soon as the disk takes them. What cannot be written is kept and tried
    /// again.
    ///
    /// - Returns: the number of the last change: it is on disk once `Progress.kept` has reached it.
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
    /// - Throws: `DiskError` where they cannot.
    public func flush() throws(DiskError) {
        queue.sync { writeUnwritten() }
        if let failure = progress.failure { throw failure }
    }

    /// Writes what has come until nothing is left, or the disk refuses. On the queue.
    private func writeUnwritten() {
        while true {
            let changes = state.withLock { state in
                if state.unwritten.isEmpty { state.isWriting = false }
                return state.unwritten
            }
            guard !changes.isEmpty, !isClosed else { return }
            do throws(DiskError) {
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

    /// Adds entries to the journal, and makes it where it is missing. On the queue.
    private func addToJournal(_ frames: [UInt8]) throws(DiskError) {
        try holdLock()
        let (journal, needsCut, base) = state.withLock { ($0.journal, $0.needsCut, $0.known) }
        guard let journal, let file = try openJournal(journal) else {
            // The folder may have been removed meanwhile.
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

    /// The journal's file, open to be added to; nil where it is not there any more, or another program has put something else there.
    private func openJournal(_ journal: [UInt8]) throws(DiskError) -> (any WritableFile)? {
        if let file = state.withLock({ $0.journalFile }) { return file.isStanding ? file : nil }
        guard try disk.status(of: folder.journal)?.kind == .file, try disk.read(folder.journal, limit: .max).starts(with: journal) else {
            return nil
        }
        let file = try disk.append(to: folder.journal, keeping: journal.count)
        state.withLock { $0.journalFile = file }
        return file
    }

    /// Puts a journal in the place of the one before. Where that fails, whatever stands there then says all that is kept.
    private func putJournal(_ bytes: [UInt8]) throws(DiskError) {
        try disk.replace(folder.journal, with: bytes)
        state.withLock { ($0.journal, $0.journalFile, $0.needsCut) = (bytes, nil, true) }
    }

    private func tryAgainLater() {
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

    private func change(_ body: (inout State) -> Void) {
        let (observer, progress) = state.withLock { state in
            let before = state.progress
            body(&state)
            return (state.progress == before ? nil : state.observer, state.progress)
        }
        observer?(progress)
    }

    // MARK: The file

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

    private func writeFile(_ bytes: [UInt8], keeping changes: [any JournalChange], overwriting: Bool) throws(StoreError) {
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
            try StoreError.writing(file) { () throws(DiskError) in
                try holdLock()
                try noteSaving(bytes, keeping: changes)
                try disk.replace(target, with: bytes)
            }
        } catch {
            // Its last step alone may have failed: then what stands there is no other program's.
            if (try? disk.read(target, limit: Self.greatestFile)) == bytes { noteFile(bytes) }
            throw error
        }
        noteFile(bytes)
    }

    private func noteFile(_ bytes: [UInt8]) {
        let version = (try? disk.status(of: target))??.version
        change { state in
            (state.known, state.knownVersion) = (bytes, version)
            state.progress.isChangedOutside = false
        }
    }

    /// Has the journal say, for whoever finds it beside the new file, which of its changes that has, and what it cannot say.
    private func noteSaving(_ bytes: [UInt8], keeping changes: [any JournalChange]) throws(DiskError) {
        let count: Int? = state.withLock { state in
            state.journal == nil ? nil : (state.saving?.accepted ?? state.progress.accepted) - state.journalStart
        }
        guard let count else { return }
        try addToJournal(JournalContents.saving(checksum: Checksum.of(bytes), changes: count, keeping: changes.map(\.journalBytes)))
    }

    /// Puts a new journal in place of the one whose changes are elsewhere. Where that fails the old one goes on: it says itself what is in the file.
    private func beginJournal(keeping changes: [any JournalChange]) {
        let (saving, base) = state.withLock { ($0.saving ?? ($0.progress.accepted, []), $0.known) }
        let all = changes + saving.later
        func noteBegun(_ state: inout State) {
            state.journalStart = saving.accepted - changes.count
            // What has come while the journal was written.
            state.unwritten = Array((state.saving?.later ?? []).dropFirst(saving.later.count))
            state.noteKept()
        }
        do throws(DiskError) {
            try holdLock()
            if all.isEmpty {
                try disk.remove(folder.journal)
                try? disk.sync(folder: folder.path)
                state.withLock { ($0.journal, $0.journalFile, $0.needsCut) = (nil, nil, true) }
            } else {
                try disk.makeFolders(folder.path)
                try putJournal(JournalContents.bytes(base: base, changes: all.map(\.journalBytes)))
            }
            change { state in
                noteBegun(&state)
                state.progress.failure = nil
            }
        } catch {
            change { state in
                // Without an old journal, what the new one was to begin with is still to be written.
                guard state.journal == nil else { return }
                noteBegun(&state)
                state.unwritten = all + state.unwritten
                state.noteKept()
                if state.unwritten.isEmpty { state.progress.failure = nil }
            }
        }
        writeUnwritten()
    }

    /// Begins the journal anew with these changes, which say all that it said: for one that has grown long. `beginSaving` is to be called before.
    public func compact(to changes: [any JournalChange]) {
        queue.sync { beginJournal(keeping: changes) }
        state.withLock { $0.saving = nil }
    }

    /// Bytes of the journal.
    public var journalCount: Int { state.withLock { $0.journal?.count ?? 0 } }

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

    /// Looks whether another program has changed the session's file; the answer is in `progress`.
    public func lookAtFile() {
        queue.async { [self] in
            let version = (try? disk.status(of: target))??.version
            let (known, knownVersion) = state.withLock { ($0.known, $0.knownVersion) }
            guard version != knownVersion else { return }
            let isChanged = version == nil || (try? disk.read(target, limit: Self.greatestFile)) != known
            change { state in
                if !isChanged { state.knownVersion = version }
                state.progress.isChangedOutside = isChanged
            }
        }
    }

    // MARK: The end

    /// Removes the journal: what is not in the file is given up.
    public func discard() {
        beginSaving()
        // Not while any of it is written.
        queue.sync { state.withLock { $0.unwritten = [] } }
        compact(to: [])
    }
}

extension LockOwner {
    /// This process.
    static var present: LockOwner { LockOwner(process: ProcessID.present, host: ProcessID.host) }
}
