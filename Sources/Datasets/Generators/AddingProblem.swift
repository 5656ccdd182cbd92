/// The adding problem: each step holds a number in 0...1 and a mark. Two steps are marked, one in the first half of the sequence and one in
/// the second; the target is the sum of their numbers.
///
/// Hochreiter and Schmidhuber, "Long short-term memory", Neural Computation 9(8), 1997, experiment 4; with numbers in
/// 0...1 and marks 0 and 1, as in Le, Jaitly and Hinton, "A simple way to initialize recurrent networks of rectified linear units", 2015.
public enum AddingProblem {
    /// The task. The constant guess 1, the mean of the sum of two uniform numbers, has the variance of the sum, 2/12, as its mean squared
    /// error.
    public static let description = TaskDescription(
        name: "adding", sentence: "The sum of the two marked numbers of a long sequence.",
        guesser: "squared error 0.167, always answering 1", source: "Hochreiter and Schmidhuber 1997",
        examples: { count throws(DataError) in try generate(train: count, test: 0) })

    /// Generates training and test sequences, each of which depends only on the seed and its index.
    ///
    /// Inputs [batch, time, 2], the number and the mark; targets [batch, 1].
    ///
    /// - Parameters:
    ///   - train: the number of training sequences.
    ///   - test: the number of test sequences.
    ///   - lengths: the range of sequence lengths in steps, all equally likely; at least 2.
    ///   - seed: the seed of the sequences.
    /// - Throws: `DataError` if lengths are too small, and for counts that are negative or too large.
    /// - Complexity: O(sequences x steps).
    public static func generate(
        train: Int = 10_000, test: Int = 1_000, lengths: ClosedRange<Int> = 40...59, seed: UInt64 = 0
    ) throws(DataError) -> DataPair {
        try checkLengths(lengths, atLeast: 2, task: "adding")
        return try generatedPair(name: "adding", train: train, test: test, numbersPerSequence: 2 * lengths.upperBound) {
            (count, part) throws(DataError) in
            var values: [Float] = []
            var sums: [Float] = []
            var offsets = [0]
            for example in 0..<count {
                try Cancellation.check(example, of: count)
                var random = RandomStream(seed: seed, task: .adding, part: part, example: example)
                let length = random.integer(in: lengths)
                let marks = [random.integer(below: length / 2), length / 2 + random.integer(below: length - length / 2)]
                var sum = 0.0
                for step in 0..<length {
                    let number = random.uniform()
                    let isMarked = marks.contains(step)
                    values += [Float(number), isMarked ? 1 : 0]
                    if isMarked { sum += number }
                }
                sums.append(Float(sum))
                offsets.append(offsets[example] + length)
            }
            return SequenceDataset(
                name: "adding", presentation: .channels, inputs: .features(values: values, width: 2),
                targets: .sequenceValues(values: sums, width: 1), offsets: offsets)
        }
    }
}
