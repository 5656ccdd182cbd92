/// A stretch of one sequence: a row of a batch.
struct SequenceSlice: Equatable {
    /// Index in the dataset's storage.
    var sequence: Int
    /// Steps, counted over all steps of the storage.
    var steps: Range<Int>
    /// Where the sequence ends, counted so.
    var end: Int
}

/// Rows of a batch, and whether the state after the batch before goes on in them.
struct BatchSlices: Equatable {
    var rows: [SequenceSlice]
    var continuesState: Bool
}
