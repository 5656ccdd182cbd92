import Recurrent

/// How long steps of a case take on this machine. Some are timed now and some later, so that the figures do not hang on one moment of a machine
/// that others use too.
public struct StepMeasurement: Sendable {
    /// How factors of products are rounded.
    public typealias Precision = Recurrent.Precision

    /// What is timed.
    public let benchmark: BenchmarkCase
    private var times: [Double] = []
    private var operations = 0

    /// Steps at the beginning that are not counted, since memory is touched for the first time.
    private static let warmUp = 2
    private static let fewest = 3

    /// Nothing is timed yet.
    public init(_ benchmark: BenchmarkCase) {
        self.benchmark = benchmark
    }

    /// Times steps for about so long, after a few that are not counted.
    ///
    /// - Parameters:
    ///   - threads: how many the case is computed on, unless it says so itself.
    ///   - precision: how factors of products are rounded.
    /// - Throws: `NetworkError` where the network cannot be built.
    public mutating func measure(
        seconds: Double, precision: Precision = .single, threads: Int = Processor.threads, processor: Processor = .current
    ) throws(NetworkError) {
        let trial = try StepTrial(
            network: benchmark.network, batch: benchmark.batch, steps: benchmark.steps, features: benchmark.features,
            classes: benchmark.classes, trains: benchmark.trains, variesLengths: benchmark.variesLengths, loss: benchmark.loss,
            precision: precision, threads: benchmark.threads ?? threads, processor: processor)
        operations = trial.operations
        for _ in 0..<Self.warmUp { trial.run() }
        var total = 0.0
        var steps = 0
        while steps < Self.fewest || total < seconds {
            let time = Stopwatch.seconds { trial.run() }
            steps += 1
            total += time
            times.append(time)
        }
    }

    /// What came of all that was timed; nil before the first measurement.
    public var result: BenchmarkResult? {
        let sorted = times.sorted()
        guard let best = sorted.first else { return nil }
        let median = sorted[sorted.count / 2]
        return BenchmarkResult(
            name: benchmark.name, milliseconds: median * 1000, bestMilliseconds: best * 1000, gflops: Double(operations) / median / 1e9,
            sequencesPerSecond: Double(benchmark.batch) / median)
    }
}
