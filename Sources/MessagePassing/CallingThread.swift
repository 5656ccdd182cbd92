#if MPI
    import Dispatch
    import Foundation
    import Synchronization

    /// A thread that does what it is given, one after another.
    final class CallingThread: Sendable {
        private let work = Mutex<(@Sendable () -> Void)?>(nil)
        private let isThere = DispatchSemaphore(value: 0)
        private let isDone = DispatchSemaphore(value: 0)
        private let turn = Mutex(())
        /// Done again and again while there is nothing else to do.
        private let idle = Mutex(Idle())
        /// Between two times.
        private static let pause = DispatchTimeInterval.microseconds(500)

        /// A function that lay in the mutex itself would be wrapped once more each time it is looked at.
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

        /// Does something again and again while there is nothing else to do.
        ///
        /// - Parameter body: nil for nothing.
        func whenIdle(_ body: (@Sendable () -> Void)?) {
            idle.withLock { $0.body = body }
            // Until it is looked for.
            perform {}
        }

        /// Does something else here at the same time, and returns when both are done.
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
