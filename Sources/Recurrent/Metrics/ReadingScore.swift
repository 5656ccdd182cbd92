/// How well labels are read along the steps of sequences.
public struct ReadingScore: Sendable, Equatable, Codable {
    /// Insertions, deletions and replacements between what was read and what is true, each as often as its sequence counts.
    public private(set) var edits = 0.0
    /// True labels.
    public private(set) var labels = 0.0
    /// Sequences.
    public private(set) var sequences = 0.0
    /// Sequences in which anything is wrong.
    public private(set) var wrongSequences = 0.0

    /// The edits for each true label: the label error, or letter error. It may be above 1. NaN where there are no labels.
    public var labelError: Double { edits / labels }

    /// The share of sequences in which anything is wrong, 0...1.
    public var sequenceError: Double { sequences > 0 ? wrongSequences / sequences : 0 }

    mutating func add(_ said: [Int], truth: [Int], _ weight: Double) {
        let distance = LabelReading.editDistance(said, truth)
        edits += weight * Double(distance)
        labels += weight * Double(truth.count)
        sequences += weight
        if distance > 0 { wrongSequences += weight }
    }
}
