/// How values that a file marks as missing are treated.
public enum MissingValues: Sendable, Hashable {
    /// They are an error.
    case refuse
    /// The last value before it, in the same feature of the same sequence; if there is none, the first value after it.
    case carry
    /// Zero.
    case zero
    /// Zero after standardization, with a mask channel for each feature; missing targets do not count.
    case mask
}

extension MissingValues {
    /// Fills the gaps, which are NaN, of one feature of one sequence; nil if that is not possible.
    ///
    /// - Parameter zero: the representation of 0, if a base was subtracted from the numbers.
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

    /// Fills the gaps of the rows at `places`; each feature is one series.
    ///
    /// - Returns: the first feature whose gaps cannot be filled; nil if all are filled.
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
