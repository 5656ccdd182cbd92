import Kernels

/// How long steps of a case take on this machine. Some are timed now and some later, so that the figures do not hang on one moment of a machine
/// that others use too.
public struct StepMeasurement: Sendable {
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
    /// - Parameter threads: how many the case is computed on, unless it says so itself.
    /// - Throws: `NetworkError` where the network cannot be built.
    public mutating func measure(
        seconds: Double, threads: Int = Processor.threads, processor: Processor = .current
    ) throws(NetworkError) {
        let batch = try benchmark.examples()
        let model = try Model.initial(network: benchmark.network, inputWidth: benchmark.features, seed: 1)
        let executor = try Executor(
            model: model, isSymbolic: false, maximumBatch: benchmark.batch, maximumSteps: benchmark.steps,
            optimizer: benchmark.trains ? .rmsprop(decay: 0.9, epsilon: 1e-10, form: .tensorflow) : nil,
            threads: benchmark.threads ?? threads, processor: processor)
        operations = executor.operations(lengths: batch.lengths, training: benchmark.trains)
        var settings = StepSettings()
        settings.learningRate = 1e-4
        var total = 0.0
        while settings.step < Self.warmUp + Self.fewest || total < seconds {
            settings.step += 1
            let time = Stopwatch.seconds {
                if benchmark.trains { _ = executor.trainingStep(batch, settings) } else { _ = executor.forward(batch) }
            }
            guard settings.step > Self.warmUp else { continue }
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

extension BenchmarkCase {
    /// Random numbers as inputs, lengths and labels, the same each time.
    fileprivate func examples() throws(NetworkError) -> Batch {
        let random = CounterRandom(seed: 1, purpose: .data)
        let lengths = (0..<batch).map { variesLengths ? 1 + random.integer($0, below: steps) : steps }
        let inputs = (0..<batch * steps * features).map { random.uniform($0) - 0.5 }
        let returnsSequences = try network.summary(features: features).returnsSequences
        let labels = (0..<(returnsSequences ? batch * steps : batch)).map { Int32(random.integer($0, below: classes)) }
        return Batch(
            steps: lengths.max() ?? steps, lengths: lengths, inputs: .features(inputs),
            targets: returnsSequences ? .stepClasses(labels) : .sequenceClasses(labels))
    }
}
