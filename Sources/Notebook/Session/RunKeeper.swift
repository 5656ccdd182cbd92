import SessionStore
import Synchronization

/// Where the states of a session's runs are kept: a session that is saved under another name takes them along, also those of runs that go on meanwhile.
final class RunKeeper: Sendable {
    private let current: Mutex<SessionStore?>
    /// Runs that have ended, where the session is evaluated to get at them alone: others are refused. nil where training is wanted.
    let finished: FinishedRuns?

    init(_ store: SessionStore?, finished: FinishedRuns? = nil) {
        current = Mutex(store)
        self.finished = finished
    }

    /// Whether states are kept, or read.
    var areKept: Bool { finished != nil || store != nil }

    /// Where states are kept now; nil where they are not.
    var store: SessionStore? { current.withLock { $0 } }

    /// Keeps states here from now on.
    func use(_ store: SessionStore?) {
        current.withLock { $0 = store }
    }
}
