import Synchronization

/// A request to end what makes or reads data, or looks at all of it, before it is done. Whoever asks gets nothing of what was begun.
///
/// It holds for the thread that is within `$current.withValue`; long loops ask it now and then.
public final class Cancellation: Sendable {
    /// The one that holds here; nil for none.
    @TaskLocal public static var current: Cancellation?

    private let isRequested: @Sendable () -> Bool
    private let noticed = Atomic(false)

    /// - Parameter isRequested: whether the end is asked for; asked often.
    public init(isRequested: @escaping @Sendable () -> Bool) {
        self.isRequested = isRequested
    }

    /// Whether something has ended early, so that what it gave is not to be used.
    public var isNoticed: Bool { noticed.load(ordering: .relaxed) }

    private func notice() -> Bool {
        guard isRequested() else { return false }
        noticed.store(true, ordering: .relaxed)
        return true
    }

    /// Whether the present work is to end now; whoever gets this answer ends it.
    public static var isCancelled: Bool { current?.notice() ?? false }

    /// Ends the present work where that is asked for.
    ///
    /// - Throws: `DataError`, `cancelled`.
    static func check() throws(DataError) {
        if isCancelled { throw DataError(.cancelled) }
    }

    /// As `check()`, and says how much of the present pass is done.
    static func check(_ done: Int, of total: Int) throws(DataError) {
        WorkProgress.note(done, of: total)
        try check()
    }
}
