/// Strings of the embedded Reber grammar, symbol by symbol; the target is the next symbol. Inside, at most two symbols are legal at each
/// step, and the last few symbols determine which; but the last symbol but one repeats the second, T or P, across everything between.
///
///     B T [B P T V P S E] T E
///
/// The grammar: Reber, "Implicit learning of artificial grammars", 1967; embedded: Smith and Zipser, "Learning sequential
/// structure with the real-time recurrent learning algorithm", 1989; Hochreiter and Schmidhuber, 1997, experiment 1.
public enum ReberGrammar {
    static let symbols = ["B", "T", "P", "S", "X", "V", "E"]

    /// The task. The losses follow from the frequencies of pairs of symbols, and from the choices that the grammar leaves open.
    public static let description = TaskDescription(
        name: "reber", sentence: "The next symbol of strings of a grammar whose end repeats their beginning.",
        guesser: "loss 1.272 (66 % wrong) knowing only the current symbol; the grammar allows 0.441 (32 %)",
        source: "Hochreiter and Schmidhuber 1997",
        examples: { count throws(DataError) in try generate(train: count, test: 0) })

    /// Generates training and test sequences, each of which depends only on the seed and its index.
    ///
    /// Inputs are symbols [batch, time], targets the next symbol at each step.
    ///
    /// - Parameters:
    ///   - train: the number of training strings, 9 to about 50 symbols long.
    ///   - test: the number of test strings.
    ///   - seed: the seed of the sequences.
    /// - Throws: `DataError` for counts that are negative or too large.
    /// - Complexity: O(symbols).
    public static func generate(train: Int = 5_000, test: Int = 1_000, seed: UInt64 = 0) throws(DataError) -> DataPair {
        try generatedPair(name: "reber", train: train, test: test, numbersPerSequence: 64) { (count, part) throws(DataError) in
            var ids: [Int32] = []
            var offsets = [0]
            for example in 0..<count {
                try Cancellation.check(example, of: count)
                var random = RandomStream(seed: seed, task: .reber, part: part, example: example)
                var walk = Walk()
                while !walk.successors.isEmpty {
                    let symbol = walk.successors[random.integer(below: walk.successors.count)]
                    walk.advance(symbol)
                    ids.append(symbol)
                }
                offsets.append(ids.count)
            }
            return SequenceDataset(
                name: "reber", presentation: .symbols, inputs: .symbols(ids: ids, vocabulary: symbols), targets: .nextSymbol,
                offsets: offsets)
        }
    }

    /// A position in a string; the symbols so far determine which may follow.
    struct Walk {
        private enum Place {
            case start, branch
            case inside(Int)
            case repetition, end, over
        }

        private static let (b, t, p, s, x, v, e) = (Int32(0), Int32(1), Int32(2), Int32(3), Int32(4), Int32(5), Int32(6))
        /// The inner grammar: for each of its states, the possible symbols and the states that they lead to.
        private static let inner: [[(symbol: Int32, state: Int)]] = [
            [(b, 1)], [(t, 2), (p, 3)], [(s, 2), (x, 4)], [(t, 3), (v, 5)], [(x, 3), (s, 6)], [(p, 4), (v, 6)], [(e, 7)],
        ]

        private var place = Place.start
        private var branch = Walk.t

        /// The symbols that may follow, equally likely; none after the end.
        var successors: [Int32] {
            switch place {
            case .start: [Walk.b]
            case .branch: [Walk.t, Walk.p]
            case .inside(let state): Walk.inner[state].map(\.symbol)
            case .repetition: [branch]
            case .end: [Walk.e]
            case .over: []
            }
        }

        /// - Parameter symbol: one of `successors`; any other symbol has no effect.
        mutating func advance(_ symbol: Int32) {
            guard successors.contains(symbol) else { return }
            switch place {
            case .start: place = .branch
            case .branch:
                branch = symbol
                place = .inside(0)
            case .inside(let state):
                let next = Walk.inner[state].first { $0.symbol == symbol }?.state ?? state
                place = next < Walk.inner.count ? .inside(next) : .repetition
            case .repetition: place = .end
            case .end, .over: place = .over
            }
        }
    }
}
