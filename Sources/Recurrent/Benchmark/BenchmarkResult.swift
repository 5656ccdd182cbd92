import Kernels

/// How fast a case ran.
public struct BenchmarkResult: Sendable {
    public var name: String
    /// Of one step, the median over runs.
    public var milliseconds: Double
    /// Of the fastest step: what the others on the machine took is not in it.
    public var bestMilliseconds: Double
    /// 10^9 floating-point operations of matrix products a second.
    public var gflops: Double
    /// Sequences a second.
    public var sequencesPerSecond: Double
}

extension BenchmarkCase {
    /// Times steps on this machine, for about `seconds`, after a few that are not counted.
    ///
    /// - Throws: `NetworkError` where the network cannot be built.
    public func run(
        seconds: Double = 1, threads: Int = Processor.threads, processor: Processor = .current
    ) throws(NetworkError) -> BenchmarkResult {
        let random = CounterRandom(seed: 1, purpose: .data)
        let lengths = (0..<batch).map { variesLengths ? 1 + random.integer($0, below: steps) : steps }
        let inputs = (0..<batch * steps * features).map { random.uniform($0) - 0.5 }
        let keepsTime = try network.summary(features: features).keepsTime
        let labels = (0..<(keepsTime ? batch * steps : batch)).map { Int32(random.integer($0, below: classes)) }
        let data = Batch(
            steps: lengths.max() ?? steps, lengths: lengths, inputs: .features(inputs),
            targets: keepsTime ? .stepClasses(labels) : .sequenceClasses(labels))
        let model = try Model.initial(network: network, inputWidth: features, seed: 1)
        let executor = try Executor(
            model: model, isSymbolic: false, maximumBatch: batch, maximumSteps: steps,
            optimizer: trains ? .rmsprop(decay: 0.9, epsilon: 1e-10, form: .tensorflow) : nil, threads: threads, processor: processor)
        var settings = StepSettings()
        settings.learningRate = 1e-4
        var times: [Double] = []
        var total = 0.0
        let clock = ContinuousClock()
        let begin = clock.now
        while times.count < 8 || total < seconds, clock.now - begin < .seconds(10 * seconds) || times.count < 8 {
            settings.step += 1
            let time = Stopwatch.seconds {
                if trains { _ = executor.trainingStep(data, settings) } else { _ = executor.forward(data) }
            }
            total += time
            times.append(time)
        }
        let counted = times.dropFirst(3).sorted()
        let median = counted[counted.count / 2]
        let operations = Double(executor.operations(lengths: lengths, training: trains))
        return BenchmarkResult(
            name: name, milliseconds: median * 1000, bestMilliseconds: (counted.first ?? median) * 1000, gflops: operations / median / 1e9, sequencesPerSecond: Double(batch) / median)
    }
}
