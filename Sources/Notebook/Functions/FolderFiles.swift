import CellLanguage
import Datasets

/// Data from folders that have a folder for each class, with a file a sequence.
enum FolderFunctions {
    static let all: [Function] = [wav, documents]

    static let wav = Function.whenRun(
        "wav", .files,
        "Recordings from WAV files in a folder for each class, like Speech Commands: log-mel features of the mean of their channels at each step.",
        parameters: parameters + [
            .optional("window", .number(milliseconds), .number(LogMelOptions().window), "Milliseconds of sound in a step."),
            .optional("hop", .number(milliseconds), .number(LogMelOptions().hop), "Milliseconds from one step to the next."),
            .optional(
                "bands", .whole(1...512), .number(Double(LogMelOptions().bands)),
                "The number of mel bands, which are the features of a step."),
        ],
        example: "wav(\"data/commands\").standardize", related: ["documents", "read", "ts"]
    ) { (arguments, context) throws(CellError) in
        let (folder, test, ignored) = try common(arguments)
        var options = LogMelOptions()
        options.window = try arguments.number("window")
        options.hop = try arguments.number("hop")
        options.bands = try arguments.integer("bands")
        return try FileFunctions.noted(&context) { () throws(DataError) in
            try Recordings.load(folder, test: test, options: options, ignored: ignored)
        }
    }

    static let documents = Function.whenRun(
        "documents", .files, "Plain texts in one folder per class: a document is a sequence of words, or characters, and has one class.",
        parameters: parameters + [
            .optional(
                "steps", .choice(Steps.allCases.map(\.rawValue)), .text(Steps.words.rawValue),
                "Whether a step is a word, in lower case, or a character; punctuation marks are steps too."),
            .optional("minimum", .count, .number(2), "How often a word or character must occur to be known."),
        ],
        example: "documents(\"data/reviews\")", related: ["text", "wav", "embedding"]
    ) { (arguments, context) throws(CellError) in
        let (folder, test, ignored) = try common(arguments)
        var options = DocumentOptions()
        options.symbols =
            switch try arguments.choice("steps", Steps.self) {
            case .words: .words
            case .characters: .characters
            }
        options.minimumCount = try arguments.integer("minimum")
        return try FileFunctions.noted(&context) { () throws(DataError) in
            try Documents.load(folder, test: test, options: options, ignored: ignored)
        }
    }

    private static let milliseconds = NumberRange(lower: 1, upper: 1000)

    /// What a step of a document is, by its name in cells.
    private enum Steps: String, CaseIterable {
        case words, characters
    }

    private static let parameters: [Parameter] = [
        .required("folder", .folder, "The folder with the class folders, or with folders train and test that contain them."),
        .optional("test", .folder, "A second folder with class folders, to test on."),
        .optional("ignore", .list(of: .text), "Names of folders that are not classes; those that begin with _ never are."),
    ]

    private static func common(_ arguments: Arguments) throws(CellError) -> (folder: String, test: String?, ignored: Set<String>) {
        (try arguments.text("folder"), try arguments.optionalText("test"), Set(try arguments.list("ignore")))
    }
}
