/// How well label sequences are decoded.
public struct ReadingScore: Sendable, Equatable, Codable {
    /// Insertions, deletions and substitutions between decoded and true labels, weighted by sequence.
    public private(set) var edits = 0.0
    /// True labels.
    public private(set) var labels = 0.0
    /// Sequences.
    public private(set) var sequences = 0.0
    /// Sequences with at least one error.
    public private(set) var wrongSequences = 0.0

    /// Edits per true label: the label error rate, or character error rate. It may exceed 1. NaN if there are no labels.
    public var labelError: Double { edits / labels }

    /// The share of sequences with at least one error, 0...1.
    public var sequenceError: Double { sequences > 0 ? wrongSequences / sequences : 0 }

    mutating func add(_ said: [Int], truth: [Int], _ weight: Double) {
        let distance = LabelReading.editDistance(said, truth)
        edits += weight * Double(distance)
        labels += weight * Double(truth.count)
        sequences += weight
        if distance > 0 { wrongSequences += weight }
    }
}
