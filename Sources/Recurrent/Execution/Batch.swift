import Datasets

/// Sequences that are computed together: which rows of some arrays they are. The arrays may be those of a whole dataset, from which each thread takes what it
/// computes with; nothing is copied here.
struct Batch: Sendable {
    /// What the steps hold: all steps, or those of the rows, one row after another.
    enum Inputs: Sendable {
        /// [steps, width].
        case features([Float])
        /// [steps].
        case symbols([Int32])
    }

    /// The targets.
    enum Targets: Sendable {
        case none
        /// [all sequences].
        case sequenceClasses([Int32])
        /// [all steps]; below 0 where there is nothing to predict.
        case stepClasses([Int32])
        /// [all sequences, width].
        case sequenceValues([Float])
        /// [all sequences, labels], each 0 or 1.
        case sequenceLabels([Float])
        /// Labels in their order for each of all sequences.
        case labelSequences(LabelSequences)
        /// [all steps, width]; NaN where there is nothing to predict.
        case stepValues([Float])
        /// Symbols, as the inputs have them: each step's target is the symbol of the step after it, where its sequence has one.
        case nextSymbols([Int32])
        /// Several of these, with the outputs that each has, times its quantiles, which stand side by side.
        case several([(targets: Targets, outputs: Int)])
    }

    /// Where each sequence lies in the arrays. Each has a step.
    var rows: [SequenceSlice]
    var inputs: Inputs
    /// Where the steps of each row begin in the inputs, if these are not of all steps; below 0 for rows that are computed elsewhere.
    var inputStarts: [Int] = []
    var targets: Targets
    /// How often each sequence counts, [all sequences]; empty where each counts once.
    var weights: [Float] = []
    /// How much each step counts besides, [all steps]; empty where each counts once.
    var stepWeights: [Float] = []

    /// Number of sequences.
    var count: Int { rows.count }
    /// Real steps of each.
    var lengths: [Int] { rows.map(\.steps.count) }
    /// Steps of the longest.
    var steps: Int { rows.reduce(0) { max($0, $1.steps.count) } }

    init(_ rows: [SequenceSlice], inputs: Inputs, targets: Targets) {
        self.rows = rows
        self.inputs = inputs
        self.targets = targets
    }

    /// Sequences that are padded to `steps` steps: inputs and targets are [batch, steps] or [batch, steps, width], or [batch] or [batch, width] for one target a
    /// sequence.
    ///
    /// - Parameter lengths: real steps of each, 1 to `steps`.
    init(steps: Int, lengths: [Int], inputs: Inputs, targets: Targets) {
        let rows = lengths.enumerated().map { row, length in
            SequenceSlice(sequence: row, steps: row * steps..<row * steps + length, end: row * steps + length)
        }
        self.init(rows, inputs: inputs, targets: targets)
    }

    /// How often a row counts.
    func weight(_ row: Int) -> Float { weights.isEmpty ? 1 : weights[rows[row].sequence] }

    /// How much a step of a row counts.
    func weight(_ row: Int, step: Int) -> Float {
        stepWeights.isEmpty ? weight(row) : weight(row) * stepWeights[rows[row].steps.lowerBound + step]
    }

    /// Where the steps of a row begin in the inputs.
    func inputStart(_ row: Int) -> Int { inputStarts.isEmpty ? rows[row].steps.lowerBound : inputStarts[row] }

    /// Whether the inputs of a row are here.
    func isHere(_ row: Int) -> Bool { inputStart(row) >= 0 }

    /// The same sequences with other targets.
    func with(_ targets: Targets) -> Batch {
        var batch = self
        batch.targets = targets
        return batch
    }

    /// The target of a row that has classes for sequences, or for its steps; below 0 where there is none, or it does not count.
    func targetClass(_ row: Int, step: Int) -> Int32 {
        switch targets {
        case .stepClasses, .nextSymbols: guard weight(row, step: step) > 0 else { return -1 }
        case .none, .sequenceClasses, .sequenceValues, .sequenceLabels, .labelSequences, .stepValues, .several:
            guard weight(row) > 0 else { return -1 }
        }
        switch targets {
        case .none, .sequenceValues, .sequenceLabels, .labelSequences, .stepValues, .several: return -1
        case .sequenceClasses(let classes): return classes[rows[row].sequence]
        case .stepClasses(let classes): return classes[rows[row].steps.lowerBound + step]
        case .nextSymbols(let symbols):
            return rows[row].steps.lowerBound + step + 1 < rows[row].end ? symbols[inputStart(row) + step + 1] : -1
        }
    }
}
