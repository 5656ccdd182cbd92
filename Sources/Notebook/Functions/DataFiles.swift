import CellLanguage
import Datasets
import Recurrent
import SystemPackage

/// Data that is read from files.
enum FileFunctions {
    static let all: [Function] =
        [path, mnist, idx, ts, arff, tsf] + TableFunctions.all + [jsonl, conllu, npz, npy, text, letters] + FolderFunctions.all + [read]

    static let path = Function.whenRun(
        "path", .files, "The path of a file in a folder.",
        parameters: [
            .required("folder", .folder, "The folder."), .required("name", .text, "The name of the file, or the rest of its path."),
        ],
        example: "path(\"data/mnist\", \"t10k-images-idx3-ubyte\")", related: ["mnist", "read"]
    ) { (arguments, _) throws(CellError) in
        let (folder, name) = (try arguments.text("folder"), try arguments.text("name"))
        return folder == "." ? name : FilePath(folder).appending(name).string
    }

    static let mnist = Function.whenRun(
        "mnist", .files, "Pictures read row by row from a folder with the MNIST files, or with files in the same format.",
        parameters: [
            .required("folder", .folder, "Where the four files are, gzipped or not."),
            .optional("set", .text, "The beginning of the file names, such as emnist-letters, if there are several sets."), turn,
        ],
        example: "mnist(\"data/mnist\")", related: ["idx", "strokes"]
    ) { (arguments, _) throws(CellError) in
        let (folder, set, turn) = (try arguments.text("folder"), try arguments.optionalText("set"), try arguments.boolean("turn"))
        return try CellError.rethrowing { () throws(DataError) in try MNIST.load(folder: folder, set: set, transposes: turn) }
    }

    static let idx = Function.whenRun(
        "idx", .files,
        "Pictures read row by row from a file in MNIST's format, with labels from the file beside it, if there is one.",
        parameters: [
            .required("images", .file, "The file with the pictures, gzipped or not."),
            .optional("test", .file, "A second file of pictures, to test on; the classes are those of both files."), turn,
        ],
        example: "idx(\"data/mnist/t10k-images-idx3-ubyte\")", related: ["mnist"]
    ) { (arguments, _) throws(CellError) in
        let (path, test, turn) = (try arguments.text("images"), try arguments.optionalText("test"), try arguments.boolean("turn"))
        return try CellError.rethrowing { () throws(DataError) in try IDXFiles.load(images: path, test: test, transposes: turn) }
    }

    private static let turn = Parameter.optional(
        "turn", .boolean, .boolean(false), "Whether to swap rows and columns, as EMNIST requires.")

    static let ts = Function.whenRun(
        "ts", .files, "Time series from .ts files, the format of the UCR and UEA archives.",
        parameters: [train("The file"), test, missing],
        example: "ts(\"data/vowels_TRAIN.ts\", test: \"data/vowels_TEST.ts\").standardize", related: ["csv", "npz"]
    ) { (arguments, context) throws(CellError) in
        let (train, test, missing) = (try arguments.text("train"), try arguments.optionalText("test"), try missing(arguments))
        return try noted(&context) { () throws(DataError) in try TimeSeries.load(train: train, test: test, missing: missing) }
    }

    static let arff = Function.whenRun(
        "arff", .files, "Sequences from Weka's ARFF files, one per row; the UCR and UEA archives use them too.",
        parameters: [train("The file"), test, missing],
        example: "arff(\"data/steps_TRAIN.arff\")", related: ["ts", "csv"]
    ) { (arguments, context) throws(CellError) in
        let (train, test, missing) = (try arguments.text("train"), try arguments.optionalText("test"), try missing(arguments))
        return try noted(&context) { () throws(DataError) in try ARFF.load(train: train, test: test, missing: missing) }
    }

    static let tsf = Function.whenRun(
        "tsf", .files, "Time series from a TSF file of the Monash archive; the next value is predicted.",
        parameters: [.required("file", .file, "The file, gzipped or not."), missing],
        example: "tsf(\"data/monthly.tsf\")", related: ["ts", "csv"]
    ) { (arguments, context) throws(CellError) in
        let (path, missing) = (try arguments.text("file"), try missing(arguments))
        return try whole(&context) { () throws(DataError) in try TSF.load(path, missing: missing) }
    }

    static let jsonl = Function.whenRun(
        "jsonl", .files, "JSON Lines, or a JSON list: one object per sequence, with its steps in x and the targets in y.",
        parameters: [
            train("The file"), test, missing, .optional("x", .text, "The key of the steps, if it is not one of the usual ones."),
            .optional("y", .text, "The key of the targets."),
            .optional(
                "target", .choice(targetKinds + [transcript]),
                "Whether the targets are classes, values, labels, a class at each step, multilabel, any number of labels per sequence, "
                    + "or transcript, labels in order for ctc, as a list or letter by letter; detected by default."
            ),
            .optional("weights", .text, "The key of the weight of each sequence in loss and figures; 1 by default."),
            .optional("ignore", .list(of: .text), "Keys to ignore."),
            .optional(
                "step_weights", .text, "The key of a list with the weight of each step, if something is predicted at each."),
        ],
        example: "jsonl(\"data/walks.jsonl\")", related: ["csv", "conllu"]
    ) { (arguments, context) throws(CellError) in
        let (train, test) = (try arguments.text("train"), try arguments.optionalText("test"))
        var options = JSONOptions()
        options.missing = try missing(arguments)
        (options.x, options.y) = (try arguments.optionalText("x"), try arguments.optionalText("y"))
        options.weights = try arguments.optionalText("weights")
        options.stepWeights = try arguments.optionalText("step_weights")
        options.ignored = Set(try arguments.list("ignore"))
        options.hasLabelSequences = try arguments.optionalText("target") == transcript
        options.target = options.hasLabelSequences ? nil : try target(arguments)
        return try noted(&context) { () throws(DataError) in try JSONLines.load(train: train, test: test, options: options) }
    }

    static let conllu = Function.whenRun(
        "conllu", .files,
        "Sentences with one word per line: CoNLL-U of Universal Dependencies, and other columns such as CoNLL-2003; words, with a tag "
            + "for each.",
        parameters: [
            train("The file"), test, .optional("minimum", .count, .number(2), "How often a lower-cased word must occur to be known."),
            .optional("word", .column, "The column of the words; by default FORM, or the first if columns have no names."),
            .optional(
                "tag", .column,
                "The column of the tags, such as XPOS or MISC:Entity; by default UPOS, or the last if columns have no names."),
        ],
        example: "conllu(\"data/en-dev.conllu\", test: \"data/en-test.conllu\")", related: ["jsonl", "embedding"]
    ) { (arguments, context) throws(CellError) in
        let (train, test) = (try arguments.text("train"), try arguments.optionalText("test"))
        var options = WordColumns.Options()
        options.minimumCount = try arguments.integer("minimum")
        (options.word, options.tag) = (try arguments.optional("word"), try arguments.optional("tag"))
        return try noted(&context) { () throws(DataError) in try ConllU.load(train: train, test: test, options: options) }
    }

    static let npz = Function.whenRun(
        "npz", .files, "Arrays x, y and lengths from a NumPy archive; also x_train, y_train, x_test and y_test.",
        parameters: [
            .required("file", .file, "The archive, as numpy.savez or savez_compressed writes it."),
            .optional("x", .text, "The name of the array of steps, if it is not x."),
            .optional("y", .text, "The name of the array of targets, if it is not y."),
            .optional("lengths", .text, "The name of the array with the number of real steps of each sequence."),
            .optional("weights", .text, "The name of the array with the weight of each sequence in loss and figures."), target, missing,
            .optional(
                "labels", .text,
                "The name of the array of labels in order, to be read along the steps by ctc, in place of y: those of all sequences one "
                    + "after another, or one row per sequence. An array of this name followed by _lengths, or label_lengths, holds the "
                    + "number of labels of each."
            ),
            .optional(
                "targets", .list(of: .text),
                "Names of two or more arrays that are each a target of their own, in place of y; a network learns them together."),
            .optional(
                "step_weights", .text,
                "The name of the array with the weight of each step, [sequences, time], if something is predicted at each."),
        ],
        example: "npz(\"data/arrays.npz\")", related: ["npy"]
    ) { (arguments, context) throws(CellError) in
        let path = try arguments.text("file")
        var options = try arrays(arguments)
        (options.x, options.weights) = (try arguments.optionalText("x"), try arguments.optionalText("weights"))
        (options.y, options.lengths) = (try arguments.optionalText("y"), try arguments.optionalText("lengths"))
        (options.transcript, options.stepWeights) = (try arguments.optionalText("labels"), try arguments.optionalText("step_weights"))
        options.targets = try arguments.list("targets")
        guard options.targets.isEmpty || 2...Loss.greatestTargets ~= options.targets.count else { throw arguments.wrong("targets") }
        let given = ["y", "labels", "targets"].filter(arguments.has)
        guard given.count < 2 else {
            throw CellError(.told("\(given.joined(separator: " and ")) each name the target: leave out all but one of them."))
        }
        return try noted(&context) { () throws(DataError) in try NumPyFiles.load(archive: path, options: options) }
    }

    /// What both functions of arrays are given.
    private static func arrays(_ arguments: Arguments) throws(CellError) -> NumPyFiles.Options {
        var options = NumPyFiles.Options()
        (options.target, options.missing) = (try target(arguments), try missing(arguments))
        return options
    }

    static let npy = Function.whenRun(
        "npy", .files, "Sequences from separate NumPy arrays.",
        parameters: [
            .required("x", .file, "The array of steps, [sequences, time, features] or [sequences, time]."),
            .optional("y", .file, "The array of targets; without one, the next step is predicted."),
            .optional("lengths", .file, "The array with the number of real steps of each sequence."),
            .optional("weights", .file, "The array with the weight of each sequence in loss and figures."), target, missing,
            .optional("step_weights", .file, "The array with the weight of each step, if something is predicted at each."),
        ],
        example: "npy(\"data/x.npy\", y: \"data/y.npy\")", related: ["npz"]
    ) { (arguments, context) throws(CellError) in
        let (x, y, lengths) = (try arguments.text("x"), try arguments.optionalText("y"), try arguments.optionalText("lengths"))
        let (weights, options) = (try arguments.optionalText("weights"), try arrays(arguments))
        let stepWeights = try arguments.optionalText("step_weights")
        return try whole(&context) { () throws(DataError) in
            try NumPyFiles.load(x: x, y: y, lengths: lengths, weights: weights, stepWeights: stepWeights, options: options)
        }
    }

    static let text = Function.whenRun(
        "text", .files, "A text as one sequence of characters, each of which is predicted from those before it.",
        parameters: [
            train("The file, in UTF-8"), .optional("test", .file, "A second text, to test on, with the characters of the first."),
        ],
        example: "text(\"data/poem.txt\").split(0.9)", related: ["sample", "split"]
    ) { (arguments, _) throws(CellError) in
        let (train, test) = (try arguments.text("train"), try arguments.optionalText("test"))
        return try CellError.rethrowing { () throws(DataError) in try PlainText.load(train: train, test: test) }
    }

    static let letters = Function.whenRun(
        "letters", .files, "Handwritten words from a file in the format of letter.data: a picture and a letter at each step.",
        parameters: [
            .required("file", .file, "The file, gzipped or not."),
            .optional("fold", .anyWhole, "The fold to test on; without one, all words are used for training."),
        ],
        example: "letters(\"data/letter.data\")", related: ["mnist"]
    ) { (arguments, _) throws(CellError) in
        let (path, fold) = (try arguments.text("file"), try arguments.optionalInteger("fold"))
        return try CellError.rethrowing { () throws(DataError) in try Letters.load(path, testFold: fold) }
    }

    static let read = Function.whenRun(
        "read", .files, "A file in any of these formats, or a folder for `wav` or `documents`, read as `unroll data FILE` would read it.",
        parameters: [.required("file", .file, "The file or folder; its format is detected.")],
        example: "read(\"data/walks.jsonl\")", related: ["csv", "ts", "jsonl", "text", "wav"]
    ) { (arguments, context) throws(CellError) in
        let path = try arguments.text("file")
        return try noted(&context) { () throws(DataError) in try DataFile.inspect(path).data }
    }

    /// A single dataset as a pair, after it has been said what was taken away of its numbers.
    private static func whole(
        _ context: inout EvaluationContext, _ make: () throws(DataError) -> SequenceDataset
    ) throws(CellError) -> DataPair {
        try noted(&context) { () throws(DataError) in
            let dataset = try make()
            return DataPair(name: dataset.name, train: dataset, test: nil, notes: dataset.baseNotes)
        }
    }

    /// Data of a file, after it has been said what was decided about the file's parts.
    static func noted(_ context: inout EvaluationContext, _ make: () throws(DataError) -> DataPair) throws(CellError) -> DataPair {
        let pair = try CellError.rethrowing(make)
        if !pair.notes.isEmpty { context.cell.print(.text(pair.notes.map(\.sentence).joined(separator: "\n"))) }
        return pair
    }
}

// MARK: Parameters that several forms have

extension FileFunctions {
    static func train(_ what: String) -> Parameter { .required("train", .file, "\(what), gzipped or not.") }

    static let test = Parameter.optional("test", .file, "A second file, to test on, read with the classes of the first.")

    static let missing = Parameter.optional(
        "missing", .choice(MissingChoice.allCases.map(\.rawValue)), .text(MissingChoice.refuse.rawValue),
        "How to treat missing values: refuse them, carry the last value forward, take 0, or mask them: 0 after standardizing, with a "
            + "channel per feature that shows where there are values; missing targets are not counted."
    )

    static let target = Parameter.optional(
        "target", .choice(Target.allCases.map(\.rawValue)),
        "Whether the targets are classes, values, labels, a class at each step, or multilabel, any number of labels per sequence; "
            + "detected by default."
    )

    /// Labels in their order.
    private static let transcript = "transcript"

    static let targetKinds = Target.allCases.map(\.rawValue)

    /// What is to be predicted, by its name in cells.
    private enum Target: String, CaseIterable {
        case classes, values, labels, multilabel
    }

    static func target(_ arguments: Arguments) throws(CellError) -> TargetKind? {
        switch try arguments.optionalChoice("target", Target.self) {
        case .classes: .classes
        case .values: .values
        case .labels: .labels
        case .multilabel: .multilabel
        case nil: nil
        }
    }

    /// What to do about missing values, by its name in cells.
    private enum MissingChoice: String, CaseIterable {
        case refuse, carry, zero, mask
    }

    static func missing(_ arguments: Arguments) throws(CellError) -> MissingValues {
        switch try arguments.choice("missing", MissingChoice.self) {
        case .refuse: .refuse
        case .carry: .carry
        case .zero: .zero
        case .mask: .mask
        }
    }
}
