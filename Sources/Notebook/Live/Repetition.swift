import Dispatch

/// Work that is done again and again, in the background, until there is none.
enum Repetition {
    /// - Parameter body: does it once; returns whether there will be more.
    static func every(milliseconds: Int, label: String, _ body: @escaping @Sendable () -> Bool) {
        next(milliseconds, DispatchQueue(label: label, qos: .utility), body)
    }

    private static func next(_ milliseconds: Int, _ queue: DispatchQueue, _ body: @escaping @Sendable () -> Bool) {
        queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) {
            if body() { next(milliseconds, queue, body) }
        }
    }
}
