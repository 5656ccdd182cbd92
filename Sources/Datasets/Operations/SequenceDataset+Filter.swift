extension SequenceDataset {
    /// The sequences with a number of steps in `lengths`, in the same order.
    ///
    /// - Throws: `DataError` where there is none.
    /// - Complexity: O(sequences).
    public func filtered(lengths: ClosedRange<Int>) throws(DataError) -> SequenceDataset {
        let kept = (0..<count).filter { lengths.contains(length($0)) }
        guard !kept.isEmpty else {
            throw DataError(.operation(.noLength(data: name, lengths, found: lengthRange)))
        }
        return select(kept)
    }

    /// From the shortest to the longest sequence; nil where there is none.
    private var lengthRange: ClosedRange<Int>? {
        let lengths = (0..<count).map(length)
        guard let shortest = lengths.min(), let longest = lengths.max() else { return nil }
        return shortest...longest
    }
}

extension DataPair {
    /// All parts filtered.
    ///
    /// - Throws: `DataError` where nothing is left of a part.
    /// - Complexity: O(sequences).
    public func filtered(lengths: ClosedRange<Int>) throws(DataError) -> DataPair {
        try map { part throws(DataError) in try part.filtered(lengths: lengths) }
    }
}
