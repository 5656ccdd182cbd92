extension SequenceDataset {
    /// The sequences with a number of steps in `lengths`, in the same order.
    ///
    /// - Throws: `DataError` where there is none.
    public func filtered(lengths: ClosedRange<Int>) throws(DataError) -> SequenceDataset {
        let kept = (0..<count).filter { lengths.contains(length($0)) }
        guard !kept.isEmpty else {
            let all = (0..<count).map(length)
            let found = all.isEmpty ? "there are none at all" : "they have \(all.min() ?? 0) to \(all.max() ?? 0)"
            throw DataError(
                problem: "\(name): no sequence has \(lengths.lowerBound) to \(lengths.upperBound) steps; \(found).")
        }
        return select(kept)
    }
}

extension DataPair {
    /// Both parts filtered.
    public func filtered(lengths: ClosedRange<Int>) throws(DataError) -> DataPair {
        DataPair(
            name: name, train: try train?.filtered(lengths: lengths), test: try test?.filtered(lengths: lengths))
    }
}
