import Datasets
import Kernels

/// Steps of a network on random examples, the same each time, for benchmarks.
public final class StepTrial {
    /// The kind of step.
    public enum Work: String, Sendable {
        /// Forward, backward and an update with one batch.
        case training
        /// A forward pass of one batch.
        case forward
        /// A full evaluation of the examples.
        case evaluation
        /// The next symbol sampled from a language model.
        case sampling
    }

    /// The floating-point operations of the matrix products in a step.
    public let operations: Int
    private let step: () -> Void

    /// - Parameters:
    ///   - network: the layers; they begin with initial weights.
    ///   - batch: the number of sequences in the batch, of shape [batch, steps, features], or [batch, steps] for symbols.
    ///   - steps: the number of steps of each sequence.
    ///   - features: the numbers in each step, or the size of the vocabulary.
    ///   - classes: the number of classes from which labels are drawn.
    ///   - work: the kind of step. Evaluation uses all threads, sampling one.
    ///   - readsSymbols: whether steps are symbols; a network that predicts at each step then predicts the next symbol.
    ///   - variesLengths: whether lengths are drawn from 1 to `steps`.
    ///   - loss: the loss; label sequences have one label for every four steps, and for weighted losses each sequence has a class and, in
    ///     the last output, a value.
    ///   - precision: how the factors of matrix products are rounded.
    ///   - threads: the number of threads.
    ///   - processor: the instruction set to use.
    /// - Throws: `NetworkError` if the network cannot be built.
    public init(
        network: Network, batch: Int, steps: Int, features: Int, classes: Int, work: Work, readsSymbols: Bool = false,
        variesLengths: Bool = false, loss: Loss = .standard, precision: Precision = .single, threads: Int = Processor.threads,
        processor: Processor = .current
    ) throws(NetworkError) {
        let random = CounterRandom(seed: 1, purpose: .data)
        let lengths = (0..<batch).map { variesLengths ? 1 + random.integer($0, below: steps) : steps }
        let returnsSequences = try network.summary(features: features).returnsSequences
        let labels = (0..<(returnsSequences ? batch * steps : batch)).map { Int32(random.integer($0, below: classes)) }
        var model = try Model.initial(network: network, inputWidth: features, seed: 1)
        (model.precision, model.loss) = (precision, loss)
        let symbols = readsSymbols ? (0..<batch * steps).map { Int32(random.integer($0, below: features)) } : []
        let values = readsSymbols ? [] : (0..<batch * steps * features).map { random.uniform($0) - 0.5 }

        switch work {
        case .training, .forward:
            let trains = work == .training
            let executor = try Executor(
                model: model, isSymbolic: readsSymbols, maximumBatch: batch, maximumSteps: steps,
                optimizer: trains ? .rmsprop(decay: 0.9, epsilon: 1e-10, form: .tensorflow) : nil, threads: threads, processor: processor)
            operations = executor.operations(lengths: lengths, training: trains)
            let targets: Batch.Targets =
                if readsSymbols, returnsSequences {
                    .nextSymbols(symbols)
                } else if case .ctc = loss {
                    .labelSequences(LabelSequences(lengths.enumerated().map { Array(labels[$0 * steps..<$0 * steps + $1 / 4]) }))
                } else if case .weighted = loss {
                    .several([(.sequenceClasses(labels), classes), (.sequenceValues(labels.map { Float($0) / Float(classes) }), 1)])
                } else {
                    returnsSequences ? .stepClasses(labels) : .sequenceClasses(labels)
                }
            let examples = Batch(
                steps: lengths.max() ?? steps, lengths: lengths, inputs: readsSymbols ? .symbols(symbols) : .features(values),
                targets: targets)
            var settings = StepSettings()
            settings.learningRate = 1e-4
            step = {
                settings.step += 1
                if trains { _ = executor.trainingStep(examples, settings) } else { _ = executor.forward(examples) }
            }
        case .evaluation:
            operations = try model.operations(ofSteps: steps, readsSymbols: readsSymbols) * batch
            let names = (0..<classes).map(String.init)
            let data = SequenceDataset(
                name: "bench", presentation: readsSymbols ? .symbols : .channels,
                inputs: readsSymbols ? .symbols(ids: symbols, vocabulary: names) : .features(values: values, width: features),
                targets: readsSymbols
                    ? .nextSymbol
                    : returnsSequences ? .stepClasses(labels: labels, names: names) : .sequenceClasses(labels: labels, names: names),
                offsets: (0...batch).map { $0 * steps })
            step = { [model] in _ = try? model.evaluate(data) }
        case .sampling:
            operations = try model.operations(ofSteps: 1, readsSymbols: true)
            let sampler = try SymbolSampler(model)
            step = { _ = sampler.next() }
        }
    }

    /// Runs the next step.
    public func run() { step() }
}

extension Model {
    /// The floating-point operations of the matrix products in a forward pass of one sequence.
    fileprivate func operations(ofSteps steps: Int, readsSymbols: Bool) throws(NetworkError) -> Int {
        try Executor(model: self, isSymbolic: readsSymbols, maximumBatch: 1, maximumSteps: steps, optimizer: nil, threads: 1)
            .operations(lengths: [steps], training: false)
    }
}
