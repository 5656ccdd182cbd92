import TextFormatting

/// Which numbers a parameter takes.
package struct NumberRange: Sendable, Equatable {
    /// The least number, or the largest of those that are too small; nil for none.
    package var lower: Double?
    package var includesLower: Bool
    /// The largest number, or the least of those that are too large; nil for none.
    package var upper: Double?
    package var includesUpper: Bool

    package init(lower: Double? = nil, includesLower: Bool = true, upper: Double? = nil, includesUpper: Bool = true) {
        self.lower = lower
        self.includesLower = includesLower
        self.upper = upper
        self.includesUpper = includesUpper
    }

    /// All numbers.
    package static let any = NumberRange()
    /// More than 0.
    package static let positive = NumberRange(lower: 0, includesLower: false)
    /// 0 or more.
    package static let nonNegative = NumberRange(lower: 0)
    /// 0 or more and less than 1.
    package static let rate = NumberRange(lower: 0, upper: 1, includesUpper: false)
    /// Between 0 and 1, both left out.
    package static let fraction = NumberRange(lower: 0, includesLower: false, upper: 1, includesUpper: false)

    /// Whether the number is one of them, and not too large for single precision.
    package func contains(_ number: Double) -> Bool {
        guard Float(number).isFinite else { return false }
        if let lower, number < lower || (number == lower && !includesLower) { return false }
        if let upper, number > upper || (number == upper && !includesUpper) { return false }
        return true
    }

    /// "a number, 0 or more and less than 1".
    var words: String {
        let low = lower.map { includesLower ? "\(Figures.plain($0)) or more" : "more than \(Figures.plain($0))" }
        let high = upper.map { includesUpper ? "at most \(Figures.plain($0))" : "less than \(Figures.plain($0))" }
        let bounds = [low, high].compactMap { $0 }.joined(separator: " and ")
        return bounds.isEmpty ? "a number" : "a number, " + bounds
    }
}
