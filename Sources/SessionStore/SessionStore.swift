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
    private let lock: any DiskLock
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
        /// Bytes of the journal that are on disk; nil where there is no journal.
        var journalCount: Int?
        var journal: (any WritableFile)?
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
            var state = State()
            (state.known, state.knownVersion, state.journalCount) = (bytes, version, journal?.validCount)
            state.progress.accepted = journal?.changes.count ?? 0
            state.progress.kept = state.progress.accepted
            let store = SessionStore(file: file, target: target, folder: folder, disk: disk, lock: held, state: state)
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

    private init(file: FilePath, target: FilePath, folder: SessionFolder, disk: any Disk, lock: any DiskLock, state: consuming State) {
        self.file = file
        self.target = target
        self.folder = folder
        self.disk = disk
        self.lock = lock
        self.state = Mutex(state)
    }

    deinit { close() }

    /// Lets go of the session: from now on another process may open it, and nothing is written here any more.
    public func close() {
        queue.sync {
            let isFirst = state.withLock { state in
                defer { (state.isClosed, state.journal) = (true, nil) }
                return !state.isClosed
            }
            guard isFirst else { return }
            lock.release()
            folder.removeIfEmpty(disk)
        }
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
            let (changes, before) = state.withLock { state in
                if state.unwritten.isEmpty { state.isWriting = false }
                return (state.unwritten, state)
            }
            guard !changes.isEmpty, !before.isClosed else { return }
            do throws(DiskError) {
                let written = try write(changes, before)
                change { state in
                    if state.journalCount == nil { state.journalStart = state.progress.kept }
                    (state.journalCount, state.journal) = (written.count, written.file)
                    state.unwritten.removeFirst(changes.count)
                    state.progress.kept += changes.count
                    state.progress.failure = nil
                }
            } catch {
                // What is there of the entries is cut off before the next try.
                change { state in
                    state.journal = nil
                    state.progress.failure = error
                    state.isWriting = false
                }
                return tryAgainLater()
            }
        }
    }

    private func write(_ changes: [any JournalChange], _ state: State) throws(DiskError) -> (count: Int, file: any WritableFile) {
        guard let count = state.journalCount else {
            // The folder may have been removed meanwhile.
            try disk.makeFolders(folder.path)
            let bytes = JournalContents.bytes(base: state.known, changes: changes.map(\.journalBytes))
            try disk.replace(folder.journal, with: bytes)
            return (bytes.count, try disk.append(to: folder.journal, keeping: bytes.count))
        }
        let bytes = changes.flatMap { JournalRecord(kind: .change, bytes: $0.journalBytes).frame }
        let file = if let journal = state.journal { journal } else { try disk.append(to: folder.journal, keeping: count) }
        try file.write(bytes)
        try file.sync()
        return (count + bytes.count, file)
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
        try StoreError.writing(file) { () throws(DiskError) in
            try noteSaving(Checksum.of(bytes), keeping: changes)
            try disk.replace(target, with: bytes)
        }
        let version = (try? disk.status(of: target))??.version
        change { state in
            (state.known, state.knownVersion) = (bytes, version)
            state.progress.isChangedOutside = false
        }
    }

    /// Has the journal say, for whoever finds it beside the new file, which of its changes that has.
    private func noteSaving(_ checksum: UInt64, keeping kept: [any JournalChange]) throws(DiskError) {
        let (count, file, changes) = state.withLock { state in
            (state.journalCount, state.journal, (state.saving?.accepted ?? state.progress.accepted) - state.journalStart)
        }
        guard let count else { return }
        let frame = JournalContents.saving(checksum: checksum, changes: changes, keeping: kept.map(\.journalBytes))
        do throws(DiskError) {
            let open = if let file { file } else { try disk.append(to: folder.journal, keeping: count) }
            try open.write(frame)
            try open.sync()
            state.withLock { ($0.journalCount, $0.journal) = (count + frame.count, open) }
        } catch {
            state.withLock { $0.journal = nil }
            throw error
        }
    }

    /// Puts a new journal in place of the one whose changes are elsewhere. Where that fails the old one goes on: it says itself what is in the file.
    private func beginJournal(keeping changes: [any JournalChange]) {
        let (saving, base) = state.withLock { ($0.saving ?? ($0.progress.accepted, []), $0.known) }
        let all = changes + saving.later
        do throws(DiskError) {
            var count: Int?
            if all.isEmpty {
                try disk.remove(folder.journal)
                try? disk.sync(folder: folder.path)
            } else {
                let bytes = JournalContents.bytes(base: base, changes: all.map(\.journalBytes))
                try disk.replace(folder.journal, with: bytes)
                count = bytes.count
            }
            change { state in
                (state.journalCount, state.journal) = (count, nil)
                state.journalStart = saving.accepted - changes.count
                // What has come while the journal was written.
                state.unwritten = Array((state.saving?.later ?? []).dropFirst(saving.later.count))
                state.progress.kept = state.progress.accepted - state.unwritten.count
                state.progress.failure = nil
            }
        } catch {
            change { state in
                state.journal = nil
                state.progress.failure = error
            }
            tryAgainLater()
        }
        writeUnwritten()
    }

    /// Begins the journal anew with these changes, which say all that it said: for one that has grown long. `beginSaving` is to be called before.
    public func compact(to changes: [any JournalChange]) {
        queue.sync { beginJournal(keeping: changes) }
        state.withLock { $0.saving = nil }
    }

    /// Bytes of the journal.
    public var journalCount: Int { state.withLock { $0.journalCount ?? 0 } }

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
        state.withLock { $0.unwritten = [] }
        compact(to: [])
    }
}

extension LockOwner {
    /// This process.
    static var present: LockOwner { LockOwner(process: ProcessID.present, host: ProcessID.host) }
}
