/// Series like those of airlines and shops: a rising level times a season of twelve steps, with some noise; the target at each step is the
/// next value. Each series has its own level, trend and season.
public enum SeasonalSeries {
    /// The task, which is original.
    public static let description = TaskDescription(
        name: "seasons", sentence: "The next value of a series with a trend and a season of twelve steps.",
        guesser: "off by 7.5 % of a value on average, repeating the last value or the last season",
        examples: { count throws(DataError) in try generate(train: count, test: 0) })

    /// The period of the season in steps.
    static let season = 12

    /// Generates training and test sequences, each of which depends only on the seed and its index.
    ///
    /// Inputs [batch, time, 1], targets [batch, time, 1], the next values.
    ///
    /// - Parameters:
    ///   - train: the number of training sequences.
    ///   - test: the number of test sequences.
    ///   - length: the number of values in a series; the last is only a target.
    ///   - seed: the seed of the sequences.
    /// - Throws: `DataError` for fewer than 2 values, and for counts that are negative or too large.
    /// - Complexity: O(sequences x steps).
    public static func generate(train: Int = 200, test: Int = 50, length: Int = 144, seed: UInt64 = 0) throws(DataError) -> DataPair {
        try checkLengths(length...length, atLeast: 2, task: "seasons")
        return try generatedPair(name: "seasons", train: train, test: test, numbersPerSequence: length) { (count, part) throws(DataError) in
            var values: [Float] = []
            for example in 0..<count {
                try Cancellation.check(example, of: count)
                var random = RandomStream(seed: seed, task: .seasonalSeries, part: part, example: example)
                let level = random.uniform(in: 80...240)
                let growth = random.uniform(in: 0.008...0.016)
                let (height, half) = (random.uniform(in: 0.12...0.25), random.uniform(in: 0.03...0.08))
                let (phase, halfPhase) = (random.uniform(), random.uniform())
                for step in 0..<length {
                    let year = Double(step) / Double(season)
                    let wave = 1 + height * sine(turns: year + phase) + half * sine(turns: 2 * year + halfPhase)
                    values.append(Float(level * (1 + growth * Double(step)) * wave * (1 + 0.02 * random.bell())))
                }
            }
            return try SequenceDataset.forecasting(
                name: "seasons", values: values, width: 1, offsets: Array(stride(from: 0, through: count * length, by: length)),
                featureNames: ["value"])
        }
    }
}
