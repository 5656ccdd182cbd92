/// How far the probability of the predicted class can be believed: of predictions that are sure to 0.8, eight of ten should be right.
///
/// Bins have equal widths (Guo, Pleiss, Sun, Weinberger: "On Calibration of Modern Neural Networks", ICML 2017, equation 5).
public struct Calibration: Sendable, Equatable {
    /// Predictions of which the probability lies in one part of 0...1.
    public struct Bin: Sendable, Equatable {
        /// How many there are, each as often as it counts.
        public var count = 0.0
        /// Of how many the class is right.
        public var right = 0.0
        /// The sum of their probabilities.
        var sum = 0.0

        /// Their mean probability; nil where there is none.
        public var meanProbability: Double? { count == 0 ? nil : sum / count }
        /// The share that is right; nil where there is none.
        public var share: Double? { count == 0 ? nil : right / count }
    }

    /// From the least probabilities to the greatest. A probability between two bins belongs to the lower one.
    public private(set) var bins: [Bin]

    /// - Precondition: there is a bin.
    init(bins count: Int) {
        precondition(count > 0, "probabilities need a bin")
        bins = Array(repeating: Bin(), count: count)
    }

    /// Probabilities that are no numbers are left out.
    mutating func add(probability: Float, isRight: Bool, weight: Double = 1) {
        guard probability >= 0, probability <= 1 else { return }
        let place = min(bins.count - 1, max(0, Int((Double(probability) * Double(bins.count)).rounded(.up)) - 1))
        bins[place].count += weight
        bins[place].right += isRight ? weight : 0
        bins[place].sum += weight * Double(probability)
    }

    /// The expected calibration error: how far mean probability and share of right classes are apart, on average over all predictions. Nil where there is none.
    public var error: Double? {
        let count = bins.reduce(0.0) { $0 + $1.count }
        guard count > 0 else { return nil }
        return bins.reduce(0) { $0 + abs($1.sum - $1.right) } / count
    }
}
