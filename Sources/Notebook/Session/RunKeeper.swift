import SessionStore
import Synchronization

/// Where the states of a session's runs are kept: a session that is saved under another name takes them along, also those of runs that go on meanwhile.
final class RunKeeper: Sendable {
    private let current: Mutex<SessionStore?>

    init(_ store: SessionStore?) {
        current = Mutex(store)
    }

    /// Where states are kept now; nil where they are not.
    var store: SessionStore? { current.withLock { $0 } }

    /// Keeps states here from now on.
    func use(_ store: SessionStore?) {
        current.withLock { $0 = store }
    }
}
