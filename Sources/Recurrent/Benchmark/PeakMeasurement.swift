import Kernels
import Synchronization

/// The most that a machine's cores can do: nothing but fused multiply-adds in registers.
///
/// Each figure is the best of many short runs, since a run can only be slowed by others on the machine.
public struct PeakMeasurement: Sendable {
    /// In 10^9 floating-point operations a second.
    public private(set) var oneCore = 0.0
    public private(set) var allCores = 0.0
    private let kernels: KernelTable
    private let one = ThreadTeam(threads: 1)
    private let all: ThreadTeam

    public init(threads: Int = Processor.threads, processor: Processor = .current) {
        kernels = processor.kernels
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
        let rounds = 16_000_000 / kernels.vectorWidth
        let kernels = self.kernels
        let operations = Atomic<Int>(0)
        let seconds = Stopwatch.seconds {
            team.run(team.threads) { _ in operations.wrappingAdd(kernels.peak(rounds), ordering: .relaxed) }
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
