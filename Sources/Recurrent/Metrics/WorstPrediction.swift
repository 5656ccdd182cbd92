/// A prediction with a great loss.
public struct WorstPrediction: Sendable, Equatable {
    /// What was to be predicted, and what was.
    public enum Answer: Sendable, Equatable {
        /// Classes with what the network thinks of each, 0...1.
        case classes(target: Int, predicted: Int, ofTarget: Float, ofPredicted: Float)
        /// Labels that are there, and those that are more probable than not.
        case labels(target: [Int], predicted: [Int])
        /// Labels in their order.
        case readings(target: [Int], predicted: [Int])
        /// Values as the network learned them; NaN where there is no target.
        case values(target: [Float], predicted: [Float])
    }

    /// Number of the sequence in its dataset.
    public var sequence: Int
    /// The step, counted from 0; nil where the sequence has one target.
    public var step: Int?
    /// Cross-entropy in nats, or mean squared error.
    public var loss: Double
    /// Both sides.
    public var answer: Answer

    /// What sorts predictions: those that are no numbers are the worst, of equal ones the first comes first.
    fileprivate var order: (Double, Int, Int) { (loss.isNaN ? -.infinity : -loss, sequence, step ?? 0) }
}

/// Predictions with the greatest losses, of many that come one after another.
struct WorstPredictions {
    private let count: Int
    private var kept: [WorstPrediction] = []

    /// - Parameter count: how many are wanted.
    init(_ count: Int) {
        self.count = count
    }

    mutating func add(_ prediction: WorstPrediction) {
        guard count > 0 else { return }
        kept.append(prediction)
        if kept.count >= 2 * count + 1024 { kept = worst }
    }

    /// The greatest loss first.
    var worst: [WorstPrediction] { Array(kept.sorted { $0.order < $1.order }.prefix(count)) }
}
