/// The errors of predictions over many values, in the values' own units.
public struct ValueFigures: Sendable, Equatable {
    /// The number of compared values.
    public private(set) var count = 0
    private var absolute = 0.0
    private var squared = 0.0
    private var relative = 0.0
    private var scaled = 0.0
    private var scaledCount = 0

    /// Figures without values.
    init() {}

    /// - Parameter scale: the unit of the scaled error; nil if there is none.
    mutating func add(_ said: Double, truth: Double, scale: Double?) {
        let error = abs(said - truth)
        count += 1
        absolute += error
        squared += error * error
        let size = abs(said) + abs(truth)
        relative += size == 0 ? 0 : 2 * error / size
        if let scale {
            scaled += error / scale
            scaledCount += 1
        }
    }

    private func mean(_ sum: Double) -> Double? { count == 0 ? nil : sum / Double(count) }

    /// The mean absolute error; nil if no value was compared.
    public var meanAbsolute: Double? { mean(absolute) }

    /// The root mean squared error; nil if no value was compared.
    public var rootMeanSquare: Double? { mean(squared)?.squareRoot() }

    /// The symmetric mean absolute percentage error as a fraction, 0 to 2: the mean of 2 |prediction - truth| / (|prediction| + |truth|),
    /// where 0 / 0 counts as 0. Nil if no value was compared.
    ///
    /// Source: S. Makridakis, "Accuracy measures", International Journal of Forecasting 1993, as the M4 competition used it.
    public var symmetric: Double? { mean(relative) }

    /// The mean absolute scaled error: errors relative to the mean error of repeating the last value, or the value of the season before, in
    /// the training data. Nil if that is not known.
    ///
    /// Source: R. J. Hyndman and A. B. Koehler, "Another look at measures of forecast accuracy", International Journal of Forecasting 2006.
    public var meanScaled: Double? { scaledCount == 0 ? nil : scaled / Double(scaledCount) }

    /// The pinball loss of a quantile; `difference` is truth - prediction.
    static func pinball(_ difference: Double, level: Double) -> Double { max(level * difference, (level - 1) * difference) }
}

/// How well the quantiles of values are predicted, in the values' own units.
public struct QuantileFigures: Sendable, Equatable {
    /// The quantile levels, in ascending order.
    public let levels: [Float]
    /// The number of compared values.
    public private(set) var count = 0
    private var losses: [Double]
    private var below: [Int]
    private var inside: [Int]

    init(_ levels: [Float]) {
        self.levels = levels
        losses = levels.map { _ in 0 }
        below = levels.map { _ in 0 }
        inside = (0..<levels.count / 2).map { _ in 0 }
    }

    /// - Parameter said: the prediction for each level.
    mutating func add(_ said: [Double], truth: Double) {
        count += 1
        for (place, value) in said.enumerated() {
            losses[place] += ValueFigures.pinball(truth - value, level: Double(levels[place]))
            if truth <= value { below[place] += 1 }
        }
        for band in inside.indices where said[band] <= truth && truth <= said[said.count - 1 - band] { inside[band] += 1 }
    }

    /// The mean pinball loss over values and levels; nil if no value was compared.
    public var pinball: Double? { count == 0 ? nil : losses.reduce(0, +) / Double(count * levels.count) }

    /// The mean pinball loss of a level.
    public func pinball(_ level: Int) -> Double { losses[level] / Double(max(1, count)) }

    /// The share of values that do not exceed the quantile of a level.
    public func share(below level: Int) -> Double { Double(below[level]) / Double(max(1, count)) }

    /// The interval between two levels.
    public struct Band: Sendable, Equatable {
        /// The levels.
        public var low, high: Float
        /// The share of values inside the interval.
        public var coverage: Double

        /// The expected share of values inside the interval.
        public var nominal: Double { Double(high) - Double(low) }
    }

    /// From the widest interval, between the lowest and the highest level, inwards.
    public var bands: [Band] {
        inside.indices.map { band in
            Band(low: levels[band], high: levels[levels.count - 1 - band], coverage: Double(inside[band]) / Double(max(1, count)))
        }
    }
}
