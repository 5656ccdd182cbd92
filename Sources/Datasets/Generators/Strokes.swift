/// Handwritten digits, drawn by pen strokes with random slant, size, position, thickness, rotation, bends and noise: grey images of 28 x
/// 28, read row by row as 28 steps of 28 features in 0...1, in ten equally likely classes.
public enum Strokes {
    /// The task, which is original, in the shapes of MNIST.
    public static let description = TaskDescription(
        name: "strokes", sentence: "Handwritten digits read row by row: which of the ten is it?",
        guesser: "90 % wrong, as the ten are equally likely",
        examples: { count throws(DataError) in try generate(train: count, test: 0) })

    /// The number of rows and of columns in an image.
    public static let side = 28

    /// Generates training and test sequences, each of which depends only on the seed and its index.
    ///
    /// Inputs [batch, 28, 28] in 0...1, targets a class for each sequence, [batch].
    ///
    /// - Parameters:
    ///   - train: the number of training images. Image `i` of a part depends only on the seed and on `i`.
    ///   - test: the number of test images.
    ///   - seed: the seed of the sequences.
    /// - Throws: `DataError` for counts that are negative or too large.
    /// - Complexity: O(pixels).
    public static func generate(train: Int = 10_000, test: Int = 1_000, seed: UInt64 = 0) throws(DataError) -> DataPair {
        try generatedPair(name: "strokes", train: train, test: test, numbersPerSequence: side * side) { (count, part) throws(DataError) in
            var values: [Float] = []
            var labels: [Int32] = []
            values.reserveCapacity(count * side * side)
            labels.reserveCapacity(count)
            for example in 0..<count {
                try Cancellation.check(example, of: count)
                var random = RandomStream(seed: seed, task: .strokes, part: part, example: example)
                let digit = random.integer(below: Digits.glyphs.count)
                append(digit: digit, to: &values, random: &random)
                labels.append(Int32(digit))
            }
            return SequenceDataset(
                name: "strokes", presentation: .imageRows, inputs: .features(values: values, width: side),
                targets: .sequenceClasses(labels: labels, names: (0...9).map(String.init)),
                offsets: Array(stride(from: 0, through: count * side, by: side)))
        }
    }

    // Chosen so that a gru(32) learns most of it in ten epochs over 10,000 images, and a larger network nearly all.
    private static let variation = HandVariation(
        slant: -0.28...0.5, rotation: 0.05, width: 0.75...1.35, height: 0.78...1.1, shift: 2.5, radius: 0.7...1.65,
        pressure: 0.35, jitter: 0.035, bend: 0.075)

    private static func append(digit: Int, to values: inout [Float], random: inout RandomStream) {
        let ways = Digits.glyphs[digit]
        let glyph = ways[random.integer(below: ways.count)]
        var canvas = PixelCanvas(width: side, height: side)
        let hand = Hand(variation, random: &random)
        hand.write(glyph, on: &canvas, left: 4, top: 4, size: Point(x: 20, y: 20), random: &random)
        let darkness = random.uniform(in: 0.6...1)
        let noise = random.uniform(in: 0...0.12)
        for ink in canvas.ink {
            // 256 levels of grey, as in scanned images.
            let grey = max(0, min(1, ink * darkness + noise * random.uniform(in: -1...1)))
            values.append(Float((grey * 255).rounded(.down)) / 255)
        }
    }
}
