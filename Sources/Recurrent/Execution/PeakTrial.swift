import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsPortable
import Synchronization

/// Fused multiply-adds in registers for some milliseconds, to measure the peak speed of the machine.
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

    /// Runs once on each thread.
    ///
    /// - Returns: the number of floating-point operations of all threads together.
    public func run() -> Int {
        let rounds = 16_000_000 / vectorWidth
        let kernel = self.kernel
        let operations = Atomic<Int>(0)
        team.run(team.threads) { _ in operations.wrappingAdd(kernel.run(rounds: rounds), ordering: .relaxed) }
        return operations.load(ordering: .relaxed)
    }
}

extension Processor {
    /// Pure multiply-adds with this instruction set.
    var peak: PeakKernel {
        switch self {
        case .portable: portablePeak
        case .avx2: avx2Peak
        case .avx512, .amx: avx512Peak
        }
    }
}
