import CellLanguage
import Recurrent
import TextFormatting

/// Numbers to draw from: evenly, or evenly on a logarithmic scale.
struct NumberDistribution: Sendable {
    let lower: Double
    let upper: Double
    let isLogarithmic: Bool

    /// The number below which this share of all draws is, with three digits, so that it is written as it is.
    func number(at share: Double) -> Double {
        let number =
            isLogarithmic
            ? ReproducibleMath.exp(ReproducibleMath.log(lower) + share * (ReproducibleMath.log(upper) - ReproducibleMath.log(lower)))
            : lower + share * (upper - lower)
        return min(upper, max(lower, Figures.significant(number, digits: 3)))
    }
}

extension NumberDistribution: CellObject {
    static let typeDescription = TypeDescription("numbers to draw from", example: "log(0.0001, 0.01)")

    var written: String { "\(isLogarithmic ? "log" : "uniform")(\(Figures.plain(lower)), \(Figures.plain(upper)))" }
}
