/// How often a label is there, was said, and was said rightly; each sequence as often as it counts.
public struct LabelCounts: Sendable, Equatable, Codable {
    /// Sequences that have the label.
    public var real = 0.0
    /// Sequences of which it was said, with a probability above one half.
    public var said = 0.0
    /// Those that are among both.
    public var right = 0.0

    /// Counts a sequence.
    mutating func add(isReal: Bool, isSaid: Bool, _ weight: Double) {
        if isReal { real += weight }
        if isSaid { said += weight }
        if isReal && isSaid { right += weight }
    }

    /// Precision, recall and F1 of the label.
    var score: ClassScore {
        func share(_ part: Double, of whole: Double) -> Double? { whole == 0 ? nil : part / whole }
        return ClassScore(
            precision: share(right, of: said), recall: share(right, of: real), f1: share(2 * right, of: said + real), count: real)
    }
}

extension Evaluation {
    /// F1 over all labels of all sequences together, 2 * right / (said + real); nil where there are none, and where sequences have one class each.
    public var microF1: Double? {
        guard let labels else { return nil }
        let whole = labels.reduce(0) { $0 + $1.said + $1.real }
        return whole == 0 ? nil : 2 * labels.reduce(0) { $0 + $1.right } / whole
    }

    /// The share of sequences of which all labels are right, 0...1; nil where sequences have one class each, or values.
    public var exactMatch: Double? { labels == nil ? nil : error.map { 1 - $0 } }
}
