import Recurrent

/// The most that a machine's cores can do: nothing but fused multiply-adds in registers.
///
/// Each figure is the best of many short runs, since a run can only be slowed by others on the machine.
public struct PeakMeasurement: Sendable {
    /// In 10^9 floating-point operations a second.
    public private(set) var oneCore = 0.0
    /// The same for all threads together.
    public private(set) var allCores = 0.0
    private let one: PeakTrial
    private let all: PeakTrial

    /// Threads that are used where nothing else is asked for.
    public static var availableThreads: Int { Processor.threads }

    /// Nothing is measured yet.
    public init(threads: Int = Processor.threads, processor: Processor = .current) {
        one = PeakTrial(threads: 1, processor: processor)
        all = PeakTrial(threads: threads, processor: processor)
    }

    /// Measures for about so long, and keeps the best of what was found now and before.
    public mutating func measure(seconds: Double) {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        repeat {
            oneCore = max(oneCore, one.rate)
            allCores = max(allCores, all.rate)
        } while clock.now < end
    }
}

extension PeakTrial {
    /// What the threads do now, in 10^9 floating-point operations a second.
    var rate: Double {
        var operations = 0
        let seconds = Stopwatch.seconds { operations = run() }
        return Double(operations) / seconds / 1e9
    }
}
