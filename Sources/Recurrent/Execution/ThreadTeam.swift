import Dispatch
import Foundation
import Synchronization

/// Threads that work through numbered tasks together. Between runs they spin for a moment, since the next run usually comes within microseconds, and then sleep.
///
/// Tasks are handed out one by one to whoever is free, so they must not depend on one another.
final class ThreadTeam: Sendable {
    let threads: Int
    private let order: TaskOrder
    private let helpers: [Helper]
    private let shared = Shared()

    /// - Parameters:
    ///   - threads: how many work, the caller of `run` among them.
    ///   - order: in which order tasks are handed out.
    init(threads: Int, order: TaskOrder = .ascending) {
        self.threads = max(1, threads)
        self.order = order
        let shared = self.shared
        helpers = (1..<max(1, threads)).map { _ in Helper() }
        for helper in helpers {
            let thread = Thread { helper.work(shared) }
            thread.name = "unroll compute"
            thread.qualityOfService = .userInitiated
            thread.start()
        }
    }

    deinit {
        shared.isOver.store(true, ordering: .releasing)
        announce()
    }

    /// Calls `body` with 0 ..< tasks, on all threads, and returns when all are done. Not to be called from two threads at once.
    func run(_ tasks: Int, _ body: @Sendable (_ task: Int) -> Void) {
        guard let places = order.places(of: tasks) else { return runAscending(tasks, body) }
        runAscending(tasks) { body(places[$0]) }
    }

    private func runAscending(_ tasks: Int, _ body: @Sendable (_ task: Int) -> Void) {
        guard tasks > 1, !helpers.isEmpty else {
            for task in 0..<max(0, tasks) { body(task) }
            return
        }
        withoutActuallyEscaping(body) { body in
            shared.body.store(body)
            shared.tasks.store(tasks, ordering: .relaxed)
            shared.next.store(0, ordering: .relaxed)
            shared.busy.store(helpers.count, ordering: .relaxed)
            announce()
            shared.takeTasks(body)
            var spins = 0
            while shared.busy.load(ordering: .acquiring) > 0 {
                spins += 1
                if spins > 4000 { sched_yield() }
            }
            shared.body.store(nil)
        }
    }

    private func announce() {
        shared.round.wrappingAdd(1, ordering: .sequentiallyConsistent)
        for helper in helpers where helper.isAsleep.exchange(false, ordering: .sequentiallyConsistent) { helper.alarm.signal() }
    }

    /// The closure that a round works on. Written before the round is announced and read after, so it needs no lock.
    private final class Body: @unchecked Sendable {
        private var body: (@Sendable (Int) -> Void)?
        func store(_ body: (@Sendable (Int) -> Void)?) { self.body = body }
        func load() -> (@Sendable (Int) -> Void)? { body }
    }

    private final class Shared: Sendable {
        let round = Atomic<Int>(0)
        let next = Atomic<Int>(0)
        let tasks = Atomic<Int>(0)
        let busy = Atomic<Int>(0)
        let isOver = Atomic<Bool>(false)
        let body = Body()

        func takeTasks(_ body: (Int) -> Void) {
            let count = tasks.load(ordering: .relaxed)
            while true {
                let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard task < count else { return }
                body(task)
            }
        }
    }

    private final class Helper: Sendable {
        let isAsleep = Atomic<Bool>(false)
        let alarm = DispatchSemaphore(value: 0)
        /// Waking a thread takes tens of microseconds, more than threads of a small network wait for one another.
        private static let patience = Duration.microseconds(200)

        func work(_ shared: Shared) {
            var seen = 0
            while true {
                waitForRound(after: seen, shared)
                seen += 1
                if shared.isOver.load(ordering: .acquiring) { return }
                if let body = shared.body.load() { shared.takeTasks(body) }
                shared.busy.wrappingSubtract(1, ordering: .releasing)
            }
        }

        private func waitForRound(after seen: Int, _ shared: Shared) {
            let clock = ContinuousClock()
            let end = clock.now + Self.patience
            repeat {
                for _ in 0..<1000 where shared.round.load(ordering: .acquiring) != seen { return }
                sched_yield()
            } while clock.now < end
            while shared.round.load(ordering: .sequentiallyConsistent) == seen {
                isAsleep.store(true, ordering: .sequentiallyConsistent)
                // A round announced just now either sees this flag and signals, or is seen here.
                if shared.round.load(ordering: .sequentiallyConsistent) != seen,
                    isAsleep.exchange(false, ordering: .sequentiallyConsistent)
                {
                    return
                }
                alarm.wait()
            }
        }
    }
}
