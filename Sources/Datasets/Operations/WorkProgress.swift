import Synchronization

/// The progress of work that makes, reads or processes data. The worker reports it regularly, and any observer can read it at any time.
///
/// It receives the progress of work inside `$current.withValue`. Work in several passes begins again at 0 with each pass.
public final class WorkProgress: Sendable {
    /// The object that receives the progress of work here; nil for none.
    @TaskLocal public static var current: WorkProgress?

    private static let parts = 1000.0
    private let partsDone = Atomic(-1)

    /// The progress of work that has not reported anything.
    public init() {}

    /// The completed share of the current pass, from 0 to 1; nil if it is unknown.
    public var fraction: Double? {
        let done = partsDone.load(ordering: .relaxed)
        return done < 0 ? nil : Double(done) / Self.parts
    }

    /// Reports the completed part of the current pass, in any unit.
    public static func note(_ done: Int, of total: Int) {
        guard let current, total > 0 else { return }
        current.partsDone.store(Int(parts * min(1, max(0, Double(done) / Double(total)))), ordering: .relaxed)
    }

    /// Resets the progress, before other work.
    public func reset() { partsDone.store(-1, ordering: .relaxed) }
}
