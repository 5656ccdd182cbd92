/// Copy memory: letters, then a long pause, then a sign at which the letters are to be said again in their order.
/// Until then, and after each sequence's letters, the right answer is a blank.
///
///     input   c a h b f - - - - - - - - - > - - - - -
///     target  - - - - - - - - - - - - - - - c a h b f
///
/// Hochreiter and Schmidhuber, 1997; in this form in Arjovsky, Shah and Bengio, "Unitary evolution recurrent neural networks", 2016.
public enum CopyMemory {
    private static let letters = ["a", "b", "c", "d", "e", "f", "g", "h"]
    private static let blank = Int32(letters.count)
    private static let sign = Int32(letters.count + 1)

    /// What the task asks. Of 20 steps 5 ask for a letter, and a guesser gets 7 of 8 letters wrong.
    public static let description = TaskDescription(
        name: "copy", sentence: "Letters, a pause, and then the same letters again in the same order.",
        guesser: "21.9 % of the steps wrong, with blanks in the pause and any letter after it", source: "Arjovsky, Shah and Bengio 2016",
        examples: { count throws(DataError) in try generate(train: count, test: 0) })

    /// Makes sequences to train on and to test on, each of which depends on the seed and its own number alone.
    ///
    /// Inputs are symbols [batch, time], targets a class for each step, [batch, time].
    ///
    /// - Parameters:
    ///   - train: number of sequences to train on; each has `2 * length + delay` steps.
    ///   - test: number of sequences to test on.
    ///   - length: letters to be remembered, of eight kinds; at least 1.
    ///   - delay: steps from the last letter to the sign; at least 1.
    ///   - seed: decides the sequences, together with their numbers.
    /// - Throws: `DataError` for sizes that are too small, and counts below 0 or too large.
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
