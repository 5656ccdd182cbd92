extension SequenceDataset {
    /// The sequences with a number of steps in `lengths`, in the same order.
    ///
    /// - Throws: `DataError` if there are none.
    /// - Complexity: O(sequences).
    public func filtered(lengths: ClosedRange<Int>) throws(DataError) -> SequenceDataset {
        let kept = (0..<count).filter { lengths.contains(length($0)) }
        guard !kept.isEmpty else {
            throw DataError(.operation(.noLength(data: name, lengths, found: lengthRange)))
        }
        return select(kept)
    }

    /// The shortest and the longest length; nil if there are no sequences.
    private var lengthRange: ClosedRange<Int>? {
        let lengths = (0..<count).map(length)
        guard let shortest = lengths.min(), let longest = lengths.max() else { return nil }
        return shortest...longest
    }
}

extension DataPair {
    /// All parts filtered.
    ///
    /// - Throws: `DataError` if a part would be empty.
    /// - Complexity: O(sequences).
    public func filtered(lengths: ClosedRange<Int>) throws(DataError) -> DataPair {
        try map { part throws(DataError) in try part.filtered(lengths: lengths) }
    }
}
