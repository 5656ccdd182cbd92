import Recurrent

/// How long steps of a case take on this machine. Some are timed now and some later, so that the figures do not hang on one moment of a machine
/// that others use too.
public struct StepMeasurement: Sendable {
    /// How factors of products are rounded.
    public typealias Precision = Recurrent.Precision

    /// What is timed.
    public let benchmark: BenchmarkCase
    private var times: [Double] = []
    private var pairs: [PeakPair] = []
    private var operations = 0

    /// Steps at the beginning that are not counted, since memory is touched for the first time.
    private static let warmUp = 2
    private static let fewest = 3
    /// Seconds of steps between two measurements of the peak, at least.
    private static let secondsBetweenPeaks = 0.004

    /// Nothing is timed yet.
    public init(_ benchmark: BenchmarkCase) {
        self.benchmark = benchmark
    }

    /// Times steps for about so long, after a few that are not counted.
    ///
    /// - Parameters:
    ///   - threads: how many the case is computed on, unless it says so itself.
    ///   - precision: how the factors of products are rounded.
    /// - Throws: `NetworkError` where the network cannot be built.
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

    /// What came of all that was timed; nil before the first measurement.
    public var result: BenchmarkResult? {
        let sorted = times.sorted()
        guard let best = sorted.first else { return nil }
        var counted = pairs.filter { !$0.isDisturbed }
        // On a machine that is never at rest nothing would be left.
        if counted.count < min(Self.fewest, pairs.count) { counted = pairs }
        guard let share = MedianInterval(counted.map { $0.share(of: operations) }) else { return nil }
        let median = sorted[sorted.count / 2]
        return BenchmarkResult(
            name: benchmark.name, milliseconds: median * 1000, bestMilliseconds: best * 1000, gflops: Double(operations) / median / 1e9,
            fractionOfPeak: share.median, confidence: share.confidence, pairs: counted.count, pairsLeftOut: pairs.count - counted.count,
            sequencesPerSecond: Double(benchmark.batch) / median)
    }
}
