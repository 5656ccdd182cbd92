import CSignalStack
import Dispatch
import Foundation
import Kernels
import Synchronization

/// Threads that work through numbered tasks together. Between rounds of tasks they spin for a moment, since the next round usually comes
/// within microseconds, and then sleep.
///
/// Tasks are handed out one by one to idle threads, so they must not depend on one another. A round ends when its tasks
/// are done: a helper that has not taken one, because the system runs something else in its place, is not waited for.
final class ThreadTeam: Sendable {
    let threads: Int
    private let order: TaskOrder
    private let helpers: [Helper]
    private let round = TaskRound()

    /// - Parameters:
    ///   - threads: the number of working threads, including the caller of `run`.
    ///   - order: the order in which tasks are handed out.
    init(threads: Int, order: TaskOrder = .ascending) {
        self.threads = max(1, threads)
        self.order = order
        let round = self.round
        helpers = (1..<max(1, threads)).map { _ in Helper() }
        for helper in helpers {
            let thread = Thread {
                signalStackUse()
                helper.work(round)
            }
            thread.name = "unroll compute"
            thread.qualityOfService = .userInitiated
            thread.start()
        }
    }

    deinit {
        round.finishForGood()
        wake()
    }

    /// Calls `body` with 0 ..< tasks, on all threads, and returns when all are done. Must not be called from two
    /// threads at once.
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
            round.open(tasks, body)
            wake()
            round.work()
            round.close()
        }
    }

    private func wake() {
        for helper in helpers where helper.isAsleep.exchange(false, ordering: .sequentiallyConsistent) { helper.alarm.signal() }
    }

    private final class Helper: Sendable {
        let isAsleep = Atomic<Bool>(false)
        let alarm = DispatchSemaphore(value: 0)
        /// How long threads spin: waking a thread takes tens of microseconds, longer than the threads of a small
        /// network wait for one another.
        private static let patience = Duration.microseconds(200)

        func work(_ round: TaskRound) {
            while true {
                waitForTasks(round)
                if round.isOver { return }
                round.work()
            }
        }

        private func waitForTasks(_ round: TaskRound) {
            let clock = ContinuousClock()
            while true {
                let end = clock.now + Self.patience
                repeat {
                    for _ in 0..<64 {
                        if round.needsHelp { return }
                        Spin.pause()
                    }
                    sched_yield()
                } while clock.now < end
                isAsleep.store(true, ordering: .sequentiallyConsistent)
                // A round that begins now either sees this flag and signals, or is seen here.
                if round.needsHelp, isAsleep.exchange(false, ordering: .sequentiallyConsistent) { return }
                alarm.wait()
            }
        }
    }
}
