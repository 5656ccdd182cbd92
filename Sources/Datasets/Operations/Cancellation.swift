import Synchronization

/// A request to cancel work that makes, reads or processes data before it is finished. Whoever cancels gets no partial results.
///
/// It applies to the task or thread inside `$current.withValue`; long loops check it regularly.
public final class Cancellation: Sendable {
    /// The cancellation that applies here; nil for none.
    @TaskLocal public static var current: Cancellation?

    private let isRequested: @Sendable () -> Bool
    private let noticed = Atomic(false)

    /// - Parameter isRequested: whether cancellation is requested; called often.
    public init(isRequested: @escaping @Sendable () -> Bool) {
        self.isRequested = isRequested
    }

    /// Whether some work has ended early, so that its result must not be used.
    public var isNoticed: Bool { noticed.load(ordering: .relaxed) }

    private func notice() -> Bool {
        guard isRequested() else { return false }
        noticed.store(true, ordering: .relaxed)
        return true
    }

    /// Whether the current work must end now; the caller must end it if so.
    public static var isCancelled: Bool { current?.notice() ?? false }

    /// Ends the current work if cancellation is requested.
    ///
    /// - Throws: `DataError` with the problem `cancelled`.
    static func check() throws(DataError) {
        if isCancelled { throw DataError(.cancelled) }
    }

    /// Like `check()`, and reports the progress of the current pass.
    static func check(_ done: Int, of total: Int) throws(DataError) {
        WorkProgress.note(done, of: total)
        try check()
    }
}
