import CSignalStack
import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// What `transform` gives of each element, in their order; the elements are worked through on all cores.
    package func mapInParallel<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
        // Many pieces, so that cores that are slower, or begin later, do fewer.
        let size = Swift.max(16, count / 64)
        let pieces = Mutex([[Result]](repeating: [], count: (count + size - 1) / size))
        DispatchQueue.concurrentPerform(iterations: (count + size - 1) / size) { piece in
            signalStackUse()
            let results = self[(piece * size)..<Swift.min(count, (piece + 1) * size)].map(transform)
            pieces.withLock { $0[piece] = results }
        }
        return pieces.withLock { $0.flatMap { $0 } }
    }
}
