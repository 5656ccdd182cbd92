import Recurrent
import SessionStore
import Synchronization
import SystemPackage

/// Where the states of a session's runs are kept: a session that is saved under another name takes them along, also those of runs that go on meanwhile.
final class RunKeeper: Sendable {
    private let current: Mutex<SessionStore?>
    /// Runs that have ended, where the session is evaluated to get at them alone: others are refused. nil where training is wanted.
    let finished: FinishedRuns?
    /// What data is looked for, where the session is evaluated to find it; nil elsewhere.
    let search: DataSearch?
    /// The processes that compute runs together, of which the first alone keeps states; nil where this one is alone.
    let ranks: RankGroup?
    /// Into how many groups the ranks are divided for trials, each of which is one group's.
    let groups: Int
    /// The session's file, beside which states are kept; nil where it has none.
    private let session: String?

    init(
        _ store: SessionStore?, finished: FinishedRuns? = nil, search: DataSearch? = nil, ranks: RankGroup? = nil, groups: Int = 1,
        session: String? = nil
    ) {
        current = Mutex(store)
        self.search = search
        (self.finished, self.ranks, self.groups, self.session) = (finished, ranks, groups, session)
    }

    /// Whether states are kept, or read; of several ranks the first may.
    var areKept: Bool { finished != nil || ranks != nil || store != nil }

    /// Where states are kept now; nil where they are not.
    var store: SessionStore? { current.withLock { $0 } }

    /// Whether this rank may have to keep a state in the first one's place.
    var mayInherit: Bool { ranks.map { !$0.isFirst } ?? false && session != nil }

    /// Keeps a run's state in place of the first rank, where that does not answer any more.
    ///
    /// - Throws: `DiskError` where it cannot be kept.
    func inherit(_ state: () throws -> [UInt8], of digest: String) throws {
        guard let session, ranks?.isSuccessor == true else { return }
        try SessionStore.keepRun(try state(), digest, of: FilePath(session))
    }

    /// Keeps states here from now on.
    func use(_ store: SessionStore?) {
        current.withLock { $0 = store }
    }
}
