extension Words {
    /// Generates words like `generate`, but written continuously: a step is a column of 16 grey values, from left to right; the boundaries
    /// between letters are not given, and letters may touch. The targets are the letters of each word, in order.
    ///
    /// Inputs [batch, time, 16] in 0...1, with about 6 steps for each letter; targets are label sequences.
    ///
    /// - Parameters:
    ///   - train: the number of training words. Word `i` of a part depends only on the seed and on `i`.
    ///   - test: the number of test words.
    ///   - seed: the seed of the sequences.
    /// - Throws: `DataError` for counts that are negative or too large.
    /// - Complexity: O(pixels).
    public static func generateUnsegmented(train: Int = 10_000, test: Int = 1_000, seed: UInt64 = 0) throws(DataError) -> DataPair {
        try generatedPair(
            name: "words", train: train, test: test, numbersPerSequence: longestWord * (width + 1) * height
        ) { (count, part) throws(DataError) in
            var values: [Float] = []
            var labels: [[Int32]] = []
            var offsets = [0]
            try forEachWord(count, of: part, .lines, seed: seed) { word, writer, random in
                var line = Line()
                for letter in word {
                    var pixels: [Float] = []
                    writer.append(letter: letter, to: &pixels, random: &random)
                    line.append(pixels, advance: random.integer(below: 3) + 5)
                }
                values += line.columns.joined()
                labels.append(word.map { Int32($0) })
                offsets.append(offsets[offsets.count - 1] + line.columns.count)
            }
            return SequenceDataset(
                name: "words", presentation: .glyphs(width: 1, height: height), inputs: .features(values: values, width: height),
                targets: .labelSequences(labels: LabelSequences(labels), names: latinLetters), offsets: offsets)
        }
    }

    /// Letters that are written continuously, column by column.
    private struct Line {
        private(set) var columns: [[Float]] = []
        /// The column at which the next letter begins.
        private var place = 0

        /// Writes a letter from its pixels, row by row; where it overlaps another, the darker ink is visible.
        mutating func append(_ pixels: [Float], advance: Int) {
            while columns.count < place + Words.width { columns.append([Float](repeating: 0, count: Words.height)) }
            for column in 0..<Words.width {
                for row in 0..<Words.height {
                    let ink = pixels[row * Words.width + column]
                    if ink > columns[place + column][row] { columns[place + column][row] = ink }
                }
            }
            place += advance
        }
    }
}
