import Datasets

/// Computes stepwise predictions: one sequence at a time, with an answer at every step.
struct StepwisePredictor {
    private enum Way {
        /// The network answers at every step, or does so when `last` is passed over.
        case everyStep
        /// What is asked depends on where the sequence ends, so it is ended at different steps, this many in one batch.
        case prefixes(batch: Int)
    }

    private let executor: Executor
    /// Most steps of a sequence.
    let steps: Int
    private let task: SequenceTask
    private let way: Way

    /// Most prefixes of a sequence that are read; steps between two ends show the answer of the later one.
    private static let greatestPrefixes = 32
    private static let prefixRows = 4096

    /// - Parameter sharing: an executor whose weights are read in place of the model's, as they are at the time, by its threads.
    init(_ model: Model, _ data: SequenceDataset, task: SequenceTask, steps: Int, sharing: Executor? = nil) throws(NetworkError) {
        self.steps = steps
        self.task = task
        let answersAtEachStep = task.predictsSteps || Network(model.network.layers.filter { $0 != .last }).readsForward
        way = answersAtEachStep ? .everyStep : .prefixes(batch: max(1, min(Self.greatestPrefixes, Self.prefixRows / steps)))
        let batch = if case .prefixes(let batch) = way { batch } else { 1 }
        executor = try Executor(
            model: model, isSymbolic: data.isSymbolic, maximumBatch: batch, maximumSteps: steps, optimizer: nil,
            keepsEveryStep: answersAtEachStep, threads: 1, sharing: sharing)
    }

    /// What the executor's weights say about the first steps of an example.
    func stepwisePrediction(_ data: SequenceDataset, example: Int, trainingStep: Int) -> StepwisePrediction {
        let range = data.steps(example)
        let count = min(steps, range.count)
        func slice(_ length: Int) -> SequenceSlice {
            SequenceSlice(sequence: data.selection[example], steps: range.lowerBound..<(range.lowerBound + length), end: range.upperBound)
        }
        var batch = Batch.empty
        var outputs: [Float] = []
        var activities: [LayerActivity] = []
        switch way {
        case .everyStep:
            batch.fill([slice(count)], from: data.storage)
            batch.targets = .none
            outputs = executor.forward(batch).outputs
            activities = executor.activities(steps: count)
        case .prefixes(let rows):
            let ends = Self.ends(count)
            for start in stride(from: 0, to: ends.count, by: rows) {
                let group = ends[start..<min(start + rows, ends.count)]
                batch.fill(group.map(slice), from: data.storage)
                batch.targets = .none
                let answers = executor.forward(batch).outputs
                for (row, end) in group.enumerated() {
                    let answer = answers[(row * task.outputs)..<((row + 1) * task.outputs)]
                    while outputs.count < end * task.outputs { outputs += answer }
                }
            }
        }
        return StepwisePrediction(
            example: example, outputs: task.predictsClasses ? executor.softmax(outputs, width: task.outputs) : outputs, steps: count,
            width: task.outputs, trainingStep: trainingStep, activities: activities)
    }

    /// Lengths of the prefixes, evenly spread, the whole sequence last.
    private static func ends(_ count: Int) -> [Int] {
        let prefixes = min(count, greatestPrefixes)
        return (1...prefixes).map { $0 * count / prefixes }
    }
}
