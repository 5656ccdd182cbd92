import TextFormatting

/// Which numbers a parameter takes.
struct NumberRange: Sendable, Equatable {
    var lower: Double?
    var includesLower = true
    var upper: Double?
    var includesUpper = true

    static let any = NumberRange()
    static let positive = NumberRange(lower: 0, includesLower: false)
    static let nonNegative = NumberRange(lower: 0)
    /// 0 or more and less than 1.
    static let rate = NumberRange(lower: 0, upper: 1, includesUpper: false)
    /// Between 0 and 1, both left out.
    static let fraction = NumberRange(lower: 0, includesLower: false, upper: 1, includesUpper: false)

    /// Whether the engine, which computes with `Float`, can take the number.
    func contains(_ number: Double) -> Bool {
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
