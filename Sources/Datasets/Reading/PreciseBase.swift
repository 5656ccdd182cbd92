/// What has to be taken away from numbers before they become those of single precision, so that they keep their digits: a time in seconds since 1970, or what
/// varies by 1 around a million.
enum PreciseBase {
    /// Fewer binary digits than this of what numbers vary by are too few.
    private static let digits = 0x1p-16

    /// A base of each column of rows of numbers, 0 for those that need none; empty where none does.
    ///
    /// - Parameter values: of shape [rows, `width`]; NaN where a value is missing.
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

    /// Whether rows of numbers may have lost digits when they became those of single precision.
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

    /// A base for these numbers; 0 where they need none.
    static func base(of values: [Double]) -> Double { bases(of: values, width: 1).first ?? 0 }

    /// Rows of numbers in single precision, less a base of each column; an empty list of bases takes nothing away.
    ///
    /// - Complexity: O(values).
    static func single(_ values: [Double], less bases: [Double]) -> [Float] {
        guard !bases.isEmpty else { return values.map { Float($0) } }
        return values.enumerated().map { Float($1 - bases[$0 % bases.count]) }
    }

    /// What numbers of a column lie between, and the most that any of them changes by when it becomes one of single precision.
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
    /// What was taken away of features to keep their digits.
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
    /// What was taken away of each of the first `width` features, so that it is taken away of other data as well; empty for nothing.
    func inputBase(width: Int) -> [Double] { Self.base(inputScale, width: width) }

    /// As `inputBase(width:)`, of the values of a target.
    func targetBase(width: Int) -> [Double] { Self.base(targetScale, width: width) }

    private static func base(_ scale: Standardization?, width: Int) -> [Double] {
        guard let base = scale?.base, base.count >= width else { return [] }
        return Array(base.prefix(width))
    }
}
