/// How often a label occurs, is predicted, and is predicted correctly, weighted by sequence.
public struct LabelCounts: Sendable, Equatable, Codable {
    /// Sequences that have the label.
    public var real = 0.0
    /// Sequences for which it was predicted, with a probability above one half.
    public var said = 0.0
    /// Sequences for which it was predicted correctly.
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
    /// F1 over all labels of all sequences together, 2 * correct / (predicted + actual); nil if there are none, and if sequences have one
    /// class each.
    public var microF1: Double? {
        guard let labels else { return nil }
        let whole = labels.reduce(0) { $0 + $1.said + $1.real }
        return whole == 0 ? nil : 2 * labels.reduce(0) { $0 + $1.right } / whole
    }

    /// The share of sequences with no wrong label, 0...1; nil if sequences have one class each, or values.
    public var exactMatch: Double? { labels == nil ? nil : error.map { 1 - $0 } }
}
