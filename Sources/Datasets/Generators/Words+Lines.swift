extension Words {
    /// Makes words as `generate` does, but written in one go: a step is a column of pixels from left to right, 16 grey values; where one letter ends and the next begins is not
    /// said, and letters may touch. What is to be read of a word are its letters, in their order.
    ///
    /// Inputs [batch, time, 16] in 0...1, with about 6 steps a letter; targets are sequences of labels.
    ///
    /// - Parameters:
    ///   - train: number of words to train on. Word `i` of a part depends on the seed and on `i` alone.
    ///   - test: number of words to test on.
    ///   - seed: decides the sequences, together with their numbers.
    /// - Throws: `DataError` for counts below 0 or too large.
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

    /// Letters that are written one after another, column by column.
    private struct Line {
        private(set) var columns: [[Float]] = []
        /// Where the next letter begins.
        private var place = 0

        /// Writes a letter, whose pixels stand row by row; where it lies over another the darker ink is seen.
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
