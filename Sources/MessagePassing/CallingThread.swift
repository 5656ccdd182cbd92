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

        /// Returns when it is done.
        func perform(_ body: @escaping @Sendable () -> Void) {
            turn.withLock { _ in
                work.withLock { $0 = body }
                isThere.signal()
                isDone.wait()
            }
        }
    }
#endif
