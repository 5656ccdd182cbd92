import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsPortable
import Synchronization

/// The most that a machine's cores can do: nothing but fused multiply-adds in registers.
///
/// Each figure is the best of many short runs, since a run can only be slowed by others on the machine.
public struct PeakMeasurement: Sendable {
    /// In 10^9 floating-point operations a second.
    public private(set) var oneCore = 0.0
    /// The same for all threads together.
    public private(set) var allCores = 0.0
    private let kernel: PeakKernel
    private let vectorWidth: Int
    private let one = ThreadTeam(threads: 1)
    private let all: ThreadTeam

    /// Nothing is measured yet.
    public init(threads: Int = Processor.threads, processor: Processor = .current) {
        kernel = processor.peak
        vectorWidth = processor.kernels.vectorWidth
        all = ThreadTeam(threads: threads)
    }

    /// Measures for about so long, and keeps the best of what was found now and before.
    public mutating func measure(seconds: Double) {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        repeat {
            oneCore = max(oneCore, rate(one))
            allCores = max(allCores, rate(all))
        } while clock.now < end
    }

    /// Of one run, of some milliseconds.
    private func rate(_ team: ThreadTeam) -> Double {
        let rounds = 16_000_000 / vectorWidth
        let kernel = self.kernel
        let operations = Atomic<Int>(0)
        let seconds = Stopwatch.seconds {
            team.run(team.threads) { _ in operations.wrappingAdd(kernel.run(rounds: rounds), ordering: .relaxed) }
        }
        return Double(operations.load(ordering: .relaxed)) / seconds / 1e9
    }
}

/// Wall time.
enum Stopwatch {
    static func seconds(_ work: () -> Void) -> Double {
        ContinuousClock().measure(work).seconds
    }
}

extension Processor {
    /// Pure multiply-adds with these instructions.
    var peak: PeakKernel {
        switch self {
        case .portable: portablePeak
        case .avx2: avx2Peak
        case .avx512: avx512Peak
        }
    }
}
