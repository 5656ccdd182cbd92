import Datasets

/// Reads a sequence step by step as its steps come, and says after each what the network makes of it: the bits of the whole sequence read at once. To be used from
/// one queue at a time.
public final class StepReader {
    /// What the network does.
    public let task: SequenceTask
    private let executor: Executor
    private let width: Int

    /// - Parameters:
    ///   - model: a network that can say something before a sequence has ended.
    ///   - data: data as the network knows it; no sequence of it is read.
    /// - Throws: `NetworkError` where the network does not fit the data, or needs the whole sequence before it says anything.
    public init(_ model: Model, _ data: SequenceDataset) throws(NetworkError) {
        guard data.features == model.inputWidth else {
            throw NetworkError(.trainedOnOtherWidth(model.inputWidth, data: data.name, width: data.features))
        }
        task = try model.network.task(forKindOf: data, loss: model.loss)
        guard Network(model.network.layers.filter { $0 != .last }).readsForward else { throw NetworkError(.needsWholeSequence) }
        width = model.inputWidth
        executor = try Executor(
            model: model, isSymbolic: data.isSymbolic, maximumBatch: 1, maximumSteps: 1, optimizer: nil, keepsEveryStep: true, threads: 1)
    }

    /// What the network says after a step of these features: probabilities of classes, or values as it learned them.
    ///
    /// - Precondition: there are as many as the input is wide.
    public func read(_ features: [Float]) -> [Float] {
        precondition(features.count == width, "a step is as wide as the input")
        return read(.features(features))
    }

    /// What the network says after a symbol.
    ///
    /// - Precondition: it is one of the vocabulary.
    public func read(symbol: Int32) -> [Float] {
        precondition(0..<Int32(clamping: width) ~= symbol, "a symbol is one of the vocabulary")
        return read(.symbols([symbol]))
    }

    /// The next step begins another sequence.
    public func reset() { executor.resetState() }

    private func read(_ inputs: Batch.Inputs) -> [Float] {
        let outputs = executor.forward(Batch(steps: 1, lengths: [1], inputs: inputs, targets: .none), carriesState: true).outputs
        return executor.predictions(outputs, task)
    }
}
