import Datasets

/// Predicts for all sequences of a dataset, in order: once for each sequence or at each step, depending on the task. Targets are ignored.
/// Use from one queue at a time.
public struct SequencePredictor {
    /// The task of the network.
    public let task: SequenceTask
    /// The sequences, with the chosen target if there are several.
    public let data: SequenceDataset
    private let executor: Executor
    /// The task of all outputs, and the columns of the chosen target; nil for all.
    private let (whole, columns): (SequenceTask, Range<Int>?)
    private let window: Int?
    private let rows: Int
    private let ranks: RankGroup?

    /// The greatest number of rows in a batch, and of steps over all its rows.
    private static let greatestRows = 256
    private static let greatestSteps = 32_768

    /// Prepares predictions for all sequences.
    ///
    /// - Parameters:
    ///   - model: a network with its weights.
    ///   - data: data of the kind that the network was trained on.
    ///   - target: the index of one of several targets; nil for all.
    ///   - ranks: processes that each compute a part of every batch; all must request the same predictions. If one does not respond, or all
    ///     are told to end, `Cancellation.isCancelled` becomes true.
    /// - Complexity: O(size of the data and of the weights).
    /// - Throws: `NetworkError` if the network does not fit the data.
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

    /// Calls `body` with the index and the outputs of each sequence: class probabilities, or values in the scale that the network was
    /// trained on. Shape [outputs], or [steps, outputs] if the network predicts at each step.
    ///
    /// Returns early if `Cancellation` asks for it.
    ///
    /// - Complexity: O(size of the data), in the memory of one batch.
    public func forEach(_ body: (_ sequence: Int, _ outputs: [Float]) throws -> Void) rethrows {
        try forEachWithPath { sequence, outputs, _ in try body(sequence, outputs) }
    }

    /// The same, with the best path of classes through the steps of each sequence; the path is nil if the classes of steps are predicted
    /// independently.
    public func forEachWithPath(_ body: (_ sequence: Int, _ outputs: [Float], _ path: [Int]?) throws -> Void) rethrows {
        for first in stride(from: 0, to: data.count, by: rows) where !Cancellation.isCancelled {
            let chunk = first..<min(first + rows, data.count)
            guard let outputs = try? outputs(chunk) else {
                // Notes the cancellation too, so that the result is not used.
                _ = Cancellation.isCancelled
                return
            }
            for (sequence, outputs) in zip(chunk, outputs) {
                try body(sequence, own(executor.predictions(outputs, whole)), executor.bestPath(outputs, whole))
            }
        }
    }

    /// The outputs of each row that belong to the chosen target.
    private func own(_ outputs: [Float]) -> [Float] {
        guard let columns else { return outputs }
        return stride(from: 0, to: outputs.count, by: whole.outputs).flatMap {
            outputs[$0 + columns.lowerBound..<$0 + columns.upperBound]
        }
    }

    private func outputs(_ chunk: Range<Int>) throws(RankFailure) -> [[Float]] {
        // Longest first, so that sequences that have ended are the last rows.
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
