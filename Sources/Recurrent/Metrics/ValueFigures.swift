/// How far what is said is from the truth, over many values, in their own units.
public struct ValueFigures: Sendable, Equatable {
    /// Values that were compared.
    public private(set) var count = 0
    private var absolute = 0.0
    private var squared = 0.0
    private var relative = 0.0
    private var scaled = 0.0
    private var scaledCount = 0

    /// Nothing was compared.
    init() {}

    /// - Parameter scale: the distance that the error is measured by; nil where there is none.
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

    /// The mean absolute error; nil where nothing was compared.
    public var meanAbsolute: Double? { mean(absolute) }

    /// The root of the mean squared error; nil where nothing was compared.
    public var rootMeanSquare: Double? { mean(squared)?.squareRoot() }

    /// The symmetric mean absolute percentage error as a share, 0 to 2: the mean of 2 |said - truth| / (|said| + |truth|), 0 where both are 0. Nil where nothing was compared.
    ///
    /// Source: S. Makridakis, "Accuracy measures", International Journal of Forecasting 1993, as the M4 competition used it.
    public var symmetric: Double? { mean(relative) }

    /// The mean absolute scaled error: errors measured by how far off it is to repeat the last value, or the last season, in the data that was trained on. Nil where that is
    /// not known.
    ///
    /// Source: R. J. Hyndman and A. B. Koehler, "Another look at measures of forecast accuracy", International Journal of Forecasting 2006.
    public var meanScaled: Double? { scaledCount == 0 ? nil : scaled / Double(scaledCount) }

    /// Pinball loss of a quantile, `difference` being truth - said.
    static func pinball(_ difference: Double, level: Double) -> Double { max(level * difference, (level - 1) * difference) }
}

/// How well the quantiles of values are predicted, in the values' own units.
public struct QuantileFigures: Sendable, Equatable {
    /// The shares of values that are to be below, which rise.
    public let levels: [Float]
    /// Values that were compared.
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

    /// - Parameter said: one number a level.
    mutating func add(_ said: [Double], truth: Double) {
        count += 1
        for (place, value) in said.enumerated() {
            losses[place] += ValueFigures.pinball(truth - value, level: Double(levels[place]))
            if truth <= value { below[place] += 1 }
        }
        for band in inside.indices where said[band] <= truth && truth <= said[said.count - 1 - band] { inside[band] += 1 }
    }

    /// The mean pinball loss over values and levels; nil where nothing was compared.
    public var pinball: Double? { count == 0 ? nil : losses.reduce(0, +) / Double(count * levels.count) }

    /// The mean pinball loss of a level.
    public func pinball(_ level: Int) -> Double { losses[level] / Double(max(1, count)) }

    /// The share of values that were not above a level.
    public func share(below level: Int) -> Double { Double(below[level]) / Double(max(1, count)) }

    /// What lies between two levels.
    public struct Band: Sendable, Equatable {
        /// The levels, and the share of values that is to lie between them.
        public var low, high: Float
        /// The share of values that does.
        public var coverage: Double

        /// The share of values that is to lie between the levels.
        public var nominal: Double { Double(high) - Double(low) }
    }

    /// Between the lowest level and the highest, and so on inwards.
    public var bands: [Band] {
        inside.indices.map { band in
            Band(low: levels[band], high: levels[levels.count - 1 - band], coverage: Double(inside[band]) / Double(max(1, count)))
        }
    }
}
