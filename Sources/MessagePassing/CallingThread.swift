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

        init() {
            let thread = Thread { [self] in
                while true {
                    isThere.wait()
                    work.withLock { $0.take() }?()
                    isDone.signal()
                }
            }
            thread.name = "unroll messages"
            thread.qualityOfService = .userInitiated
            thread.start()
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
