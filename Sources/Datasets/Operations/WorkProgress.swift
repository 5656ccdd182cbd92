import Synchronization

/// How far work is that makes or reads data, or looks at all of it. Whoever works says so now and then, and whoever watches asks at any time.
///
/// It is told of what is done within `$current.withValue`. Work in several passes begins anew with each.
public final class WorkProgress: Sendable {
    /// The one that is told of what is done here; nil for none.
    @TaskLocal public static var current: WorkProgress?

    private static let parts = 1000.0
    private let partsDone = Atomic(-1)

    /// Of work of which nothing is known yet.
    public init() {}

    /// How much of the present pass is done, from 0 to 1; nil where nothing is known about it.
    public var fraction: Double? {
        let done = partsDone.load(ordering: .relaxed)
        return done < 0 ? nil : Double(done) / Self.parts
    }

    /// Says how much of the present pass is done, in whatever it is counted.
    public static func note(_ done: Int, of total: Int) {
        guard let current, total > 0 else { return }
        current.partsDone.store(Int(parts * min(1, max(0, Double(done) / Double(total)))), ordering: .relaxed)
    }

    /// Forgets what was said, before other work.
    public func reset() { partsDone.store(-1, ordering: .relaxed) }
}
