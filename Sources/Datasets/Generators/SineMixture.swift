/// Sums of sine waves with different frequencies and phases in each sequence; the target at each step is the next value. A network that
/// remembers enough of the past can identify the waves, and thereby predict the future.
///
/// The waves have periods of 5 to 20 steps and equal amplitudes, so that the values have mean 0 and variance 1.
public enum SineMixture {
    /// The task, which is original.
    ///
    /// The best prediction proportional to the current value has the mean squared error 1 - r^2, where r, the correlation of neighbours, is
    /// the mean of cos(2 pi f) over the frequencies f: (sin(0.4 pi) - sin(0.1 pi)) / (0.3 pi) = 0.681.
    public static let description = TaskDescription(
        name: "sines", sentence: "The next value of a mixture of sine waves.",
        guesser: "squared error 0.54 knowing only the current value, 1 knowing nothing",
        examples: { count throws(DataError) in try generate(train: count, test: 0) })

    private static let frequencies = 0.05...0.2

    /// Generates training and test sequences, each of which depends only on the seed and its index.
    ///
    /// Inputs [batch, time, 1], targets [batch, time, 1], the next values.
    ///
    /// - Parameters:
    ///   - train: the number of training sequences.
    ///   - test: the number of test sequences.
    ///   - length: the number of steps in a sequence.
    ///   - waves: the number of waves in each mixture.
    ///   - seed: the seed of the sequences.
    /// - Throws: `DataError` for sizes below 1, and for counts that are negative or too large.
    /// - Complexity: O(sequences x steps x waves).
    public static func generate(
        train: Int = 2_000, test: Int = 500, length: Int = 60, waves: Int = 2, seed: UInt64 = 0
    ) throws(DataError) -> DataPair {
        for (label, size, most) in [("length", length, 1 << 28), ("waves", waves, 100)] where size < 1 || size > most {
            throw DataError(.task(.outside(task: "sines", parameter: label, value: size, most: most)))
        }
        let height = (2 / Double(waves)).squareRoot()
        return try generatedPair(name: "sines", train: train, test: test, numbersPerSequence: length) { (count, part) throws(DataError) in
            var inputs: [Float] = []
            var targets: [Float] = []
            for example in 0..<count {
                try Cancellation.check(example, of: count)
                var random = RandomStream(seed: seed, task: .sineMixture, part: part, example: example)
                let mixture = (0..<waves).map { _ in (frequency: random.uniform(in: frequencies), phase: random.uniform()) }
                let values = (0...length).map { step in
                    Float(height * mixture.reduce(0) { $0 + sine(turns: $1.frequency * Double(step) + $1.phase) })
                }
                inputs += values.dropLast()
                targets += values.dropFirst()
            }
            var details = SequenceDataset.Details()
            details.predictsNextStep = true
            return SequenceDataset(
                name: "sines", presentation: .channels, inputs: .features(values: inputs, width: 1),
                targets: .stepValues(values: targets, width: 1), offsets: Array(stride(from: 0, through: count * length, by: length)),
                details: details)
        }
    }
}
