/// Copy memory: letters, then a long delay, then a signal after which the letters must be repeated in order. Before the signal, and after
/// the letters, the target is a blank.
///
///     input   c a h b f - - - - - - - - - > - - - - -
///     target  - - - - - - - - - - - - - - - c a h b f
///
/// Hochreiter and Schmidhuber, 1997; in this form in Arjovsky, Shah and Bengio, "Unitary evolution recurrent neural networks", 2016.
public enum CopyMemory {
    private static let letters = ["a", "b", "c", "d", "e", "f", "g", "h"]
    private static let blank = Int32(letters.count)
    private static let sign = Int32(letters.count + 1)

    /// The task. The target of 5 in 20 steps is a letter, and a guesser gets 7 of 8 letters wrong.
    public static let description = TaskDescription(
        name: "copy", sentence: "Letters, a pause, and then the same letters again in the same order.",
        guesser: "21.9 % of the steps wrong, with blanks in the pause and any letter after it", source: "Arjovsky, Shah and Bengio 2016",
        examples: { count throws(DataError) in try generate(train: count, test: 0) })

    /// Generates training and test sequences, each of which depends only on the seed and its index.
    ///
    /// Inputs are symbols [batch, time], targets a class for each step, [batch, time].
    ///
    /// - Parameters:
    ///   - train: the number of training sequences; each has `2 * length + delay` steps.
    ///   - test: the number of test sequences.
    ///   - length: the number of letters to remember, of eight kinds; at least 1.
    ///   - delay: the number of steps from the last letter to the signal; at least 1.
    ///   - seed: the seed of the sequences.
    /// - Throws: `DataError` if sizes are too small, and for counts that are negative or too large.
    /// - Complexity: O(sequences x steps).
    public static func generate(
        train: Int = 10_000, test: Int = 1_000, length: Int = 5, delay: Int = 10, seed: UInt64 = 0
    ) throws(DataError) -> DataPair {
        for (label, size) in [("length", length), ("delay", delay)] where size < 1 || size > 1 << 28 {
            throw DataError(.task(.tooSmall(task: "copy", parameter: label, value: size)))
        }
        let steps = 2 * length + delay
        return try generatedPair(name: "copy", train: train, test: test, numbersPerSequence: steps) { (count, part) throws(DataError) in
            var ids: [Int32] = []
            var labels: [Int32] = []
            for example in 0..<count {
                try Cancellation.check(example, of: count)
                var random = RandomStream(seed: seed, task: .copyMemory, part: part, example: example)
                let message = (0..<length).map { _ in Int32(random.integer(below: letters.count)) }
                ids += message
                ids += [Int32](repeating: blank, count: delay - 1)
                ids.append(sign)
                ids += [Int32](repeating: blank, count: length)
                labels += [Int32](repeating: blank, count: length + delay)
                labels += message
            }
            return SequenceDataset(
                name: "copy", presentation: .symbols, inputs: .symbols(ids: ids, vocabulary: letters + ["-", ">"]),
                targets: .stepClasses(labels: labels, names: letters + ["-"]),
                offsets: Array(stride(from: 0, through: count * steps, by: steps)))
        }
    }
}
