#if MPI
    import Dispatch
    import Foundation
    import Synchronization

    /// A thread that performs the work it is given, one item after another.
    final class CallingThread: Sendable {
        private let work = Mutex<(@Sendable () -> Void)?>(nil)
        private let isThere = DispatchSemaphore(value: 0)
        private let isDone = DispatchSemaphore(value: 0)
        private let turn = Mutex(())
        /// What the thread does repeatedly while it has no other work.
        private let idle = Mutex(Idle())
        /// The pause between two idle calls.
        private static let pause = DispatchTimeInterval.microseconds(500)

        /// A function stored directly in the mutex would be wrapped once more at each access.
        private struct Idle {
            var body: (@Sendable () -> Void)?
        }

        init() {
            let thread = Thread { [self] in
                while true {
                    waitForWork()
                    work.withLock { $0.take() }?()
                    isDone.signal()
                }
            }
            thread.name = "unroll messages"
            thread.qualityOfService = .userInitiated
            thread.start()
        }

        private func waitForWork() {
            while let body = idle.withLock({ $0.body }) {
                if isThere.wait(timeout: .now() + Self.pause) == .success { return }
                body()
            }
            isThere.wait()
        }

        /// Sets what the thread does repeatedly while it has no other work.
        ///
        /// - Parameter body: nil for nothing.
        func whenIdle(_ body: (@Sendable () -> Void)?) {
            idle.withLock { $0.body = body }
            // The thread notices the new body only after its next work.
            perform {}
        }

        /// Runs `body` on the thread and `other` here at the same time, and returns when both are done.
        func perform(_ body: @escaping @Sendable () -> Void, beside other: () -> Void = {}) {
            turn.withLock { _ in
                work.withLock { $0 = body }
                isThere.signal()
                other()
                isDone.wait()
            }
        }
    }
#endif
