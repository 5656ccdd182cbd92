import Recurrent

/// The peak speed of a machine's cores, computing nothing but fused multiply-adds in registers.
///
/// Each figure is the best of many short runs, since other programs can only slow a run down.
public struct PeakMeasurement: Sendable {
    /// The peak of one core, in 10^9 floating-point operations per second.
    public private(set) var oneCore = 0.0
    /// The same for all threads together.
    public private(set) var allCores = 0.0
    private let one: PeakTrial
    private let all: PeakTrial

    /// The default number of threads.
    public static var availableThreads: Int { Processor.threads }

    /// A measurement that has not begun.
    public init(threads: Int = Processor.threads, processor: Processor = .current) {
        one = PeakTrial(threads: 1, processor: processor)
        all = PeakTrial(threads: threads, processor: processor)
    }

    /// Measures for about this long, and keeps the best result of this and earlier calls.
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
    /// The current speed of the threads, in 10^9 floating-point operations per second.
    var rate: Double {
        var operations = 0
        let seconds = Stopwatch.seconds { operations = run() }
        return Double(operations) / seconds / 1e9
    }
}
