/// What has to be taken away from numbers before they become those of single precision, so that they keep their digits: a time in seconds since 1970, or what
/// varies by 1 around a million.
enum PreciseBase {
    /// Fewer binary digits than this of what numbers vary by are too few.
    private static let digits = 0x1p-16

    /// A base for numbers in single precision, if they may have lost digits; 0 where they have not.
    static func suspected(least: Float, greatest: Float) -> Double {
        let magnitude = max(abs(least), abs(greatest))
        guard magnitude > 0, magnitude.isFinite, Double(magnitude.ulp) > (Double(greatest) - Double(least)) * digits else { return 0 }
        return Double(least / 2 + greatest / 2)
    }

    /// Whether rounding to single precision loses digits of numbers between these.
    ///
    /// - Parameter rounding: the most that any of them changes by.
    static func isNeeded(least: Double, greatest: Double, rounding: Double) -> Bool {
        greatest > least && rounding > (greatest - least) * digits
    }

    /// A base for these numbers; 0 where they need none.
    static func base(of values: [Double]) -> Double {
        let finite = values.filter(\.isFinite)
        guard let least = finite.min(), let greatest = finite.max() else { return 0 }
        let rounding = finite.reduce(0) { max($0, abs($1 - Double(Float($1)))) }
        return isNeeded(least: least, greatest: greatest, rounding: rounding) ? Double(Float(least / 2 + greatest / 2)) : 0
    }
}
