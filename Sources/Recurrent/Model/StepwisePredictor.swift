import Datasets

/// Predicts at every step of sequences of a dataset, one sequence at a time. The dataset is checked and the weights are prepared once.
///
/// Use from one queue at a time.
public struct StepwisePredictor {
    private enum Way {
        /// The network predicts at every step, or does so when `last` is skipped.
        case everyStep
        /// The prediction depends on where the sequence ends, so prefixes of different lengths are read, `batch` of them at a time.
        case prefixes(batch: Int)
    }

    /// The greatest number of steps that a prediction covers.
    public static let greatestSteps = 1024

    private let executor: Executor
    private let data: SequenceDataset
    /// The greatest number of steps of a sequence.
    let steps: Int
    private let task: SequenceTask
    private let way: Way

    /// The greatest number of prefixes of a sequence; a step between two prefix ends shows the prediction at the later one.
    private static let greatestPrefixes = 32
    private static let prefixRows = 4096

    /// Prepares predictions for all sequences of `data`.
    ///
    /// - Complexity: O(size of the data and of the weights).
    /// - Throws: `NetworkError` if the network does not fit the data.
    public init(_ model: Model, _ data: SequenceDataset) throws(NetworkError) {
        let task = try model.check(data)
        try self.init(model, data, task: task, steps: max(1, min(data.longest, Self.greatestSteps)))
    }

    /// - Parameter sharing: an executor whose current weights are read in place of the model's, on its own threads.
    init(_ model: Model, _ data: SequenceDataset, task: SequenceTask, steps: Int, sharing: Executor? = nil) throws(NetworkError) {
        self.data = data
        self.steps = steps
        self.task = task
        let answersAtEachStep = task.predictsSteps || Network(model.network.layers.filter { $0 != .last }).readsForward
        way = answersAtEachStep ? .everyStep : .prefixes(batch: max(1, min(Self.greatestPrefixes, Self.prefixRows / steps)))
        let batch = if case .prefixes(let batch) = way { batch } else { 1 }
        executor = try Executor(
            model: model, isSymbolic: data.isSymbolic, maximumBatch: batch, maximumSteps: steps, optimizer: nil,
            keepsEveryStep: answersAtEachStep, threads: 1, sharing: sharing)
    }

    /// The prediction for an example at each of its first 1024 steps. A network with `last` or `mean` predicts at each step as if the
    /// sequence ended there. A network that reads backward or takes a mean, a maximum or a weighted sum over time predicts at 32 steps at
    /// most; each step between two of them shows the prediction at the later one.
    ///
    /// - Throws: `NetworkError` if there is no such example.
    public func prediction(example: Int) throws(NetworkError) -> StepwisePrediction {
        guard 0..<data.count ~= example else {
            throw NetworkError(.noExample(example, data: data.name, count: data.count))
        }
        return prediction(of: example, trainingStep: 0)
    }

    /// The prediction of the executor's weights for the first steps of an existing example.
    func prediction(of example: Int, trainingStep: Int) -> StepwisePrediction {
        let range = data.steps(example)
        let count = min(steps, range.count)
        func slice(_ length: Int) -> SequenceSlice {
            SequenceSlice(sequence: data.selection[example], steps: range.lowerBound..<(range.lowerBound + length), end: range.upperBound)
        }
        var outputs: [Float] = []
        var activities: [LayerActivity] = []
        switch way {
        case .everyStep:
            var batch = Batch([slice(count)], from: data.storage)
            batch.targets = .none
            outputs = executor.forward(batch).outputs
            activities = executor.activities(steps: count)
        case .prefixes(let rows):
            let ends = Self.ends(count)
            for start in stride(from: 0, to: ends.count, by: rows) {
                let group = ends[start..<min(start + rows, ends.count)]
                var batch = Batch(group.map(slice), from: data.storage)
                batch.targets = .none
                let answers = executor.forward(batch).outputs
                for (row, end) in group.enumerated() {
                    let answer = answers[(row * task.outputs)..<((row + 1) * task.outputs)]
                    while outputs.count < end * task.outputs { outputs += answer }
                }
            }
            // The recorded activity is that of the whole sequence.
            var batch = Batch([slice(count)], from: data.storage)
            batch.targets = .none
            _ = executor.forward(batch)
            activities = executor.activities(steps: count)
        }
        var prediction = StepwisePrediction(
            example: example, outputs: executor.predictions(outputs, task), steps: count,
            width: task.outputs, trainingStep: trainingStep, activities: activities)
        if let path = executor.bestPath(outputs, task) {
            (prediction.path, prediction.alone) = (path, StepwisePrediction.greatest(outputs, width: task.outputs))
        }
        if !task.quantiles.isEmpty { prediction.quantiles = task.quantiles }
        if !task.parts.isEmpty {
            prediction.targets = task.parts.map {
                StepwisePrediction.Part(width: $0.task.outputs, quantiles: $0.task.quantiles.isEmpty ? nil : $0.task.quantiles)
            }
        }
        if task.isTranscription, executor.model.loss.beam > 1 { prediction.beam = executor.model.loss.beam }
        return prediction
    }

    /// The lengths of the prefixes, evenly spaced; the last is the whole sequence.
    private static func ends(_ count: Int) -> [Int] {
        let prefixes = min(count, greatestPrefixes)
        return (1...prefixes).map { $0 * count / prefixes }
    }
}
