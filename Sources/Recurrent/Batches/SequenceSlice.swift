/// A contiguous part of one sequence: a row of a batch.
struct SequenceSlice: Equatable {
    /// The index of the sequence in the dataset's storage.
    var sequence: Int
    /// The range of steps, counted over all steps of the storage.
    var steps: Range<Int>
    /// The end of the sequence, counted in the same way.
    var end: Int
}

/// The rows of a batch, and whether they continue from the state of the batch before.
struct BatchSlices: Equatable {
    var rows: [SequenceSlice]
    var continuesState: Bool
}
