/// A prediction with a large loss.
public struct WorstPrediction: Sendable, Equatable {
    /// The target and the prediction.
    public enum Answer: Sendable, Equatable {
        /// Classes and their predicted probabilities, 0...1.
        case classes(target: Int, predicted: Int, ofTarget: Float, ofPredicted: Float)
        /// The labels of the sequence, and those with a probability above one half.
        case labels(target: [Int], predicted: [Int])
        /// Label sequences.
        case readings(target: [Int], predicted: [Int])
        /// Values in the scale that the network was trained on; NaN if there is no target.
        case values(target: [Float], predicted: [Float])
    }

    /// The index of the sequence in its dataset.
    public var sequence: Int
    /// The step, counted from 0; nil if the sequence has one target.
    public var step: Int?
    /// Cross-entropy in nats, or mean squared error.
    public var loss: Double
    /// The target and the prediction.
    public var answer: Answer

    /// The sort key: NaN losses first, then by descending loss; of equal ones the first comes first.
    fileprivate var order: (Double, Int, Int) { (loss.isNaN ? -.infinity : -loss, sequence, step ?? 0) }
}

/// Keeps the predictions with the greatest losses out of a stream of predictions.
struct WorstPredictions {
    private let count: Int
    private var kept: [WorstPrediction] = []

    /// - Parameter count: the number of predictions to keep.
    init(_ count: Int) {
        self.count = count
    }

    mutating func add(_ prediction: WorstPrediction) {
        guard count > 0 else { return }
        kept.append(prediction)
        if kept.count >= 2 * count + 1024 { kept = worst }
    }

    /// The worst predictions, in descending order of loss.
    var worst: [WorstPrediction] { Array(kept.sorted { $0.order < $1.order }.prefix(count)) }
}
