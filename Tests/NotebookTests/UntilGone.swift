import TestSupport
import Testing

@testable import Notebook

/// Waits until nothing keeps a manager any more: the work of its last cell holds on to it for a moment.
func untilGone(_ manager: () throws -> SessionManager) rethrows {
    weak let manager = try manager()
    #expect(eventually { manager == nil })
}
