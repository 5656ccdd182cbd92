import CellLanguage
import Datasets

/// Members of data that make parts of it, and that give them: what to train on, to choose by, and to test on.
enum PartMembers {
    static let all: [Function] = [
        train, validationOfPair, validationOfDataset, test, splitPair, splitDataset, foldsOfPair, foldsOfDataset, rollingOfPair,
        rollingOfDataset,
    ]

    static let train = Function.immediateMember(
        "train", .selection, "The part to train on.", of: DataPair.self, example: DataMembers.digits + "digits.train",
        related: ["test", "validation", "split"]
    ) { (pair) throws(CellError) in
        try part(.train, pair.train, of: pair)
    }

    static let test = Function.immediateMember(
        "test", .selection, "The part to test on.", of: DataPair.self, example: DataMembers.digits + "digits.test",
        related: ["train", "validation", "split"]
    ) { (pair) throws(CellError) in
        try part(.test, pair.test, of: pair)
    }

    /// A part, under a name which tells that it is one.
    private static func part(_ kind: DataPart, _ part: SequenceDataset?, of pair: DataPair) throws(CellError)
        -> SequenceDataset
    {
        guard let part else { throw CellError(.partOfPairMissing(kind, name: pair.name)) }
        guard part.name == pair.name || kind == .validation else { return part }
        return part.named(as: kind)
    }
}

// MARK: Making parts

extension PartMembers {
    private static let seed = Parameter.optional("seed", .anyWhole, "Shuffles the sequences first; without it, they stay in order.")

    /// How data is divided, by its name in cells.
    private enum Order: String, CaseIterable {
        case sequences, time

        var order: SplitOrder {
            switch self {
            case .sequences: .sequences
            case .time: .time
            }
        }
    }

    private static let order = Parameter.optional(
        "by", .choice(Order.allCases.map(\.rawValue)),
        "Whether to divide whole sequences, or the time of each; by default time, if there is a single sequence or windows of longer ones.")

    private static func order(_ arguments: Arguments) throws(CellError) -> SplitOrder? {
        try arguments.optionalChoice("by", Order.self)?.order
    }

    static let splitPair = split { (pair: DataPair, shares, seed, order) throws(DataError) in
        try pair.split(shares, seed: seed, by: order)
    }

    static let splitDataset = split { (data: SequenceDataset, shares, seed, order) throws(DataError) in
        try data.split(shares, seed: seed, by: order)
    }

    private static func split<Data: CellObject>(
        _ split: @escaping @Sendable (Data, [Double], UInt64?, SplitOrder?) throws(DataError) -> DataPair
    ) -> Function {
        Function.memberWhenRun(
            "split", .selection, "Splits sequences, or the time of series, into parts for training, validation and testing.",
            of: Data.self,
            parameters: [
                .required("fraction", .number(.fraction), "The share to train on."),
                .optional("validation", .number(.fraction), "The share for validation; without it, there are two parts."),
                .optional("test", .number(.fraction), "The share to test on; by default, the rest."), seed, order,
            ],
            example: "strokes(train: 300, test: 0).split(0.8, seed: 1)", related: ["validation", "folds", "rolling", "take", "windows"]
        ) { (data, arguments) throws(CellError) in
            let train = try arguments.number("fraction")
            var shares = [train]
            if arguments.has("validation") { shares.append(try arguments.number("validation")) }
            shares.append(arguments.has("test") ? try arguments.number("test") : 1 - shares.reduce(0, +))
            let (seed, order, all) = (try arguments.optionalSeed(), try order(arguments), shares)
            return try CellError.rethrowing { () throws(DataError) in try split(data, all, seed, order) }
        }
    }

    private static let validationSentence =
        "Holds back a share of the training part for patience, keep_best and every choice, so that the test part stays unseen; without "
        + "a share, gives the part that was held back."
    private static let validationExample = """
        digits = strokes(train: 300, test: 50).validation(0.1)
        run = train(gru(8) | last | dense(10), digits, epochs: 2, batch: 50, keep_best: true)
        evaluate(run, digits.validation)
        """
    private static let mixing = Parameter.optional(
        "seed", .anyWhole, .number(0), "Which sequences are held back; series are divided by time.")

    static let validationOfPair = Function.memberWhenRun(
        "validation", .selection, validationSentence, of: DataPair.self,
        parameters: [.optional("share", .number(.fraction), "The share to hold back."), mixing, order],
        example: validationExample, related: ["split", "train", "folds"],
        bare: { (pair) throws(CellError) in try part(.validation, pair.validation, of: pair) }
    ) { (pair, arguments) throws(CellError) in
        try holdingBack(pair, arguments)
    }

    static let validationOfDataset = Function.memberWhenRun(
        "validation", .selection, validationSentence, of: SequenceDataset.self,
        parameters: [.required("share", .number(.fraction), "The share to hold back."), mixing, order],
        example: validationExample, related: ["split", "train", "folds"]
    ) { (data, arguments) throws(CellError) in
        try holdingBack(data.pair, arguments)
    }

    private static func holdingBack(_ pair: DataPair, _ arguments: Arguments) throws(CellError) -> DataPair {
        let (share, seed, order) = (try arguments.number("share"), try arguments.seed(), try order(arguments))
        return try CellError.rethrowing { () throws(DataError) in try pair.holdingBack(share, seed: seed, by: order) }
    }
}

// MARK: Several trainings

extension PartMembers {
    static let foldsOfPair = folds { (pair: DataPair) in pair }
    static let foldsOfDataset = folds { (data: SequenceDataset) in data.pair }

    private static func folds<Data: CellObject>(_ pair: @escaping @Sendable (Data) -> DataPair) -> Function {
        Function.memberWhenRun(
            "folds", .selection,
            "Cross-validation: this many ways to leave out a part to test on; if there is a test part already, the part left out is for "
                + "validation.",
            of: Data.self,
            parameters: [
                .required("count", .whole(2...1000), "The number of folds."),
                .optional("seed", .anyWhole, .number(0), "Which sequences come into which fold."),
            ],
            example: """
                folds = strokes(train: 300, test: 0).folds(5, seed: 1)
                run = train(gru(8) | last | dense(10), folds[0], epochs: 1, batch: 50)
                evaluate(run, folds[0].test)
                """,
            related: ["rolling", "split", "validation"]
        ) { (data, arguments) throws(CellError) -> DataFolds in
            let (pair, count, seed) = (pair(data), try arguments.integer("count"), try arguments.seed())
            return DataFolds(pair.name, try CellError.rethrowing { () throws(DataError) in try pair.folds(count, seed: seed) })
        }
    }

    static let rollingOfPair = rolling { (pair: DataPair) in pair }
    static let rollingOfDataset = rolling { (data: SequenceDataset) in data.pair }

    private static func rolling<Data: CellObject>(_ pair: @escaping @Sendable (Data) -> DataPair) -> Function {
        Function.memberWhenRun(
            "rolling", .selection,
            "Folds of series in time: each trains on everything before the part it is tested on.", of: Data.self,
            parameters: [.required("count", .whole(1...1000), "The number of parts to test on, one after another.")],
            example: """
                waves = sines(train: 100, test: 0).rolling(3)
                run = train(gru(8) | dense(1), waves[2], epochs: 1, batch: 50)
                evaluate(run, waves[2].test)
                """,
            related: ["folds", "split", "windows"]
        ) { (data, arguments) throws(CellError) -> DataFolds in
            let (pair, count) = (pair(data), try arguments.integer("count"))
            return DataFolds(pair.name, try CellError.rethrowing { () throws(DataError) in try pair.rolling(count) })
        }
    }
}

extension SequenceDataset {
    /// All of it to train on.
    fileprivate var pair: DataPair { DataPair(name: name, train: self, test: nil) }
}
