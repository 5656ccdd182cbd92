import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsPortable
import Synchronization

/// Nothing but fused multiply-adds in registers, of some milliseconds: for whoever times them.
public struct PeakTrial: Sendable {
    private let kernel: PeakKernel
    private let vectorWidth: Int
    private let team: ThreadTeam

    /// - Parameters:
    ///   - threads: the number of threads.
    ///   - processor: the instruction set to use.
    public init(threads: Int, processor: Processor = .current) {
        kernel = processor.peak
        vectorWidth = processor.kernels.vectorWidth
        team = ThreadTeam(threads: threads)
    }

    /// Computes once on each thread.
    ///
    /// - Returns: the floating-point operations of all threads together.
    public func run() -> Int {
        let rounds = 16_000_000 / vectorWidth
        let kernel = self.kernel
        let operations = Atomic<Int>(0)
        team.run(team.threads) { _ in operations.wrappingAdd(kernel.run(rounds: rounds), ordering: .relaxed) }
        return operations.load(ordering: .relaxed)
    }
}

extension Processor {
    /// Pure multiply-adds with these instructions.
    var peak: PeakKernel {
        switch self {
        case .portable: portablePeak
        case .avx2: avx2Peak
        case .avx512, .amx: avx512Peak
        }
    }
}
