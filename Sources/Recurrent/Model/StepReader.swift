import Datasets

/// Reads a sequence step by step as its steps arrive, with a prediction after each: bit for bit those of reading the whole sequence at
/// once. Use from one queue at a time.
public final class StepReader {
    /// The task of the network.
    public let task: SequenceTask
    private let executor: Executor
    private let width: Int

    /// - Parameters:
    ///   - model: a network that can predict before a sequence has ended.
    ///   - data: data of the kind that the network was trained on; its sequences are not read.
    /// - Throws: `NetworkError` if the network does not fit the data, or needs the whole sequence before it can predict.
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

    /// The prediction after a step with these features: class probabilities, or values in the scale that the network was trained on.
    ///
    /// - Precondition: the number of features equals the width of the input.
    public func read(_ features: [Float]) -> [Float] {
        precondition(features.count == width, "a step is as wide as the input")
        return read(.features(features))
    }

    /// The prediction after a symbol.
    ///
    /// - Precondition: the symbol lies in the vocabulary.
    public func read(symbol: Int32) -> [Float] {
        precondition(0..<Int32(clamping: width) ~= symbol, "a symbol is one of the vocabulary")
        return read(.symbols([symbol]))
    }

    /// Clears the state: the next step begins another sequence.
    public func reset() { executor.resetState() }

    private func read(_ inputs: Batch.Inputs) -> [Float] {
        let outputs = executor.forward(Batch(steps: 1, lengths: [1], inputs: inputs, targets: .none), carriesState: true).outputs
        return executor.predictions(outputs, task)
    }
}
