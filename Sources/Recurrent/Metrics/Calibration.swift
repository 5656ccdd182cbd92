/// How well the probability of the predicted class matches the accuracy: of predictions with probability 0.8, eight of ten should be right.
///
/// Bins have equal widths (Guo, Pleiss, Sun, Weinberger: "On Calibration of Modern Neural Networks", ICML 2017, equation 5).
public struct Calibration: Sendable, Equatable {
    /// The predictions whose probability lies in one interval of 0...1.
    public struct Bin: Sendable, Equatable {
        /// The weighted number of predictions.
        public var count = 0.0
        /// The weighted number of correct predictions.
        public var right = 0.0
        /// The sum of their probabilities.
        var sum = 0.0

        /// Their mean probability; nil if there are none.
        public var meanProbability: Double? { count == 0 ? nil : sum / count }
        /// The share of correct predictions; nil if there are none.
        public var share: Double? { count == 0 ? nil : right / count }
    }

    /// In ascending order of probability. A probability on the boundary of two bins belongs to the lower one.
    public private(set) var bins: [Bin]

    /// - Precondition: there is at least one bin.
    init(bins count: Int) {
        precondition(count > 0, "probabilities need a bin")
        bins = Array(repeating: Bin(), count: count)
    }

    /// Probabilities that are NaN are ignored.
    mutating func add(probability: Float, isRight: Bool, weight: Double = 1) {
        guard probability >= 0, probability <= 1 else { return }
        let place = min(bins.count - 1, max(0, Int((Double(probability) * Double(bins.count)).rounded(.up)) - 1))
        bins[place].count += weight
        bins[place].right += isRight ? weight : 0
        bins[place].sum += weight * Double(probability)
    }

    /// The expected calibration error: the mean distance, over all predictions, between the mean probability and the accuracy of their bin.
    /// Nil if there are no predictions.
    public var error: Double? {
        let count = bins.reduce(0.0) { $0 + $1.count }
        guard count > 0 else { return nil }
        return bins.reduce(0) { $0 + abs($1.sum - $1.right) } / count
    }
}
