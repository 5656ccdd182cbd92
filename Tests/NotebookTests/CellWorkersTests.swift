import CSignalStack
import Dispatch
import Testing

@testable import Notebook

@Suite struct CellWorkersTests {
    @Test func threadsHaveAStackForSignals() async {
        let workers = CellWorkers()
        let first = await withCheckedContinuation { continuation in workers.async { continuation.resume(returning: signalStackIsThere()) } }
        #expect(first == 1)
    }
}
