extension Catalogue {
    private static func sizes(train: Int, test: Int) -> [Parameter] {
        [
            .optional("train", sequences, .number(Double(train)), "Sequences to train on."),
            .optional("test", sequences, .number(Double(test)), "Sequences to test on."),
            .optional("seed", .anyWhole, .number(0), "Another seed gives other sequences."),
        ]
    }
    private static let sequences = ParameterType.whole(0...1_000_000_000)
    private static let steps = ParameterType.whole(1...100_000_000)
    private static func lengths(_ lower: Int, _ upper: Int) -> Parameter {
        .optional(
            "lengths", .value(.range), .range(lower: lower, upper: upper),
            "Steps of a sequence, from this many up to, but not including, that many.")
    }

    static let tasks: [Function] = [
        Function(
            "strokes", .tasks, "Handwritten digits, drawn by the program, 28 x 28, read row by row; a class for each picture.",
            parameters: sizes(train: 10_000, test: 1_000),
            gives: .data, example: "digits = strokes(train: 300, test: 50)\ndigits.test[17]", related: ["mnist", "words", "train"]),
        Function(
            "words", .tasks, "Handwritten words, drawn by the program letter by letter, 8 x 16 each; a letter to be told at each step.",
            parameters: sizes(train: 10_000, test: 1_000),
            gives: .data, example: "hand = words(train: 300, test: 50)\nhand.test[3]", related: ["letters", "strokes"]),
        Function(
            "adding", .tasks, "The adding problem: the sum of the two marked numbers of a long sequence.",
            parameters: sizes(train: 10_000, test: 1_000) + [lengths(40, 60)],
            gives: .data, example: "adding(train: 300, test: 50, lengths: 20..30)", related: ["copy", "order"]),
        Function(
            "copy", .tasks, "Copy memory: letters, a pause, then the same letters in their order.",
            parameters: sizes(train: 10_000, test: 1_000) + [
                .optional("length", steps, .number(5), "Letters to be remembered."),
                .optional("delay", steps, .number(10), "Steps from the last letter to the sign that asks for them."),
            ],
            gives: .data, example: "copy(train: 300, test: 50, delay: 20)", related: ["adding", "order"]),
        Function(
            "order", .tasks, "Temporal order: in which order two letters came, far apart among many others.",
            parameters: sizes(train: 10_000, test: 1_000) + [lengths(50, 60)],
            gives: .data, example: "order(train: 300, test: 50)", related: ["adding", "copy"]),
        Function(
            "reber", .tasks, "Strings of the embedded Reber grammar, whose end repeats their beginning: the next symbol is predicted.",
            parameters: sizes(train: 5_000, test: 1_000),
            gives: .data, example: "reber(train: 300, test: 50)", related: ["text", "sample"]),
        Function(
            "sines", .tasks, "Mixtures of sine waves: the next value is predicted at each step.",
            parameters: sizes(train: 2_000, test: 500) + [
                .optional("length", steps, .number(60), "Steps of a sequence."),
                .optional("waves", .whole(1...100), .number(2), "Waves in each mixture."),
            ],
            gives: .data, example: "sines(train: 300, test: 50)", related: ["csv"]),
    ]
}

extension Catalogue {
    private static let test = Parameter.optional("test", .file, "A second file, to test on, read with the classes of the first.")
    private static let missing = Parameter.optional(
        "missing", .choice(["refuse", "carry", "zero"]), .text("refuse"),
        "What to do about missing values: refuse them, carry the last value on, or take 0.")
    private static func train(_ what: String) -> Parameter { .required("train", .file, "\(what), gzipped or not.") }
    private static let table: [Parameter] = [
        test,
        .optional("header", .boolean, "Whether the first row names the columns; found out where it is not said."),
        .optional(
            "rows", .choice(["steps", "sequences"]), "Whether a row is a time step, or a whole sequence; found out where it is not said."),
        .optional("sequence", .column, "The column that tells sequences apart, where rows are steps."),
        .optional("label", .column, "The column with what is to be predicted; without one, the next row is."),
        .optional("target", .choice(["classes", "values"]), "Whether labels are classes or values; found out where it is not said."),
        .optional("ignore", .columns, "Columns that are not read."),
        missing,
    ]

    static let files: [Function] = [
        Function(
            "path", .files, "The path of a file in a folder.",
            parameters: [
                .required("folder", .folder, "The folder."), .required("name", .text, "The file's name, or the rest of its path."),
            ],
            gives: .text, example: "path(\"data/mnist\", \"t10k-images-idx3-ubyte\")", related: ["mnist", "read"]),
        Function(
            "mnist", .files, "Pictures read row by row from a folder with the MNIST files, or files published in their form.",
            parameters: [.required("folder", .folder, "Where the four files are, gzipped or not.")],
            gives: .data, example: "mnist(\"data/mnist\")", related: ["idx", "strokes"]),
        Function(
            "idx", .files,
            "Pictures read row by row from a file in the form of MNIST's, with labels from the file beside it, if there is one.",
            parameters: [.required("images", .file, "The file with the pictures, gzipped or not.")],
            gives: .data, example: "idx(\"data/mnist/t10k-images-idx3-ubyte\")", related: ["mnist"]),
        Function(
            "ts", .files, "Time series from .ts files, the form of the UCR and UEA archives.",
            parameters: [train("The file"), test, missing],
            gives: .data, example: "ts(\"data/vowels_TRAIN.ts\", test: \"data/vowels_TEST.ts\").standardize", related: ["csv", "npz"]),
        Function(
            "csv", .files, "A table with commas or semicolons: a row a time step, or a row a sequence.",
            parameters: [train("The file")] + table
                + [.optional("separator", .text, "The character between cells; found out where it is not said.")],
            gives: .data, example: "csv(\"data/steps.csv\", sequence: \"id\", label: \"class\")", related: ["tsv", "jsonl", "ts"]),
        Function(
            "tsv", .files, "A table with tabs: a row a time step, or a row a sequence.",
            parameters: [train("The file")] + table,
            gives: .data, example: "tsv(\"data/rows.tsv\", rows: sequences, label: 1)", related: ["csv"]),
        Function(
            "jsonl", .files, "JSON Lines, an object a sequence, with its steps in x and what is to be predicted in y.",
            parameters: [train("The file"), test, missing],
            gives: .data, example: "jsonl(\"data/walks.jsonl\")", related: ["csv", "conllu"]),
        Function(
            "conllu", .files, "Sentences from CoNLL-U files of Universal Dependencies: words, and the part of speech of each.",
            parameters: [
                train("The file"), test,
                .optional("minimum", .count, .number(2), "How often a lower-cased word must occur to be known."),
            ],
            gives: .data, example: "conllu(\"data/en-dev.conllu\", test: \"data/en-test.conllu\")", related: ["jsonl", "embedding"]),
        Function(
            "npz", .files, "Arrays x, y and lengths from an archive of NumPy; also x_train, y_train, x_test and y_test.",
            parameters: [.required("file", .file, "The archive, as numpy.savez or savez_compressed writes it.")],
            gives: .data, example: "npz(\"data/arrays.npz\")", related: ["npy"]),
        Function(
            "npy", .files, "Sequences from separate arrays of NumPy.",
            parameters: [
                .required("x", .file, "The array of steps, [sequences, time, features] or [sequences, time]."),
                .optional("y", .file, "The array of what is to be predicted; without one, the next step is."),
                .optional("lengths", .file, "The array of the sequences' real steps."),
            ],
            gives: .data, example: "npy(\"data/x.npy\", y: \"data/y.npy\")", related: ["npz"]),
        Function(
            "text", .files, "A text as one sequence of characters, each to be predicted from those before it.",
            parameters: [.required("file", .file, "The file, in UTF-8, gzipped or not.")],
            gives: .data, example: "text(\"data/poem.txt\").split(0.9)", related: ["sample", "split"]),
        Function(
            "letters", .files, "Handwritten words from a file in the form of letter.data: a picture and a letter at each step.",
            parameters: [
                .required("file", .file, "The file, gzipped or not."),
                .optional("fold", .anyWhole, "The words of this fold are to test on; without one, all are to train on."),
            ],
            gives: .data, example: "letters(\"data/letter.data\")", related: ["mnist"]),
        Function(
            "read", .files, "A file of any of these forms, read as `unroll data FILE` would.",
            parameters: [.required("file", .file, "The file; its form is found out.")],
            gives: .data, example: "read(\"data/walks.jsonl\")", related: ["csv", "ts", "jsonl", "text"]),
    ]
}

extension Catalogue {
    private static let both: [ValueType] = [.data, .dataset]

    private static func selection(_ name: String, _ sentence: String, _ parameters: [Parameter], _ example: String) -> [Function] {
        both.map { type in
            Function(
                name, .selection, sentence, of: [type], parameters: parameters, gives: name == "split" ? .data : type, example: example,
                related: ["split", "take", "shuffle", "standardize", "filter"].filter { $0 != name })
        }
    }
    private static let digits = "digits = strokes(train: 300, test: 50)\n"

    static let selection: [Function] =
        [
            Function(
                "train", .selection, "The part to train on.", of: [.data], gives: .dataset, example: digits + "digits.train",
                related: ["test", "split"]),
            Function(
                "test", .selection, "The part to test on.", of: [.data], gives: .dataset, example: digits + "digits.test",
                related: ["train", "split"]),
        ]
        + selection(
            "split", "Splits sequences, or one long text, into a part to train on and a part to test on.",
            [
                .required("fraction", .number(.fraction), "The share to train on."),
                .optional("seed", .anyWhole, "Mixes the sequences first; without one they stay in order."),
            ],
            "strokes(train: 300, test: 0).split(0.8, seed: 1)")
        + selection(
            "take", "The first sequences.", [.required("count", .whole(1...1_000_000_000), "How many, at most.")],
            digits + "digits.train.take(100)")
        + selection(
            "shuffle", "The same sequences in random order.",
            [.optional("seed", .anyWhole, .number(0), "Another seed gives another order.")],
            digits + "digits.shuffle(seed: 3)")
        + selection(
            "standardize", "Shifts and scales each feature to mean 0 and deviation 1 over the training part.", [],
            digits + "digits.standardize")
        + selection(
            "filter", "The sequences of these lengths.",
            [.required("lengths", .value(.range), "From this many steps up to, but not including, that many.")],
            digits + "digits.filter(lengths: 20..30)")
        + [
            Function(
                "weights", .selection, "One factor a class, so that all classes count the same together.", of: both, gives: .list,
                example: digits + "digits.weights", related: ["train"]),
            Function(
                "count", .selection, "How many there are.", of: [.data, .dataset, .list], gives: .number,
                example: digits + "digits.train.count"),
            Function(
                "features", .selection, "Numbers a step, or size of the vocabulary.", of: both, gives: .number,
                example: digits + "digits.features"),
            Function("classes", .selection, "Names of the classes.", of: both, gives: .list, example: digits + "digits.classes"),
            Function("length", .selection, "Number of steps.", of: [.example], gives: .number, example: digits + "digits.test[3].length"),
        ]
}
