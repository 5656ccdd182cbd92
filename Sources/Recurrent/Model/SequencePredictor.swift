import Datasets

/// What a network says about all sequences of a dataset, one after another in their order: at the end of each, or at each step, as its task is. Targets are not
/// looked at. To be used from one queue at a time.
public struct SequencePredictor {
    /// What the network does.
    public let task: SequenceTask
    /// The sequences with what is to be predicted: of several targets the one that is looked at.
    public let data: SequenceDataset
    private let executor: Executor
    /// What all outputs stand for, and which of them are looked at; nil for all.
    private let (whole, columns): (SequenceTask, Range<Int>?)
    private let window: Int?
    private let rows: Int
    private let ranks: RankGroup?

    /// Most rows of a batch, and most steps of all its rows together.
    private static let greatestRows = 256
    private static let greatestSteps = 32_768

    /// Prepares for all sequences.
    ///
    /// - Parameters:
    ///   - model: a network with its weights.
    ///   - data: of the kind that it learned.
    ///   - target: which of several targets is looked at; nil for all.
    ///   - ranks: processes that compute a part of each batch; all have to ask for the same. Where one does not answer, or all are told to end, the present `Cancellation` notices.
    /// - Complexity: O(numbers of the data and of the weights).
    /// - Throws: `NetworkError` where the network does not fit the data.
    public init(_ model: Model, _ data: SequenceDataset, target: Int? = nil, ranks: RankGroup? = nil) throws(NetworkError) {
        self.ranks = ranks
        whole = try model.check(data)
        if let target, whole.parts.indices ~= target {
            (task, columns) = (whole.parts[target].task, whole.parts[target].columns)
            self.data = data.target(target)
        } else {
            (task, columns, self.data) = (whole, nil, data)
        }
        let longest = max(1, data.longest)
        window = model.network.evaluationWindow(longest: longest, task: whole)
        let steps = min(longest, window ?? longest)
        rows = max(1, min(Self.greatestRows, Self.greatestSteps / steps, data.count))
        try model.network.checkMemory(
            features: model.inputWidth, symbolic: data.isSymbolic, batch: rows, steps: steps, optimizer: nil)
        executor = try Executor(
            model: model, isSymbolic: data.isSymbolic, maximumBatch: rows, maximumSteps: steps, optimizer: nil, ranks: ranks)
    }

    /// Calls `body` with the number of each sequence and what the network says: probabilities of classes, or values as it learned them. Of shape [outputs], or
    /// [steps, outputs] where it predicts at each step.
    ///
    /// It ends early where that is asked for by `Cancellation`.
    ///
    /// - Complexity: O(numbers of the data), in the memory of a batch.
    public func forEach(_ body: (_ sequence: Int, _ outputs: [Float]) throws -> Void) rethrows {
        try forEachWithPath { sequence, outputs, _ in try body(sequence, outputs) }
    }

    /// The same, with the best path of classes through the steps of each sequence; nil where the classes of steps are said one by one.
    public func forEachWithPath(_ body: (_ sequence: Int, _ outputs: [Float], _ path: [Int]?) throws -> Void) rethrows {
        for first in stride(from: 0, to: data.count, by: rows) where !Cancellation.isCancelled {
            let chunk = first..<min(first + rows, data.count)
            guard let outputs = try? outputs(chunk) else {
                // Whoever cancels is told at the same time.
                _ = Cancellation.isCancelled
                return
            }
            for (sequence, outputs) in zip(chunk, outputs) {
                try body(sequence, own(executor.predictions(outputs, whole)), executor.bestPath(outputs, whole))
            }
        }
    }

    /// The outputs of each row that are looked at.
    private func own(_ outputs: [Float]) -> [Float] {
        guard let columns else { return outputs }
        return stride(from: 0, to: outputs.count, by: whole.outputs).flatMap {
            outputs[$0 + columns.lowerBound..<$0 + columns.upperBound]
        }
    }

    private func outputs(_ chunk: Range<Int>) throws(RankFailure) -> [[Float]] {
        // Longest first: those that have ended are the last rows.
        let order = chunk.sorted { (data.length($1), $0) < (data.length($0), $1) }
        let longest = order.first.map { data.length($0) } ?? 0
        var outputs = [[Float]](repeating: [], count: chunk.count)
        executor.resetState()
        for start in stride(from: 0, to: longest, by: window ?? max(1, longest)) {
            let rows = order.prefix { data.length($0) > start }
            let slices = rows.map { row in
                let steps = data.steps(row)
                let end = min(steps.upperBound, steps.lowerBound + start + (window ?? longest))
                return SequenceSlice(sequence: data.selection[row], steps: (steps.lowerBound + start)..<end, end: steps.upperBound)
            }
            var batch = Batch(slices, from: data.storage, ranks: ranks)
            batch.targets = .none
            let values = try executor.outputs(batch, carriesState: window != nil)
            let stride = (whole.predictsSteps ? batch.steps : 1) * whole.outputs
            for (place, row) in rows.enumerated() {
                let count = (whole.predictsSteps ? slices[place].steps.count : 1) * whole.outputs
                outputs[row - chunk.lowerBound] += values[place * stride..<place * stride + count]
            }
        }
        if let ranks { _ = try ranks.agree(RankOrders(wantsSuspension: ranks.isSuspensionRequested)) }
        return outputs
    }
}
