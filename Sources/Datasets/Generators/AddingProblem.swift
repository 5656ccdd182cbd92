/// The adding problem: each step holds a number in 0...1 and a mark. Two steps are marked, one in the first half of the
/// sequence and one in the second; at the end the sum of their numbers is asked for.
///
/// Hochreiter and Schmidhuber, "Long short-term memory", Neural Computation 9(8), 1997, experiment 4; with numbers in
/// 0...1 and marks 0 and 1, as in Le, Jaitly and Hinton, "A simple way to initialize recurrent networks of rectified linear units", 2015.
public enum AddingProblem {
    /// What the task asks. A guesser says the mean of the sum of two uniform numbers, 1, and errs by its variance, 2/12.
    public static let description = TaskDescription(
        name: "adding", sentence: "The sum of the two marked numbers of a long sequence.",
        guesser: "squared error 0.167, always answering 1", source: "Hochreiter and Schmidhuber 1997",
        examples: { count throws(DataError) in try generate(train: count, test: 0) })

    /// Makes sequences to train on and to test on, each of which depends on the seed and its own number alone.
    ///
    /// Inputs [batch, time, 2], the number and the mark; targets [batch, 1].
    ///
    /// - Parameters:
    ///   - train: number of sequences to train on.
    ///   - test: number of sequences to test on.
    ///   - lengths: of the sequences in steps, all equally likely; at least 2.
    ///   - seed: decides the sequences, together with their numbers.
    /// - Throws: `DataError` for lengths that are too short, and counts below 0 or too large.
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
