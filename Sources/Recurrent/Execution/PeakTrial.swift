import Kernels
import Synchronization

/// Nothing but fused multiply-adds in registers, of some milliseconds: for whoever times them.
public struct PeakTrial: Sendable {
    private let kernels: KernelTable
    private let team: ThreadTeam

    /// - Parameter threads: how many compute side by side.
    public init(threads: Int, processor: Processor = .current) {
        kernels = processor.kernels
        team = ThreadTeam(threads: threads)
    }

    /// Computes once on each thread.
    ///
    /// - Returns: the floating-point operations of all threads together.
    public func run() -> Int {
        let rounds = 16_000_000 / kernels.vectorWidth
        let kernels = self.kernels
        let operations = Atomic<Int>(0)
        team.run(team.threads) { _ in operations.wrappingAdd(kernels.peak(rounds), ordering: .relaxed) }
        return operations.load(ordering: .relaxed)
    }
}
