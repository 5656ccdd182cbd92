import Files
import SessionStore

/// What a session's core knows of how the session is kept: guarded by the manager's lock, and never waits for the disk.
struct SessionKeeping: Sendable {
    /// Path of the session's file; nil while it has none.
    private(set) var location: String?
    private(set) var store: SessionStore?
    let disk: any Disk
    /// Whether changes go into the journal.
    var isJournaled: Bool
    private(set) var progress = SessionStore.Progress()
    private(set) var obstacle: OpenedSession.Obstacle?
    /// The text of the file that the session was read from, where no store knows it.
    let fileText: String?
    /// Changes that are on their way to the disk, by number, with their cells.
    private var unkept: [(number: Int, cells: Set<CellPosition>)] = []
    /// Bytes of the journal when it was begun anew.
    private var journalStart = 0
    /// A journal that is shorter is not worth making anew.
    private static let shortJournal = 4_000_000

    init(_ opened: OpenedSession) {
        (location, store, isJournaled) = (opened.location, opened.store, opened.isJournaled)
        (obstacle, fileText, disk) = (opened.obstacle, opened.fileText, opened.disk)
    }

    /// Whether what is changed is kept nowhere, though the session is one that is kept: not a replay.
    var losesChanges: Bool {
        guard location != nil || obstacle != nil || store != nil else { return false }
        return store == nil || !isJournaled || progress.failure != nil
    }

    /// Whether another process may be working on the session, and nothing is kept here.
    var isLookedAt: Bool {
        guard store == nil else { return false }
        return switch obstacle {
        case .isTaken, .isLeft, .isOnlyLookedAt: true
        case .unwritable, nil: false
        }
    }

    /// Who has the session open in place of this process.
    var holder: LockOwner? {
        guard store == nil, case .isTaken(let owner)? = obstacle else { return nil }
        return owner
    }

    /// - Returns: the number of the last of these changes; nil where none goes to the journal.
    mutating func append(_ changes: [DocumentChange], of cells: Set<CellPosition>) -> Int? {
        guard isJournaled, let store, !changes.isEmpty else { return nil }
        let number = store.append(changes)
        unkept.append((number, cells))
        return number
    }

    /// Takes note of how much is on disk.
    ///
    /// - Returns: the changes that have come there since, with their cells.
    mutating func note(_ progress: SessionStore.Progress) -> ArraySlice<(number: Int, cells: Set<CellPosition>)> {
        self.progress = progress
        let count = unkept.prefix { $0.number <= progress.kept }.count
        defer { unkept.removeFirst(count) }
        return unkept.prefix(count)
    }

    /// Goes on with another store, or the same.
    ///
    /// - Returns: changes that were on their way to a store that is left.
    mutating func use(_ store: SessionStore, path: String) -> [(number: Int, cells: Set<CellPosition>)] {
        let isOther = store !== self.store
        (self.store, location, isJournaled) = (store, path, true)
        guard isOther else { return [] }
        defer { (progress, unkept, journalStart) = (store.progress, [], 0) }
        return unkept
    }

    /// Whether the journal has grown so long that it is to be begun anew.
    var wantsNewJournal: Bool { isJournaled && (store?.journalCount ?? 0) > max(Self.shortJournal, 2 * journalStart) }

    /// Takes note that the journal was begun anew.
    mutating func noteNewJournal() { journalStart = store?.journalCount ?? 0 }

    /// Takes note of who has the session open now, where another had.
    mutating func noteHolder(_ holder: LockOwner?) {
        guard store == nil else { return }
        switch obstacle {
        case .isTaken, .isLeft: obstacle = holder.map { .isTaken($0) } ?? .isLeft
        case .isOnlyLookedAt, .unwritable, nil: break
        }
    }

    /// Whether the session cannot be written where it is.
    var isReadOnly: Bool { obstacle != nil && store == nil }

    /// What is wrong, in a sentence; nil while all is well.
    var warning: String? {
        if let failure = progress.failure { return "Unsaved changes cannot be stored: \(failure.reason); this is tried again repeatedly." }
        if let obstacle, store == nil { return obstacle.sentence(path: location) }
        guard let location else { return nil }
        return switch progress.outsideChange {
        case .changed: "\(location) was changed by another program; `:save` merges the changes."
        case .removed: "\(location) is gone; `:save` writes it again."
        case .renamed(let other): "\(location) is now called \(other); `:save \(other)` continues there, `:save` writes \(location) again."
        case nil: nil
        }
    }
}

extension OpenedSession.Obstacle {
    /// A sentence for the status line.
    func sentence(path: String?) -> String {
        let name = path ?? "the session without a file"
        return switch self {
        case .isTaken(let owner):
            "Read-only: another notebook has \(name) open\(owner.map { " (\($0.words))" } ?? ""); `:save other.md` keeps your changes."
        case .isLeft: "The notebook that had \(name) open has left it; `:take` continues here."
        case .isOnlyLookedAt: "\(name) is read-only here; `:take` takes it over, `:save other.md` keeps your changes."
        case .unwritable(let error): "Nothing can be stored beside \(name): \(error.reason); `:save other.md` saves elsewhere."
        }
    }
}
