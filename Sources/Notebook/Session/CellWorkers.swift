import CSignalStack
import Dispatch

/// The threads on which cells run and what is typed is looked at, side by side.
///
/// Should one spend its stack, the program ends in order: each has another one for the handler that gives the terminal back.
struct CellWorkers: Sendable {
    private let queue = DispatchQueue(label: "unroll.cells", attributes: .concurrent)

    /// Calls `body` soon, on one of the threads.
    func async(_ body: @escaping @Sendable () -> Void) {
        queue.async {
            signalStackUse()
            body()
        }
    }
}
