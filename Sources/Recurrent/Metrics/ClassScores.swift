/// Scores of one class.
public struct ClassScore: Sendable, Equatable {
    /// Precision: the share of the predictions of this class that are correct; nil if there are none.
    public var precision: Double?
    /// Recall: the share of the members of this class that were found; nil if there are none.
    public var recall: Double?
    /// The harmonic mean of precision and recall: 2 * true positives / (predicted + actual); nil if the class neither occurs nor was
    /// predicted.
    public var f1: Double?
    /// The weighted number of members of this class.
    public var count: Double
}

extension Evaluation {
    /// The scores of each class, from the confusion matrix, or of each label; empty if there are neither.
    public var classScores: [ClassScore] {
        if let labels { return labels.map(\.score) }
        guard confusion.count == classes * classes else { return [] }
        return (0..<classes).map { k in
            let right = confusion[k * classes + k]
            let real = (0..<classes).reduce(0) { $0 + confusion[k * classes + $1] }
            let said = (0..<classes).reduce(0) { $0 + confusion[$1 * classes + k] }
            func share(_ part: Double, of whole: Double) -> Double? { whole == 0 ? nil : part / whole }
            return ClassScore(
                precision: share(right, of: said), recall: share(right, of: real), f1: share(2 * right, of: said + real), count: real)
        }
    }

    /// The mean F1 of the classes or labels that occur or were predicted; nil if there are none.
    public var macroF1: Double? {
        let scores = classScores.compactMap(\.f1)
        return scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
    }
}
