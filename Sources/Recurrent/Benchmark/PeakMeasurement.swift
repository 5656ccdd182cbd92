import Kernels
import Synchronization

/// The most that a machine's cores can do: nothing but fused multiply-adds in registers.
public struct PeakMeasurement: Sendable {
    /// In 10^9 floating-point operations a second.
    public var oneCore: Double
    public var allCores: Double

    /// Measures for about a third of a second. Each figure is the best of several runs: a run can only be slowed by others on the machine.
    public static func measure(threads: Int = Processor.threads, processor: Processor = .current) -> PeakMeasurement {
        let kernels = processor.kernels
        let rounds = 4_000_000 / kernels.vectorWidth
        func best(_ count: Int) -> Double {
            let team = ThreadTeam(threads: count)
            var best = 0.0
            for _ in 0..<8 {
                let operations = Atomic<Int>(0)
                let seconds = Stopwatch.seconds {
                    team.run(count) { _ in operations.wrappingAdd(kernels.peak(rounds), ordering: .relaxed) }
                }
                best = max(best, Double(operations.load(ordering: .relaxed)) / seconds / 1e9)
            }
            return best
        }
        return PeakMeasurement(oneCore: best(1), allCores: best(threads))
    }
}

/// Wall time.
enum Stopwatch {
    static func seconds(_ work: () -> Void) -> Double {
        let clock = ContinuousClock()
        let duration = clock.measure(work)
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
}
