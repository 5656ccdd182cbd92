import Datasets

/// Sequences that are computed together, as rows of some arrays. The arrays may be those of a whole dataset, from which each thread reads
/// what it needs; nothing is copied here.
struct Batch: Sendable {
    /// The inputs of all steps, or of those of the rows, one row after another.
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
        /// [all steps]; negative if there is no target.
        case stepClasses([Int32])
        /// [all sequences, width].
        case sequenceValues([Float])
        /// [all sequences, labels], each 0 or 1.
        case sequenceLabels([Float])
        /// A label sequence for each of all sequences.
        case labelSequences(LabelSequences)
        /// [all steps, width]; NaN if there is no target.
        case stepValues([Float])
        /// The input symbols: the target of each step is the symbol of the next step of its sequence, if there is one.
        case nextSymbols([Int32])
        /// Several of these, with the number of outputs of each, including quantiles; outputs are side by side.
        case several([(targets: Targets, outputs: Int)])
    }

    /// The place of each sequence in the arrays. Each has at least one step.
    var rows: [SequenceSlice]
    var inputs: Inputs
    /// The first step of each row in the inputs, if these do not hold all steps; negative for rows that are computed elsewhere.
    var inputStarts: [Int] = []
    var targets: Targets
    /// The weight of each sequence, [all sequences]; empty if each counts once.
    var weights: [Float] = []
    /// The additional weight of each step, [all steps]; empty if each counts once.
    var stepWeights: [Float] = []

    /// The number of sequences.
    var count: Int { rows.count }
    /// The number of real steps of each sequence.
    var lengths: [Int] { rows.map(\.steps.count) }
    /// The number of steps of the longest sequence.
    var steps: Int { rows.reduce(0) { max($0, $1.steps.count) } }

    init(_ rows: [SequenceSlice], inputs: Inputs, targets: Targets) {
        self.rows = rows
        self.inputs = inputs
        self.targets = targets
    }

    /// Sequences that are padded to `steps` steps: inputs and targets are [batch, steps] or [batch, steps, width], or
    /// [batch] or [batch, width] for one target per sequence.
    ///
    /// - Parameter lengths: the number of real steps of each sequence, 1 to `steps`.
    init(steps: Int, lengths: [Int], inputs: Inputs, targets: Targets) {
        let rows = lengths.enumerated().map { row, length in
            SequenceSlice(sequence: row, steps: row * steps..<row * steps + length, end: row * steps + length)
        }
        self.init(rows, inputs: inputs, targets: targets)
    }

    /// The weight of a row.
    func weight(_ row: Int) -> Float { weights.isEmpty ? 1 : weights[rows[row].sequence] }

    /// The weight of a step of a row.
    func weight(_ row: Int, step: Int) -> Float {
        stepWeights.isEmpty ? weight(row) : weight(row) * stepWeights[rows[row].steps.lowerBound + step]
    }

    /// The first step of a row in the inputs.
    func inputStart(_ row: Int) -> Int { inputStarts.isEmpty ? rows[row].steps.lowerBound : inputStarts[row] }

    /// Whether the inputs of a row are stored here.
    func isHere(_ row: Int) -> Bool { inputStart(row) >= 0 }

    /// The same sequences with other targets.
    func with(_ targets: Targets) -> Batch {
        var batch = self
        batch.targets = targets
        return batch
    }

    /// The target of a row with classes for sequences, or for its steps; negative if there is none, or it does not count.
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
