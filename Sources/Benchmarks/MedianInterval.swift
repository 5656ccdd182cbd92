/// The median of some figures, with its uncertainty.
struct MedianInterval: Sendable, Equatable {
    let median: Double
    /// The 95 % confidence interval of the median.
    let confidence: ClosedRange<Double>

    /// Nil if there are no figures.
    ///
    /// - Complexity: O(n log n).
    init?(_ figures: [Double]) {
        let sorted = figures.sorted()
        guard let least = sorted.first, let greatest = sorted.last else { return nil }
        median = sorted[sorted.count / 2]
        // The ranks between which the true median lies: the number of values below it has a binomial distribution, here
        // approximated by a normal one.
        let reach = Int((0.98 * Double(sorted.count).squareRoot()).rounded(.up))
        let (lower, upper) = (sorted.count / 2 - reach, sorted.count / 2 + reach)
        confidence = (lower < 0 ? least : sorted[lower])...(upper >= sorted.count ? greatest : sorted[upper])
    }
}
