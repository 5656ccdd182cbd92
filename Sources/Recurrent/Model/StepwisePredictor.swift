import Datasets

/// What a network says about sequences of a dataset at every step, one sequence at a time. The dataset is checked and the weights are made ready once.
///
/// To be used from one queue at a time.
public struct StepwisePredictor {
    private enum Way {
        /// The network answers at every step, or does so when `last` is passed over.
        case everyStep
        /// What is asked depends on where the sequence ends, so it is ended at different steps, this many in one batch.
        case prefixes(batch: Int)
    }

    /// Most steps that a prediction covers.
    public static let greatestSteps = 1024

    private let executor: Executor
    private let data: SequenceDataset
    /// Most steps of a sequence.
    let steps: Int
    private let task: SequenceTask
    private let way: Way

    /// Most prefixes of a sequence that are read; steps between two ends show the answer of the later one.
    private static let greatestPrefixes = 32
    private static let prefixRows = 4096

    /// Prepares for all sequences of `data`. Takes time in proportion to the dataset and to the weights.
    ///
    /// - Throws: `NetworkError` where the network does not fit the data.
    public init(_ model: Model, _ data: SequenceDataset) throws(NetworkError) {
        let task = try model.check(data)
        try self.init(model, data, task: task, steps: max(1, min(data.longest, Self.greatestSteps)))
    }

    /// - Parameter sharing: an executor whose weights are read in place of the model's, as they are at the time, by its threads.
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

    /// What the network says about an example at each of its first 1024 steps. A network with `last` or `mean` says what it would if the sequence ended there;
    /// where it reads backward or takes a mean, a maximum or a weighted sum, at 32 of the steps at most, and at those between two what it says at the later one.
    ///
    /// - Throws: `NetworkError` where there is no such example.
    public func prediction(example: Int) throws(NetworkError) -> StepwisePrediction {
        guard 0..<data.count ~= example else {
            throw NetworkError(.noExample(example, data: data.name, count: data.count))
        }
        return prediction(of: example, trainingStep: 0)
    }

    /// What the executor's weights say about the first steps of an example, which is there.
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
            // What is looked at is of the sequence as a whole.
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

    /// Lengths of the prefixes, evenly spread, the whole sequence last.
    private static func ends(_ count: Int) -> [Int] {
        let prefixes = min(count, greatestPrefixes)
        return (1...prefixes).map { $0 * count / prefixes }
    }
}
