/// Temporal order: sequences of letters of which two matter, each X or Y, one near the beginning and one past the middle. Their order is
/// the class of the sequence: XX, XY, YX or YY. All other letters are distractors, except for E at the start and B at the end.
///
/// Hochreiter and Schmidhuber, "Long short-term memory", Neural Computation 9(8), 1997, experiment 6a. There the sequences have 100 to 110
/// steps, with the two letters at steps 10 to 20 and 50 to 60; at other lengths these positions are scaled in proportion.
public enum TemporalOrder {
    private static let vocabulary = ["E", "B", "X", "Y", "a", "b", "c", "d"]

    /// The task, as in experiment 6a.
    public static let description = TaskDescription(
        name: "order", sentence: "The order of two letters, far apart among many others.",
        guesser: "75 % wrong, as the four classes are equally likely", source: "Hochreiter and Schmidhuber 1997",
        examples: { count throws(DataError) in try generate(train: count, test: 0) })

    /// Generates training and test sequences, each of which depends only on the seed and its index.
    ///
    /// Inputs are symbols [batch, time], targets a class for each sequence, [batch].
    ///
    /// - Parameters:
    ///   - train: the number of training sequences.
    ///   - test: the number of test sequences.
    ///   - lengths: the range of sequence lengths in steps, all equally likely; at least 10.
    ///   - seed: the seed of the sequences.
    /// - Throws: `DataError` if lengths are too small, and for counts that are negative or too large.
    /// - Complexity: O(sequences x steps).
    public static func generate(
        train: Int = 10_000, test: Int = 1_000, lengths: ClosedRange<Int> = 50...59, seed: UInt64 = 0
    ) throws(DataError) -> DataPair {
        try checkLengths(lengths, atLeast: 10, task: "order")
        return try generatedPair(name: "order", train: train, test: test, numbersPerSequence: lengths.upperBound) {
            (count, part) throws(DataError) in
            var ids: [Int32] = []
            var labels: [Int32] = []
            var offsets = [0]
            for example in 0..<count {
                try Cancellation.check(example, of: count)
                var random = RandomStream(seed: seed, task: .temporalOrder, part: part, example: example)
                let length = random.integer(in: lengths)
                let places = [1, 5].map { tenths in random.integer(in: length * tenths / 10...length * (tenths + 1) / 10) }
                let kinds = [random.integer(below: 2), random.integer(below: 2)]
                var letters = (0..<length).map { _ in Int32(4 + random.integer(below: 4)) }
                letters[0] = 0
                letters[length - 1] = 1
                for (place, kind) in zip(places, kinds) { letters[place] = Int32(2 + kind) }
                ids += letters
                labels.append(Int32(2 * kinds[0] + kinds[1]))
                offsets.append(ids.count)
            }
            return SequenceDataset(
                name: "order", presentation: .symbols, inputs: .symbols(ids: ids, vocabulary: vocabulary),
                targets: .sequenceClasses(labels: labels, names: ["XX", "XY", "YX", "YY"]), offsets: offsets)
        }
    }
}
