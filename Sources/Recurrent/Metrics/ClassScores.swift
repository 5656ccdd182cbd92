/// Scores of one class.
public struct ClassScore: Sendable, Equatable {
    /// Precision: the share of the predictions of this class that are right; nil if there are none.
    public var precision: Double?
    /// Recall: the share of the members of this class that were found; nil if there are none.
    public var recall: Double?
    /// The harmonic mean of precision and recall: 2 * true positives / (said + real); nil where the class neither is nor was said.
    public var f1: Double?
    /// How many are of this class, each as often as it counts.
    public var count: Double
}

extension Evaluation {
    /// One score a class, from the confusion matrix, or a label; empty where there is neither.
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

    /// The mean of the classes' or labels' F1, of those that are there or were said; nil where there is none.
    public var macroF1: Double? {
        let scores = classScores.compactMap(\.f1)
        return scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
    }
}
