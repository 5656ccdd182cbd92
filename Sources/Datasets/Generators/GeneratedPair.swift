/// Generates the training and the test part; a part of 0 sequences is left out.
///
/// - Parameters:
///   - numbersPerSequence: the input numbers of the longest sequence, to refuse data that would not fit in memory.
///   - make: makes the sequences `0 ..< count` of a part.
/// - Throws: `DataError` for counts that are negative or too large, if both are 0, and if the work is cancelled.
func generatedPair(
    name: String, train: Int, test: Int, numbersPerSequence: Int, make: (_ count: Int, _ part: Part) throws(DataError) -> SequenceDataset
) throws(DataError) -> DataPair {
    for (label, count) in [("train", train), ("test", test)] {
        guard count >= 0 else {
            throw DataError(.task(.negative(task: name, parameter: label, value: count)))
        }
        let largest = (1 << 29) / max(1, numbersPerSequence)
        guard count <= largest else {
            throw DataError(
                .task(.tooMany(task: name, parameter: label, value: count, numbers: numbersPerSequence, most: largest)))
        }
    }
    guard train > 0 || test > 0 else {
        throw DataError(.task(.nothing(task: name)))
    }
    return DataPair(
        name: name, train: train > 0 ? try make(train, .train) : nil, test: test > 0 ? try make(test, .test) : nil)
}

/// - Throws: `DataError` if sequences would be shorter than `least` steps, or too long for memory.
func checkLengths(_ lengths: ClosedRange<Int>, atLeast least: Int, task: String) throws(DataError) {
    let most = 1 << 28
    guard lengths.lowerBound >= least, lengths.upperBound <= most else {
        throw DataError(.task(.lengths(task: task, lengths, least: least, most: most)))
    }
}
