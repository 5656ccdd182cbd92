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
    let queue = DispatchQueue(label: "unroll.store")
    let state: Mutex<State>
    /// Held while the session's lock is taken: one thread at a time.
    private let locking = Mutex(())

    /// Bytes of a session's file at most: devices may have no end.
    static let greatestFile = 1 << 28
    /// Seconds until what could not be written is tried again.
    static let secondsBetweenTries = 2

    struct State: Sendable {
        /// The file as it was when it was last read or written; nil where there was none.
        var known: [UInt8]?
        var knownVersion: [Int]?
        /// Nil until something is written of a session that was not there.
        var lock: (any DiskLock)?
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
        /// Whether the last report is worth having once the session is closed.
        var keepsReport = false
        var isWriting = false
        var isWaitingToTry = false
        var isClosed = false
        var observer: (@Sendable (Progress) -> Void)?

        init(lock: (any DiskLock)?) {
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
        public var failure: StoreError?
        /// What another program has done to the session's file since it was last read or written; nil for nothing.
        public var outsideChange: OutsideChange?

        /// Of a session of which nothing has changed.
        public init() {}
    }

    /// What another program does to a session's file.
    public enum OutsideChange: Sendable, Equatable {
        /// It says something else, or cannot be read.
        case changed
        /// Nothing has its name any more.
        case removed
        /// It has another name in the same folder.
        case renamed(to: FilePath)
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

    /// When a session's lock is taken, and the folder is made that it is in.
    public enum Locking: Sendable {
        case atOnce
        /// Of a session that is not there yet, before the first thing is written: until then there is no trace of it, and another process may begin it too.
        case withFirstWrite
    }

    /// Opens a session: takes its lock, where no other process has it, and reads what is there.
    ///
    /// - Throws: `StoreError` where what stands there is no file, or cannot be read.
    public static func open(
        _ file: FilePath, locking: Locking = .atOnce, on disk: any Disk = SystemDisk()
    ) throws(StoreError) -> Opening {
        try find(file, disk, locking)
    }

    /// Looks whether a session could be begun there.
    ///
    /// - Throws: `StoreError.noFolder` where there is no folder for it.
    public static func checkFolder(of file: FilePath, on disk: any Disk = SystemDisk()) throws(StoreError) {
        let folder = disk.resolve(file).removingLastComponent()
        guard !folder.isEmpty, try StoreError.reading(file, { () throws(DiskError) in try disk.status(of: folder) }) == nil else { return }
        throw .noFolder(file)
    }

    /// Reads what is there of a session without taking its lock: nothing is owned then, and nothing may be written.
    ///
    /// - Throws: `StoreError` where what stands there is no file, or cannot be read.
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

    /// Whether it is known that nothing stands there.
    private static func isAbsent(_ path: FilePath, _ disk: any Disk) -> Bool {
        do throws(DiskError) { return try disk.status(of: path) == nil } catch { return false }
    }

    private static func takeLock(_ folder: SessionFolder, _ disk: any Disk) throws(DiskError) -> (any DiskLock)? {
        try disk.makeFolders(folder.path)
        guard let lock = try disk.lock(folder.lock) else { return nil }
        try? lock.write(LockOwner.present.text)
        return lock
    }

    /// Takes the lock where that was not done yet, and once more where its file has been removed: nothing is written beside another process.
    ///
    /// - Throws: `StoreError.isTaken`, `StoreError.isBegun`, or `StoreError.unwritable`.
    func holdLock() throws(StoreError) {
        try locking.withLock { _ throws(StoreError) in
            guard !isClosed else { throw .isTaken(file, owner) }
            let isFirst = state.withLock { $0.lock == nil }
            guard !state.withLock({ $0.lock?.isStanding ?? false }) else { return }
            let taken = try StoreError.writing(file) { () throws(DiskError) in try Self.takeLock(folder, disk) }
            guard let lock = taken else { throw .isTaken(file, owner) }
            // What another process has begun meanwhile is not overwritten.
            if isFirst, try StoreError.writing(file, { () throws(DiskError) in try disk.status(of: folder.journal) }) != nil {
                lock.release()
                throw .isBegun(file)
            }
            state.withLock { $0.lock = lock }
        }
    }

    /// The process that the lock's file names; nil where it names none.
    private var owner: LockOwner? {
        (try? disk.read(folder.lock, limit: 4096)).flatMap { LockOwner(text: String(decoding: $0, as: UTF8.self)) }
    }

    /// Whether anything was written, or was there.
    var hasBegun: Bool { state.withLock { $0.lock != nil } }

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
        if !state.withLock({ $0.keepsReport }) { try? disk.remove(folder.report) }
        lock.release()
        folder.removeIfEmpty(disk)
    }

    /// Whether nothing may be written any more.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Changes the state, and tells the observer where the progress is another one.
    func change(_ body: (inout State) -> Void) {
        let (observer, progress) = state.withLock { state in
            let before = state.progress
            body(&state)
            return (state.progress == before ? nil : state.observer, state.progress)
        }
        observer?(progress)
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
