/// Handwritten words, letter by letter: each step is a grey picture of one lower-case letter, 8 wide and 16 high (the layout of the
/// Stanford OCR letters), with 128 features in 0...1; the class of each step is its letter, one of 26.
///
/// Each word is in one hand: slant, size, pen and paper are the same for all its letters, which differ slightly from each other. Some
/// letters are hurried, so that a u may look like a v, an n like an r or an a like an o, and in some the pen runs dry: only the rest of the
/// word reveals what they are. Training and test words are drawn independently from the same list of common English words, 2 to 14 letters
/// long.
public enum Words {
    /// The task, which is original.
    public static let description = TaskDescription(
        name: "words", sentence: "Handwritten words read letter by letter: which letter is each?",
        guesser: "about 20 % of the letters wrong, seeing one at a time; 87 % seeing none",
        examples: { count throws(DataError) in try generate(train: count, test: 0) })

    /// The number of columns in a letter's picture.
    public static let width = 8
    /// The number of rows in a letter's picture.
    public static let height = 16

    /// Generates training and test sequences, each of which depends only on the seed and its index.
    ///
    /// Inputs [batch, time, 128] in 0...1, targets a class for each step, [batch, time].
    ///
    /// - Parameters:
    ///   - train: the number of training words. Word `i` of a part depends only on the seed and on `i`.
    ///   - test: the number of test words.
    ///   - seed: the seed of the sequences.
    /// - Throws: `DataError` for counts that are negative or too large.
    /// - Complexity: O(pixels).
    public static func generate(train: Int = 10_000, test: Int = 1_000, seed: UInt64 = 0) throws(DataError) -> DataPair {
        try generatedPair(
            name: "words", train: train, test: test, numbersPerSequence: longestWord * width * height
        ) { (count, part) throws(DataError) in
            var values: [Float] = []
            var labels: [Int32] = []
            var offsets = [0]
            try forEachWord(count, of: part, .words, seed: seed) { word, writer, random in
                for letter in word {
                    writer.append(letter: letter, to: &values, random: &random)
                    labels.append(Int32(letter))
                }
                offsets.append(labels.count)
            }
            return SequenceDataset(
                name: "words", presentation: .glyphs(width: width, height: height),
                inputs: .features(values: values, width: width * height),
                targets: .stepClasses(labels: labels, names: latinLetters), offsets: offsets)
        }
    }

    /// The length of the longest word in letters.
    static var longestWord: Int { WordList.words.map(\.utf8.count).max() ?? 0 }

    /// Draws the words of a part, and the writer of each.
    ///
    /// - Parameter body: receives a word as the indices of its letters, its writer, and the random numbers for the rest.
    /// - Throws: `DataError` if the work is cancelled.
    static func forEachWord(
        _ count: Int, of part: Part, _ task: GeneratedTask, seed: UInt64,
        _ body: (_ word: [Int], _ writer: Writer, _ random: inout RandomStream) -> Void
    ) throws(DataError) {
        let words = WordList.words.map { word in word.utf8.map { Int($0) - Int(UInt8(ascii: "a")) } }
        for example in 0..<count {
            try Cancellation.check(example, of: count)
            var random = RandomStream(seed: seed, task: task, part: part, example: example)
            let word = words[random.integer(below: words.count)]
            body(word, Writer(random: &random), &random)
        }
    }

    /// The common properties of the letters of one word.
    ///
    /// The numbers are chosen so that a network that sees one letter at a time misclassifies about one letter in five, one that remembers
    /// the letters before about one in eight, and one that reads the word from both sides about one in sixteen.
    struct Writer {
        /// The variation around the word's own slant and size.
        let variation: HandVariation
        /// The index of this hand's way of writing the letters.
        let way: Int
        let darkness: Double
        let noise: Double

        init(random: inout RandomStream) {
            let slant = random.uniform(in: -0.2...0.4)
            let width = random.uniform(in: 0.8...1.15)
            let height = random.uniform(in: 0.85...1.08)
            let radius = random.uniform(in: 0.4...0.7)
            variation = HandVariation(
                slant: slant - 0.08...slant + 0.08, rotation: 0.02, width: width - 0.06...width + 0.06,
                height: height - 0.06...height + 0.06,
                shift: 0.4, radius: radius - 0.05...radius + 0.05, pressure: 0.3, jitter: 0.03, bend: 0.03)
            way = random.integer(below: 2)
            darkness = random.uniform(in: 0.6...1)
            noise = random.uniform(in: 0.02...0.1)
        }

        func append(letter: Int, to values: inout [Float], random: inout RandomStream) {
            let forms = Letterforms.lookAlikes[letter]
            let isHurried = random.chance(0.35)
            let form = isHurried ? forms[random.integer(below: forms.count)] : letter
            let glyph = Letterforms.glyphs[form][random.chance(0.95) ? way : 1 - way]
            var canvas = PixelCanvas(width: Words.width, height: Words.height)
            let hand = Hand(variation, random: &random)
            hand.write(glyph, on: &canvas, left: 0.5, top: 0.5, size: Point(x: 7, y: 15), random: &random)
            let isDry = random.chance(0.05)
            let ink = isDry ? darkness * random.uniform(in: 0...0.2) : darkness
            for dot in canvas.ink {
                let grey = max(0, min(1, dot * ink + noise * random.uniform(in: -1...1)))
                // 256 levels of grey, as in scanned pictures.
                values.append(Float((grey * 255).rounded(.down)) / 255)
            }
        }
    }
}
