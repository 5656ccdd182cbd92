import Files
import Recurrent
import SessionStore
import SystemPackage

/// A session as it is found: its document with what was not saved, and what keeps it from now on.
public struct OpenedSession: Sendable {
    /// The document, with all that an earlier process kept but did not save.
    public var document: Document { contents.document }
    var contents: PendingDocument
    /// Path of the session's file; nil while it has none.
    public private(set) var location: String?
    /// Where the session and others are found.
    var disk: any Disk = SystemDisk()
    /// Keeps what changes; nil where nothing is kept.
    var store: SessionStore?
    /// Whether changes go into the journal.
    var isJournaled = false
    /// The file's text; nil where there is no file.
    var fileText: String?
    /// Whether the document has what the file has not.
    private(set) var isAheadOfFile = false
    /// What is worth telling of how it was found.
    var message: String?
    /// Why nothing that is changed is kept; nil where it is.
    var obstacle: Obstacle?
    /// Whether the journal does not go on from the file as it is, so that it has to be written anew.
    var needsNewJournal = false

    /// Why a session's changes are not kept.
    enum Obstacle: Sendable, Equatable {
        /// Another process has it open.
        case isTaken(LockOwner?)
        /// The process that had it open has left it.
        case isLeft
        /// It was opened to look at it.
        case isOnlyLookedAt
        /// The system refuses.
        case unwritable(DiskError)
    }

    /// The runs that are taken as they are kept, where nothing is to be trained; nil where training is wanted.
    private(set) var finishedRuns: FinishedRuns?

    /// The processes that run the session together; nil where this one is alone.
    public var ranks: RankGroup?
    /// Into how many groups these are divided for trials, each of which is one group's.
    public var groups = 1

    /// What processes that work on the session tell of it; nil where nothing is known of any.
    var reports: PublishedReports?

    /// Whether this process holds the session.
    public var isWritable: Bool { store != nil }

    /// Lets go of the session.
    public func close() { store?.close() }

    /// Gives up what was changed and not saved, and what is kept of runs, and lets go of the session. Nothing that was begun in it goes on.
    public func discard() {
        guard let store else { return }
        store.discard()
        for run in store.runFiles() { store.removeRun(run.digest, run.stage) }
        store.close()
    }

    /// A session of which nothing is kept.
    ///
    /// - Parameter location: the file that it was read from, and is written to.
    public init(_ document: Document, location: String? = nil) {
        contents = PendingDocument(document)
        self.location = location
        fileText = location == nil ? nil : document.text
    }

    /// Opens a session's file, which need not exist yet: it is held until the session is closed.
    ///
    /// - Throws: `DocumentError` where there is something that cannot be read as a session.
    public static func open(_ path: String) throws(DocumentError) -> OpenedSession {
        try open(path, isNamed: true)
    }

    /// Opens a session's file to look at what another process does with it, now or later. Nothing is taken, and nothing written.
    ///
    /// - Throws: `DocumentError` where there is no file, or it cannot be read as a session.
    public static func openToWatch(_ path: String) throws(DocumentError) -> OpenedSession {
        let opening = try DocumentError.of { () throws(StoreError) in try SessionStore.look(at: FilePath(path)) }
        guard opening.file != nil || opening.journal != nil else { throw .missing(path: path) }
        var session = OpenedSession(try opening.file.map { bytes throws(DocumentError) in try Document(bytes, path: path) } ?? Document())
        session.location = path
        session.fileText = opening.file.map { String(decoding: $0, as: UTF8.self) }
        if case .taken(let owner?) = opening.access { session.obstacle = .isTaken(owner) } else { session.obstacle = .isOnlyLookedAt }
        session.reports = PublishedReports(of: FilePath(path))
        if let journal = opening.journal { try session.apply(journal, to: opening.file, path) }
        session.message = nil
        return session
    }

    /// Opens a session to get at the runs that it keeps, also while another process works on it. Nothing is taken, written or trained.
    ///
    /// - Throws: `DocumentError` where there is no file, or it cannot be read as a session.
    static func openToApply(_ path: String) throws(DocumentError) -> OpenedSession {
        var session = try openToWatch(path)
        (session.reports, session.finishedRuns) = (nil, FinishedRuns(of: FilePath(path)))
        return session
    }

    /// Looks whether there is a session to open, or none yet.
    ///
    /// - Throws: `DocumentError` where there is something that cannot be read as a session.
    public static func peek(_ path: String) throws(DocumentError) {
        try peek(path, on: SystemDisk())
    }

    private static func peek(_ path: String, on disk: any Disk) throws(DocumentError) {
        let opening = try DocumentError.of { () throws(StoreError) in try SessionStore.look(at: FilePath(path), on: disk) }
        if let bytes = opening.file {
            let document = try Document(bytes, path: path)
            guard isNamedAsSession(path) || !document.isOtherText else { throw .isNoSession(path: path) }
        } else if opening.journal == nil {
            try DocumentError.of { () throws(StoreError) in try SessionStore.checkFolder(of: FilePath(path), on: disk) }
        }
    }

    private static func isNamedAsSession(_ path: String) -> Bool {
        ["md", "markdown"].contains(FilePath(path).extension?.lowercased())
    }

    /// Opens the session that has no file yet, and is kept as if this were its file.
    ///
    /// - Throws: `DocumentError` where there is something that cannot be read as a session.
    public static func openUnnamed(at path: String) throws(DocumentError) -> OpenedSession {
        try open(path, isNamed: false)
    }

    /// Opens a session's file to run it as it stands: of what is kept beside it only the states of runs are read and written.
    ///
    /// - Throws: `DocumentError` where there is no file, or it cannot be read as a session.
    public static func openToRun(_ path: String) throws(DocumentError) -> OpenedSession {
        let opening = try DocumentError.of { () throws(StoreError) in try SessionStore.open(FilePath(path), locking: .withFirstWrite) }
        guard let bytes = opening.file else { throw .missing(path: path) }
        var session = OpenedSession(try Document(bytes, path: path), location: path)
        guard case .owned(let store) = opening.access else { return session }
        (session.store, session.reports) = (store, PublishedReports(of: FilePath(path)))
        return session
    }

    static func open(_ path: String, isNamed: Bool, on disk: any Disk = SystemDisk()) throws(DocumentError) -> OpenedSession {
        // What is no session, or can be none, is left before anything is made beside it.
        if isNamed, !isNamedAsSession(path) || (try? disk.status(of: FilePath(path))) == nil { try peek(path, on: disk) }
        let opening = try DocumentError.of { () throws(StoreError) in
            try SessionStore.open(FilePath(path), locking: isNamed ? .withFirstWrite : .atOnce, on: disk)
        }
        var session = OpenedSession(try opening.file.map { bytes throws(DocumentError) in try Document(bytes, path: path) } ?? Document())
        (session.location, session.disk) = (isNamed ? path : nil, disk)
        session.fileText = opening.file.map { String(decoding: $0, as: UTF8.self) }
        switch opening.access {
        case .owned(let store): (session.store, session.isJournaled) = (store, true)
        case .taken(let owner): session.obstacle = .isTaken(owner)
        case .unavailable(let error): session.obstacle = .unwritable(error)
        }
        session.reports = PublishedReports(of: FilePath(path), on: disk)
        session.message =
            isNamed && opening.file == nil && opening.journal == nil
            ? "A new session: nothing is written until there is something to keep."
            : session.document.cellNotice(session.fileText ?? "", path: path)
        if let journal = opening.journal { try session.apply(journal, to: opening.file, path) }
        return session
    }

    /// Takes over what an earlier process changed and did not save.
    private mutating func apply(_ journal: JournalContents, to file: [UInt8]?, _ path: String) throws(DocumentError) {
        defer { isAheadOfFile = document.text != fileText ?? "" }
        let before = document.text
        if let changes = journal.changes(missingIn: file) {
            for change in changes { DocumentChange(journalBytes: change).map { contents.apply($0) } }
            guard document.text != before else { return }
            message =
                location == nil
                ? "The unsaved session is back; `:save session.md` gives it a file."
                : "Unsaved changes are back; `:save` writes them to the file."
            return
        }
        let base = PendingDocument(try journal.base.map { bytes throws(DocumentError) in try Document(bytes, path: path) } ?? Document())
        var ours = base
        for change in journal.changes { DocumentChange(journalBytes: change).map { ours.apply($0) } }
        needsNewJournal = true
        guard ours.document.text != base.document.text else { return }
        let merge = DocumentMerge(base: base, ours: ours, theirs: contents)
        contents = merge.merged
        message =
            merge.isConflict
            ? "\(path) was changed by another program in the same places as here: both versions are kept, theirs first."
            : "\(path) was changed by another program; your unsaved changes have been added."
    }
}
