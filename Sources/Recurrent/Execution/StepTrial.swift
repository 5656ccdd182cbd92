import Datasets
import Kernels

/// Steps of a network on one batch of random examples, the same each time: for whoever times them.
public final class StepTrial {
    /// Floating-point operations of matrix products in a step.
    public let operations: Int
    private let executor: Executor
    private let batch: Batch
    private let trains: Bool
    private var settings = StepSettings()

    /// - Parameters:
    ///   - network: the layers; they begin with first weights.
    ///   - batch: sequences of the batch, of shape [batch, steps, features].
    ///   - steps: of each sequence.
    ///   - features: numbers of each step.
    ///   - classes: labels are drawn from so many.
    ///   - trains: whether a step is a whole training step, not only a forward pass.
    ///   - variesLengths: whether lengths are drawn from 1 to `steps`.
    ///   - loss: what is made small; of labels along the steps a sequence has one for every four steps.
    ///   - precision: how factors of products are rounded.
    ///   - threads: how many compute side by side.
    ///   - processor: which instructions compute.
    /// - Throws: `NetworkError` where the network cannot be built.
    public init(
        network: Network, batch: Int, steps: Int, features: Int, classes: Int, trains: Bool, variesLengths: Bool,
        loss: Loss = .standard, precision: Precision = .single, threads: Int = Processor.threads, processor: Processor = .current
    ) throws(NetworkError) {
        let random = CounterRandom(seed: 1, purpose: .data)
        let lengths = (0..<batch).map { variesLengths ? 1 + random.integer($0, below: steps) : steps }
        let inputs = (0..<batch * steps * features).map { random.uniform($0) - 0.5 }
        let returnsSequences = try network.summary(features: features).returnsSequences
        let labels = (0..<(returnsSequences ? batch * steps : batch)).map { Int32(random.integer($0, below: classes)) }
        self.batch = Batch(
            steps: lengths.max() ?? steps, lengths: lengths, inputs: .features(inputs),
            targets: Self.targets(labels, loss, lengths: lengths, steps: steps, eachStep: returnsSequences))
        var model = try Model.initial(network: network, inputWidth: features, seed: 1)
        model.precision = precision
        model.loss = loss
        executor = try Executor(
            model: model, isSymbolic: false, maximumBatch: batch, maximumSteps: steps,
            optimizer: trains ? .rmsprop(decay: 0.9, epsilon: 1e-10, form: .tensorflow) : nil, threads: threads, processor: processor)
        operations = executor.operations(lengths: lengths, training: trains)
        self.trains = trains
        settings.learningRate = 1e-4
    }

    private static func targets(_ labels: [Int32], _ loss: Loss, lengths: [Int], steps: Int, eachStep: Bool) -> Batch.Targets {
        guard case .ctc = loss else { return eachStep ? .stepClasses(labels) : .sequenceClasses(labels) }
        return .labelSequences(LabelSequences(lengths.enumerated().map { Array(labels[$0 * steps..<$0 * steps + $1 / 4]) }))
    }

    /// Computes the next step.
    public func run() {
        settings.step += 1
        if trains { _ = executor.trainingStep(batch, settings) } else { _ = executor.forward(batch) }
    }
}
