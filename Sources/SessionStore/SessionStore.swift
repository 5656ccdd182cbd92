import Dispatch
public import Files
import Synchronization
public import SystemPackage

/// Everything that an open session keeps on disk: its file, the journal of changes since the file was written, and the
/// states of its runs. It holds the session's lock from its creation until it is closed, so that no other process
/// writes any of them.
///
/// All functions may be called from any thread. `append` returns at once; all others wait for the disk.
public final class SessionStore: Sendable {
    /// The path of the session's file, as it was given.
    public let file: FilePath
    let target: FilePath
    let folder: SessionFolder
    let disk: any Disk
    let queue = DispatchQueue(label: "unroll.store")
    let state: Mutex<State>
    /// Held while the session's lock is being taken, by one thread at a time.
    private let locking = Mutex(())

    /// The greatest size of a session's file, in bytes: reading a device may never end.
    static let greatestFile = 1 << 28
    /// Seconds before writing is retried.
    static let secondsBetweenTries = 2

    struct State: Sendable {
        /// The file as it was when last read or written; nil if there was none.
        var known: [UInt8]?
        var knownVersion: [Int]?
        /// Nil for a new session until something is written.
        var lock: (any DiskLock)?
        /// The whole journal as it is on disk, to write it again if it is removed while the session is open. Nil if
        /// there is none.
        var journal: [UInt8]?
        /// The journal's file, once it has been opened.
        var journalFile: (any WritableFile)?
        /// Whether the file may hold surplus bytes after a failed write.
        var needsCut = true
        var unwritten: [any JournalChange] = []
        /// The number of changes accepted at `beginSaving`, and the changes since; nil while nothing is being saved.
        var saving: (accepted: Int, later: [any JournalChange])?
        /// The number of changes accepted before the journal's first change.
        var journalStart = 0
        var progress = Progress()
        /// Whether the last report is still useful after the session is closed.
        var keepsReport = false
        var isWriting = false
        var isWaitingToTry = false
        var isClosed = false
        var observer: (@Sendable (Progress) -> Void)?

        init(lock: (any DiskLock)?) {
            self.lock = lock
        }

        /// Everything that is not waiting to be written is on disk.
        mutating func noteKept() { progress.kept = max(progress.kept, progress.accepted - unwritten.count) }
    }

    /// How much of a session is on disk.
    public struct Progress: Sendable, Equatable {
        /// The number of changes given to `append`.
        public var accepted = 0
        /// The number of first changes that are on disk.
        public var kept = 0
        /// Why the next change is not; nil if nothing has failed.
        public var failure: StoreError?
        /// What another program has done to the session's file since it was last read or written; nil if nothing.
        public var outsideChange: OutsideChange?

        /// The progress of an unchanged session.
        public init() {}
    }

    /// What another program has done to a session's file.
    public enum OutsideChange: Sendable, Equatable {
        /// Its contents have changed, or it cannot be read.
        case changed
        /// It no longer exists.
        case removed
        /// It has another name in the same folder.
        case renamed(to: FilePath)
    }

    /// The session's file as it was when last read or written; nil if there was none.
    public var knownFile: [UInt8]? { state.withLock { $0.known } }

    /// What was found on opening a session.
    public struct Opening: Sendable {
        /// The session's file; nil if there is none.
        public var file: [UInt8]?
        /// The changes since the file was written; nil if there is no journal.
        public var journal: JournalContents?
        /// Who may write.
        public var access: Access
    }

    /// Who may write to a session.
    public enum Access: Sendable {
        /// This process, through this store.
        case owned(SessionStore)
        /// Another process, which has the session open.
        case taken(LockOwner?)
        /// Nobody: the system does not allow writing there.
        case unavailable(DiskError)
    }

    /// When a session's lock is taken, and its folder created.
    public enum Locking: Sendable {
        case atOnce
        /// For a new session, at the first write: until then there is no trace of it, and another process may begin it
        /// too.
        case withFirstWrite
    }

    /// Opens a session: takes its lock, unless another process holds it, and reads what is there.
    ///
    /// - Throws: `StoreError` if the path is not a regular file, or it cannot be read.
    public static func open(
        _ file: FilePath, locking: Locking = .atOnce, on disk: any Disk = SystemDisk()
    ) throws(StoreError) -> Opening {
        try find(file, disk, locking)
    }

    /// Checks whether a session could be created at this path.
    ///
    /// - Throws: `StoreError.noFolder` if its folder does not exist.
    public static func checkFolder(of file: FilePath, on disk: any Disk = SystemDisk()) throws(StoreError) {
        let folder = disk.resolve(file).removingLastComponent()
        guard !folder.isEmpty, try StoreError.reading(file, { () throws(DiskError) in try disk.status(of: folder) }) == nil else { return }
        throw .noFolder(file)
    }

    /// Reads a session without taking its lock; nothing may be written.
    ///
    /// - Throws: `StoreError` if the path is not a regular file, or it cannot be read.
    public static func look(at file: FilePath, on disk: any Disk = SystemDisk()) throws(StoreError) -> Opening {
        try find(file, disk, nil)
    }

    /// - Parameter locking: nil to take no lock.
    private static func find(_ file: FilePath, _ disk: any Disk, _ locking: Locking?) throws(StoreError) -> Opening {
        let target = disk.resolve(file)
        let folder = SessionFolder(of: target)
        let kind = try StoreError.reading(file) { () throws(DiskError) in try disk.status(of: target)?.kind }
        switch kind {
        case .folder: throw .isFolder(file)
        case .other: throw .isNoFile(file)
        case .file, nil: break
        }
        if locking == .withFirstWrite, kind == nil, isAbsent(folder.path, disk) {
            let store = SessionStore(file: file, target: target, folder: folder, disk: disk, state: State(lock: nil))
            return Opening(file: nil, journal: nil, access: .owned(store))
        }
        let held: (any DiskLock)?
        var refusal: DiskError?
        do throws(DiskError) {
            held = locking == nil ? nil : try takeLock(folder, disk)
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
            // A file that is not a journal, or is damaged from its beginning, is set aside rather than overwritten.
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

    /// Whether it is certain that nothing exists there.
    private static func isAbsent(_ path: FilePath, _ disk: any Disk) -> Bool {
        do throws(DiskError) { return try disk.status(of: path) == nil } catch { return false }
    }

    private static func takeLock(_ folder: SessionFolder, _ disk: any Disk) throws(DiskError) -> (any DiskLock)? {
        try disk.makeFolders(folder.path)
        guard let lock = try disk.lock(folder.lock) else { return nil }
        try? lock.write(LockOwner.present.text)
        return lock
    }

    /// Takes the lock if this has not been done yet, and again if its file has been removed, so that two processes
    /// never write at once.
    ///
    /// - Throws: `StoreError.isTaken`, `StoreError.isBegun`, or `StoreError.unwritable`.
    func holdLock() throws(StoreError) {
        try locking.withLock { _ throws(StoreError) in
            guard !isClosed else { throw .isTaken(file, owner) }
            let isFirst = state.withLock { $0.lock == nil }
            guard !state.withLock({ $0.lock?.isStanding ?? false }) else { return }
            let taken = try StoreError.writing(file) { () throws(DiskError) in try Self.takeLock(folder, disk) }
            guard let lock = taken else { throw .isTaken(file, owner) }
            // A session that another process has begun in the meantime must not be overwritten.
            if isFirst, try StoreError.writing(file, { () throws(DiskError) in try disk.status(of: folder.journal) }) != nil {
                lock.release()
                throw .isBegun(file)
            }
            state.withLock { $0.lock = lock }
        }
    }

    /// The process named in the lock's file; nil if there is none.
    private var owner: LockOwner? {
        (try? disk.read(folder.lock, limit: 4096)).flatMap { LockOwner(text: String(decoding: $0, as: UTF8.self)) }
    }

    /// Whether anything was there or has been written.
    var hasBegun: Bool { state.withLock { $0.lock != nil } }

    private init(file: FilePath, target: FilePath, folder: SessionFolder, disk: any Disk, state: consuming State) {
        self.file = file
        self.target = target
        self.folder = folder
        self.disk = disk
        self.state = Mutex(state)
    }

    deinit { letGo() }

    /// Closes the session: another process may now open it, and nothing more is written here.
    public func close() { queue.sync { letGo() } }

    private func letGo() {
        let lock = state.withLock { state in
            defer { (state.isClosed, state.journalFile) = (true, nil) }
            return state.isClosed ? nil : state.lock
        }
        guard let lock else { return }
        if !state.withLock({ $0.keepsReport }) { try? disk.remove(folder.report) }
        lock.release()
        folder.removeIfEmpty(disk)
    }

    /// Whether the session is closed, so that nothing may be written.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Changes the state, and notifies the observer if the progress has changed.
    func change(_ body: (inout State) -> Void) {
        let (observer, progress) = state.withLock { state in
            let before = state.progress
            body(&state)
            return (state.progress == before ? nil : state.observer, state.progress)
        }
        observer?(progress)
    }

    // MARK: Discarding

    /// Removes the journal: changes that are not in the file are lost.
    public func discard() {
        beginSaving()
        // Not in the middle of a write.
        queue.sync { state.withLock { $0.unwritten = [] } }
        compact(to: [])
    }
}

extension LockOwner {
    /// This process.
    static var present: LockOwner { LockOwner(process: ProcessID.present, host: ProcessID.host) }
}
