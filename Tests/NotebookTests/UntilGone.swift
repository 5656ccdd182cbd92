import SessionStore
import TestSupport
import Testing

@testable import Notebook

/// Waits until nothing references a manager or its store any more: the work of its last cell holds them for a moment.
func untilGone(_ manager: () throws -> SessionManager) rethrows {
    let (manager, store) = try held(manager)
    #expect(eventually { manager.reference == nil && store.reference == nil })
}

private struct Weak<Object: AnyObject> {
    weak let reference: Object?
}

private func held(_ manager: () throws -> SessionManager) rethrows -> (Weak<SessionManager>, Weak<SessionStore>) {
    let manager = try manager()
    return (Weak(reference: manager), Weak(reference: manager.core.withLock { $0.keeping.store }))
}
