/// What to do about values that a file marks as missing.
public enum MissingValues: Sendable, Hashable {
    /// They are an error.
    case refuse
    /// The last value before, in the same feature of the same sequence; the first value after where there is none before.
    case carry
    /// Zero.
    case zero
    /// Zero once features are standardized, with a channel a feature that tells where there are values; targets that are missing do not count.
    case mask
}

extension MissingValues {
    /// Fills the gaps of one feature of one sequence, which are NaN; nil where that cannot be done.
    ///
    /// - Parameter zero: how 0 is written, where something was taken away of the numbers.
    func fill<Number: BinaryFloatingPoint>(_ series: [Number], zero: Number = 0) -> [Number]? {
        switch self {
        case .refuse: return nil
        case .zero: return series.map { $0.isNaN ? zero : $0 }
        case .mask: return series
        case .carry:
            guard var last = series.first(where: { !$0.isNaN }) else { return series.isEmpty ? [] : nil }
            return series.map { value in
                if !value.isNaN { last = value }
                return last
            }
        }
    }

    /// Fills the gaps of the rows at `places`, of which each feature is one series.
    ///
    /// - Returns: the first feature that has nothing to fill its gaps with; nil where all are filled.
    func fill(_ values: inout [Double], in places: Range<Int>, width: Int) -> Int? {
        for feature in 0..<width {
            let places = stride(from: places.lowerBound + feature, to: places.upperBound, by: width)
            guard places.contains(where: { values[$0].isNaN }) else { continue }
            guard let filled = fill(places.map { values[$0] }) else { return feature }
            for (place, value) in zip(places, filled) { values[place] = value }
        }
        return nil
    }
}
