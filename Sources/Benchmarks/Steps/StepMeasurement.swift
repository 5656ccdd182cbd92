import Recurrent

/// The duration of a case's steps on this machine. It is measured in several stretches, so that the figures do not
/// depend on one moment of a machine that other programs use too.
public struct StepMeasurement: Sendable {
    /// The rounding of the factors of products.
    public typealias Precision = Recurrent.Precision

    /// The case.
    public let benchmark: BenchmarkCase
    private var times: [Double] = []
    private var pairs: [PeakPair] = []
    private var operations = 0

    /// The number of first steps that are not counted, because they touch memory for the first time.
    private static let warmUp = 2
    private static let fewest = 3
    /// The shortest time of steps between two measurements of the peak, in seconds.
    private static let secondsBetweenPeaks = 0.004

    /// A measurement that has not begun.
    public init(_ benchmark: BenchmarkCase) {
        self.benchmark = benchmark
    }

    /// Times steps for about this long, after a few that are not counted.
    ///
    /// - Parameters:
    ///   - seconds: the approximate time to measure for.
    ///   - precision: the rounding of the factors of products.
    ///   - threads: the number of threads, unless the case specifies it.
    ///   - processor: the instruction set to use.
    /// - Throws: `NetworkError` if the network cannot be built.
    public mutating func measure(
        seconds: Double, precision: Precision = .single, threads: Int = Processor.threads, processor: Processor = .current
    ) throws(NetworkError) {
        let trial = try StepTrial(
            network: benchmark.network, batch: benchmark.batch, steps: benchmark.steps, features: benchmark.features,
            classes: benchmark.classes, work: benchmark.work, readsSymbols: benchmark.readsSymbols,
            variesLengths: benchmark.variesLengths, loss: benchmark.loss, precision: precision, threads: benchmark.threads ?? threads,
            processor: processor)
        let peak = PeakTrial(threads: benchmark.threads ?? threads, processor: processor)
        operations = trial.operations
        for _ in 0..<Self.warmUp { trial.run() }
        var (total, steps, before) = (0.0, 0, peak.rate)
        while steps < Self.fewest || total < seconds {
            var (group, count) = (0.0, 0)
            while group < Self.secondsBetweenPeaks {
                let time = Stopwatch.seconds { trial.run() }
                (group, count) = (group + time, count + 1)
                times.append(time)
            }
            let after = peak.rate
            pairs.append(PeakPair(seconds: group / Double(count), before: before, after: after))
            (total, steps, before) = (total + group, steps + count, after)
        }
    }

    /// The result of everything timed so far; nil before the first measurement.
    public var result: BenchmarkResult? {
        let sorted = times.sorted()
        guard let best = sorted.first else { return nil }
        var counted = pairs.filter { !$0.isDisturbed }
        // On a machine that is never idle, no pairs would be left.
        if counted.count < min(Self.fewest, pairs.count) { counted = pairs }
        guard let share = MedianInterval(counted.map { $0.share(of: operations) }) else { return nil }
        let median = sorted[sorted.count / 2]
        return BenchmarkResult(
            name: benchmark.name, milliseconds: median * 1000, bestMilliseconds: best * 1000, gflops: Double(operations) / median / 1e9,
            fractionOfPeak: share.median, confidence: share.confidence, pairs: counted.count, pairsLeftOut: pairs.count - counted.count,
            sequencesPerSecond: Double(benchmark.batch) / median)
    }
}
