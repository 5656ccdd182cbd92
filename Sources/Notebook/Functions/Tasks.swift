import CellLanguage
import Datasets

/// Data that the program makes, whose answers are known.
enum TaskFunctions {
    static let all: [Function] = [strokes, words, adding, copy, order, reber, sines, seasons]

    static let strokes = task(
        "strokes", "Handwritten digits, drawn by the program, 28 x 28, read row by row; a class for each picture.",
        example: "digits = strokes(train: 300, test: 50)\ndigits.test[17]", related: ["mnist", "words", "train"]
    ) { (size, _) throws(CellError) in
        try CellError.rethrowing { () throws(DataError) in
            try Strokes.generate(train: size.train, test: size.test, seed: size.seed)
        }
    }

    static let words = task(
        "words", "Handwritten words, drawn by the program letter by letter, 8 x 16 each; a letter to recognise at each step.",
        parameters: [
            .optional(
                "unsegmented", .boolean, .boolean(false),
                "Whether words are written in one go and read column by column, 16 numbers per step: the data does not say where a "
                    + "letter ends, and ctc finds it."
            )
        ],
        example: "hand = words(train: 300, test: 50)\nhand.test[3]", related: ["letters", "strokes", "ctc"]
    ) { (size, arguments) throws(CellError) in
        let isUnsegmented = try arguments.boolean("unsegmented")
        return try CellError.rethrowing { () throws(DataError) in
            isUnsegmented
                ? try Words.generateUnsegmented(train: size.train, test: size.test, seed: size.seed)
                : try Words.generate(train: size.train, test: size.test, seed: size.seed)
        }
    }

    static let adding = task(
        "adding", "The adding problem: the sum of the two marked numbers of a long sequence.",
        parameters: [lengths(40, 60)],
        example: "adding(train: 300, test: 50, lengths: 20..30)", related: ["copy", "order"]
    ) { (size, arguments) throws(CellError) in
        let lengths = try arguments.range("lengths")
        return try CellError.rethrowing { () throws(DataError) in
            try AddingProblem.generate(train: size.train, test: size.test, lengths: lengths, seed: size.seed)
        }
    }

    static let copy = task(
        "copy", "Copy memory: letters, a pause, then the same letters in the same order.",
        parameters: [
            .optional("length", steps, .number(5), "Letters to remember."),
            .optional("delay", steps, .number(10), "Steps from the last letter to the sign that asks for them."),
        ],
        example: "copy(train: 300, test: 50, delay: 20)", related: ["adding", "order"]
    ) { (size, arguments) throws(CellError) in
        let (length, delay) = (try arguments.integer("length"), try arguments.integer("delay"))
        return try CellError.rethrowing { () throws(DataError) in
            try CopyMemory.generate(train: size.train, test: size.test, length: length, delay: delay, seed: size.seed)
        }
    }

    static let order = task(
        "order", "Temporal order: which of two letters, far apart among many others, came first.",
        parameters: [lengths(50, 60)],
        example: "order(train: 300, test: 50)", related: ["adding", "copy"]
    ) { (size, arguments) throws(CellError) in
        let lengths = try arguments.range("lengths")
        return try CellError.rethrowing { () throws(DataError) in
            try TemporalOrder.generate(train: size.train, test: size.test, lengths: lengths, seed: size.seed)
        }
    }

    static let reber = task(
        "reber", "Strings of the embedded Reber grammar, whose end repeats their beginning; the next symbol is predicted.",
        train: 5_000, test: 1_000,
        example: "reber(train: 300, test: 50)", related: ["text", "sample"]
    ) { (size, _) throws(CellError) in
        try CellError.rethrowing { () throws(DataError) in
            try ReberGrammar.generate(train: size.train, test: size.test, seed: size.seed)
        }
    }

    static let sines = task(
        "sines", "Mixtures of sine waves; the next value is predicted at each step.",
        train: 2_000, test: 500,
        parameters: [
            .optional("length", steps, .number(60), "Steps of a sequence."),
            .optional("waves", .whole(1...100), .number(2), "Waves in each mixture."),
        ],
        example: "sines(train: 300, test: 50)", related: ["csv"]
    ) { (size, arguments) throws(CellError) in
        let (length, waves) = (try arguments.integer("length"), try arguments.integer("waves"))
        return try CellError.rethrowing { () throws(DataError) in
            try SineMixture.generate(train: size.train, test: size.test, length: length, waves: waves, seed: size.seed)
        }
    }
}

extension TaskFunctions {
    static let seasons = task(
        "seasons", "Series with a trend and a season of twelve steps, like monthly sales; the next value is predicted at each step.",
        train: 200, test: 50,
        parameters: [.optional("length", .whole(2...100_000_000), .number(144), "Values of a series.")],
        example:
            "seasons(train: 20, test: 5)\nmonths = seasons(train: 1, test: 0, length: 240).train.windows(length: 24, horizon: 12, relative: true)",
        related: ["sines", "csv", "forecast"]
    ) { (size, arguments) throws(CellError) in
        let length = try arguments.integer("length")
        return try CellError.rethrowing { () throws(DataError) in
            try SeasonalSeries.generate(train: size.train, test: size.test, length: length, seed: size.seed)
        }
    }
}

// MARK: What all tasks take

extension TaskFunctions {
    /// How much is made of a task, and which of it.
    private struct Size {
        var train: Int
        var test: Int
        var seed: UInt64
    }

    /// - Parameters:
    ///   - train: sequences to train on where nothing else is asked for.
    ///   - test: sequences to test on where nothing else is asked for.
    private static func task(
        _ name: String, _ sentence: String, train: Int = 10_000, test: Int = 1_000, parameters: [Parameter] = [], example: String,
        related: [String], _ generate: @escaping @Sendable (Size, Arguments) throws(CellError) -> DataPair
    ) -> Function {
        let sizes: [Parameter] = [
            .optional("train", sequences, .number(Double(train)), "Sequences to train on."),
            .optional("test", sequences, .number(Double(test)), "Sequences to test on."),
            .optional("seed", .anyWhole, .number(0), "A different seed gives different sequences."),
        ]
        return Function.whenRun(name, .tasks, sentence, parameters: sizes + parameters, example: example, related: related) {
            (arguments, _) throws(CellError) in
            let size = Size(train: try arguments.integer("train"), test: try arguments.integer("test"), seed: try arguments.seed())
            return try generate(size, arguments)
        }
    }

    private static let sequences = ParameterType.whole(0...1_000_000_000)
    private static let steps = ParameterType.whole(1...100_000_000)

    private static func lengths(_ lower: Int, _ upper: Int) -> Parameter {
        .optional(
            "lengths", .value(.range), .range(lower: lower, upper: upper),
            "Steps of a sequence, from this many up to, but not including, that many.")
    }
}
