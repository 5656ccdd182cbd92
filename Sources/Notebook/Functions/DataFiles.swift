import CellLanguage
import Datasets
import SystemPackage

/// Data that is read from files.
enum FileFunctions {
    static let all: [Function] = [path, mnist, idx, ts] + TableFunctions.all + [jsonl, conllu, npz, npy, text, letters, read]

    static let path = Function.whenRun(
        "path", .files, "The path of a file in a folder.",
        parameters: [
            .required("folder", .folder, "The folder."), .required("name", .text, "The file's name, or the rest of its path."),
        ],
        example: "path(\"data/mnist\", \"t10k-images-idx3-ubyte\")", related: ["mnist", "read"]
    ) { (arguments, _) throws(CellError) in
        let (folder, name) = (try arguments.text("folder"), try arguments.text("name"))
        return folder == "." ? name : FilePath(folder).appending(name).string
    }

    static let mnist = Function.whenRun(
        "mnist", .files, "Pictures read row by row from a folder with the MNIST files, or files published in their form.",
        parameters: [.required("folder", .folder, "Where the four files are, gzipped or not.")],
        example: "mnist(\"data/mnist\")", related: ["idx", "strokes"]
    ) { (arguments, _) throws(CellError) in
        let folder = try arguments.text("folder")
        return try CellError.rethrowing { () throws(DataError) in try MNIST.load(folder: folder) }
    }

    static let idx = Function.whenRun(
        "idx", .files,
        "Pictures read row by row from a file in the form of MNIST's, with labels from the file beside it, if there is one.",
        parameters: [.required("images", .file, "The file with the pictures, gzipped or not.")],
        example: "idx(\"data/mnist/t10k-images-idx3-ubyte\")", related: ["mnist"]
    ) { (arguments, _) throws(CellError) in
        let path = try arguments.text("images")
        let file = try CellError.rethrowing { () throws(DataError) in try DataFile.inspect(path) }
        guard file.format == .idx else { throw CellError(.notIDX(file: path, format: file.format.title)) }
        return file.data
    }

    static let ts = Function.whenRun(
        "ts", .files, "Time series from .ts files, the form of the UCR and UEA archives.",
        parameters: [train("The file"), test, missing],
        example: "ts(\"data/vowels_TRAIN.ts\", test: \"data/vowels_TEST.ts\").standardize", related: ["csv", "npz"]
    ) { (arguments, _) throws(CellError) in
        let (train, test, missing) = (try arguments.text("train"), try arguments.optionalText("test"), try missing(arguments))
        return try CellError.rethrowing { () throws(DataError) in try TimeSeries.load(train: train, test: test, missing: missing) }
    }

    static let jsonl = Function.whenRun(
        "jsonl", .files, "JSON Lines, an object a sequence, with its steps in x and what is to be predicted in y.",
        parameters: [train("The file"), test, missing],
        example: "jsonl(\"data/walks.jsonl\")", related: ["csv", "conllu"]
    ) { (arguments, _) throws(CellError) in
        let (train, test, missing) = (try arguments.text("train"), try arguments.optionalText("test"), try missing(arguments))
        return try CellError.rethrowing { () throws(DataError) in try JSONLines.load(train: train, test: test, missing: missing) }
    }

    static let conllu = Function.whenRun(
        "conllu", .files, "Sentences from CoNLL-U files of Universal Dependencies: words, and the part of speech of each.",
        parameters: [
            train("The file"), test, .optional("minimum", .count, .number(2), "How often a lower-cased word must occur to be known."),
        ],
        example: "conllu(\"data/en-dev.conllu\", test: \"data/en-test.conllu\")", related: ["jsonl", "embedding"]
    ) { (arguments, _) throws(CellError) in
        let (train, test) = (try arguments.text("train"), try arguments.optionalText("test"))
        let minimum = try arguments.integer("minimum")
        return try CellError.rethrowing { () throws(DataError) in try ConllU.load(train: train, test: test, minimumCount: minimum) }
    }

    static let npz = Function.whenRun(
        "npz", .files, "Arrays x, y and lengths from an archive of NumPy; also x_train, y_train, x_test and y_test.",
        parameters: [.required("file", .file, "The archive, as numpy.savez or savez_compressed writes it.")],
        example: "npz(\"data/arrays.npz\")", related: ["npy"]
    ) { (arguments, _) throws(CellError) in
        let path = try arguments.text("file")
        return try CellError.rethrowing { () throws(DataError) in try NumPyFiles.load(archive: path) }
    }

    static let npy = Function.whenRun(
        "npy", .files, "Sequences from separate arrays of NumPy.",
        parameters: [
            .required("x", .file, "The array of steps, [sequences, time, features] or [sequences, time]."),
            .optional("y", .file, "The array of what is to be predicted; without one, the next step is."),
            .optional("lengths", .file, "The array of the sequences' real steps."),
        ],
        example: "npy(\"data/x.npy\", y: \"data/y.npy\")", related: ["npz"]
    ) { (arguments, _) throws(CellError) in
        let (x, y, lengths) = (try arguments.text("x"), try arguments.optionalText("y"), try arguments.optionalText("lengths"))
        return try whole { () throws(DataError) in try NumPyFiles.load(x: x, y: y, lengths: lengths) }
    }

    static let text = Function.whenRun(
        "text", .files, "A text as one sequence of characters, each to be predicted from those before it.",
        parameters: [.required("file", .file, "The file, in UTF-8, gzipped or not.")],
        example: "text(\"data/poem.txt\").split(0.9)", related: ["sample", "split"]
    ) { (arguments, _) throws(CellError) in
        let path = try arguments.text("file")
        return try whole { () throws(DataError) in try PlainText.load(path) }
    }

    static let letters = Function.whenRun(
        "letters", .files, "Handwritten words from a file in the form of letter.data: a picture and a letter at each step.",
        parameters: [
            .required("file", .file, "The file, gzipped or not."),
            .optional("fold", .anyWhole, "The words of this fold are to test on; without one, all are to train on."),
        ],
        example: "letters(\"data/letter.data\")", related: ["mnist"]
    ) { (arguments, _) throws(CellError) in
        let (path, fold) = (try arguments.text("file"), try arguments.optionalInteger("fold"))
        return try CellError.rethrowing { () throws(DataError) in try Letters.load(path, testFold: fold) }
    }

    static let read = Function.whenRun(
        "read", .files, "A file of any of these forms, read as `unroll data FILE` would.",
        parameters: [.required("file", .file, "The file; its form is found out.")],
        example: "read(\"data/walks.jsonl\")", related: ["csv", "ts", "jsonl", "text"]
    ) { (arguments, _) throws(CellError) in
        let path = try arguments.text("file")
        return try CellError.rethrowing { () throws(DataError) in try DataFile.inspect(path) }.data
    }

    /// A single dataset as a pair.
    private static func whole(_ make: () throws(DataError) -> SequenceDataset) throws(CellError) -> DataPair {
        let dataset = try CellError.rethrowing(make)
        return DataPair(name: dataset.name, train: dataset, test: nil)
    }
}

// MARK: Parameters that several forms have

extension FileFunctions {
    static func train(_ what: String) -> Parameter { .required("train", .file, "\(what), gzipped or not.") }

    static let test = Parameter.optional("test", .file, "A second file, to test on, read with the classes of the first.")

    static let missing = Parameter.optional(
        "missing", .choice(MissingChoice.allCases.map(\.rawValue)), .text(MissingChoice.refuse.rawValue),
        "What to do about missing values: refuse them, carry the last value on, or take 0.")

    /// What to do about missing values, by its name in cells.
    private enum MissingChoice: String, CaseIterable {
        case refuse, carry, zero
    }

    static func missing(_ arguments: Arguments) throws(CellError) -> MissingValues {
        switch try arguments.choice("missing", MissingChoice.self) {
        case .refuse: .refuse
        case .carry: .carry
        case .zero: .zero
        }
    }
}
