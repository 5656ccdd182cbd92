import Recurrent
import SessionStore
import Synchronization

/// Where the states of a session's runs are kept: a session that is saved under another name takes them along, also those of runs that go on meanwhile.
final class RunKeeper: Sendable {
    private let current: Mutex<SessionStore?>
    /// Runs that have ended, where the session is evaluated to get at them alone: others are refused. nil where training is wanted.
    let finished: FinishedRuns?
    /// The processes that compute runs together, of which the first alone keeps states; nil where this one is alone.
    let ranks: RankGroup?
    /// Into how many groups the ranks are divided for trials, each of which is one group's.
    let groups: Int

    init(_ store: SessionStore?, finished: FinishedRuns? = nil, ranks: RankGroup? = nil, groups: Int = 1) {
        current = Mutex(store)
        (self.finished, self.ranks, self.groups) = (finished, ranks, groups)
    }

    /// Whether states are kept, or read; of several ranks the first may.
    var areKept: Bool { finished != nil || ranks != nil || store != nil }

    /// Where states are kept now; nil where they are not.
    var store: SessionStore? { current.withLock { $0 } }

    /// Keeps states here from now on.
    func use(_ store: SessionStore?) {
        current.withLock { $0 = store }
    }
}
