/// The base to subtract from numbers before they are rounded to single precision, so that they keep their digits: for example a time in
/// seconds since 1970, or values that vary by 1 around a million.
enum PreciseBase {
    /// The greatest acceptable rounding error, relative to the range of the numbers.
    private static let digits = 0x1p-16

    /// The base of each column of rows of numbers, 0 for columns that need none; empty if no column needs one.
    ///
    /// - Parameter values: values of shape [rows, `width`]; NaN if missing.
    /// - Complexity: O(values).
    static func bases(of values: [Double], width: Int) -> [Double] {
        guard width > 0 else { return [] }
        var ranges = [Range](repeating: Range(), count: width)
        for start in stride(from: 0, to: values.count - values.count % width, by: width) {
            for column in 0..<width { ranges[column].add(values[start + column]) }
        }
        let bases = ranges.map(\.base)
        return bases.contains { $0 != 0 } ? bases : []
    }

    /// Whether rows of numbers may have lost digits by rounding to single precision.
    ///
    /// - Complexity: O(values).
    static func mayBeNeeded(for values: [Float], width: Int) -> Bool {
        (0..<width).contains { column in
            var (least, greatest) = (Float.infinity, -Float.infinity)
            for place in stride(from: column, to: values.count, by: width) where values[place].isFinite {
                (least, greatest) = (min(least, values[place]), max(greatest, values[place]))
            }
            return least <= greatest && Double(max(abs(least), abs(greatest)).ulp) > (Double(greatest) - Double(least)) * digits
        }
    }

    /// The base of these numbers; 0 if they need none.
    static func base(of values: [Double]) -> Double { bases(of: values, width: 1).first ?? 0 }

    /// Rows of numbers in single precision, with the base of each column subtracted; no bases subtract nothing.
    ///
    /// - Complexity: O(values).
    static func single(_ values: [Double], less bases: [Double]) -> [Float] {
        guard !bases.isEmpty else { return values.map { Float($0) } }
        return values.enumerated().map { Float($1 - bases[$0 % bases.count]) }
    }

    /// The range of the numbers in a column, and the greatest error of rounding them to single precision.
    private struct Range {
        private var (least, greatest, rounding) = (Double.infinity, -Double.infinity, 0.0)

        mutating func add(_ number: Double) {
            guard number.isFinite else { return }
            (least, greatest) = (min(least, number), max(greatest, number))
            rounding = max(rounding, abs(number - Double(Float(number))))
        }

        var base: Double {
            greatest > least && rounding > (greatest - least) * digits ? Double(Float(least / 2 + greatest / 2)) : 0
        }
    }
}

extension SequenceDataset {
    /// The bases that were subtracted from features to preserve their digits.
    ///
    /// - Complexity: O(features).
    public var baseNotes: [DataNote] {
        let details = storage.details
        return (details.inputScale?.base ?? []).enumerated().filter { $0.element != 0 }.map { feature, base in
            .base(details.featureNames.indices.contains(feature) ? details.featureNames[feature] : "feature \(feature + 1)", base)
        }
    }
}

extension SequenceDataset.Details {
    /// The base of each of the first `width` features, to be subtracted from other data as well; empty for none.
    func inputBase(width: Int) -> [Double] { Self.base(inputScale, width: width) }

    /// Like `inputBase(width:)`, for the values of a target.
    func targetBase(width: Int) -> [Double] { Self.base(targetScale, width: width) }

    private static func base(_ scale: Standardization?, width: Int) -> [Double] {
        guard let base = scale?.base, base.count >= width else { return [] }
        return Array(base.prefix(width))
    }
}
