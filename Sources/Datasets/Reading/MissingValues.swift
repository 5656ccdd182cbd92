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
    /// Fills the gaps of one feature of one sequence; nil where that cannot be done.
    func fill(_ series: [Float?]) -> [Float]? {
        switch self {
        case .refuse: return nil
        case .zero: return series.map { $0 ?? 0 }
        case .mask: return series.map { $0 ?? .nan }
        case .carry:
            guard var last = series.lazy.compactMap({ $0 }).first else { return series.isEmpty ? [] : nil }
            return series.map { value in
                if let value { last = value }
                return last
            }
        }
    }
}
