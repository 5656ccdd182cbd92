import ArgumentParser
import Notebook

struct Predict: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Predicts each sequence of a file, or each step, with a run.",
        discussion: """
            A table has a row for each sequence or step, with the prediction and the probability of each class; JSON has one object per line. A NumPy array \
            holds only probabilities, or values: [sequences, outputs], or [sequences, steps, outputs] with NaN after the end of shorter sequences.
            """)

    @Argument(
        help: ArgumentHelp(
            "A file written by save, or a session and the name of one of its stored runs, as in session.md:run.", valueName: "run"),
        completion: .file(extensions: ["safetensors", "md"]))
    var savedRun: String

    @Argument(
        help: "Sequences, in any of the formats that cells read, with or without targets; - for standard input.",
        completion: .file())
    var file: String

    @Option(
        name: .customLong("to"), help: ArgumentHelp("The file to write; by default, standard output.", valueName: "file"),
        completion: .file())
    var output: String?

    @OptionGroup var options: SessionOptions

    @Option(
        name: .customLong("from"),
        help: ArgumentHelp("The format of the sequences: csv, jsonl or npy; detected by default.", valueName: "format"))
    var input: TableForm?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "The format to write: csv, jsonl or npy; by default, the one that the file name ends with, or csv.", valueName: "format"))
    var form: TableForm?

    func validate() throws {
        if output == nil, form == .npy { try Standard.checkTakesBytes() }
    }

    func run() throws {
        Standard.ignoreBrokenPipe()
        try Standard.reading(file, ending: input?.rawValue ?? "csv") { (file) throws(RunError) in
            let run = try SavedRun(savedRun, assignments: options.assignments)
            if let output { return try run.predict(file, from: input, as: form, to: output) }
            let form = form ?? .csv
            var bytes: [UInt8] = []
            func write() {
                if form == .npy { Standard.bytes(bytes) } else { Standard.table(String(decoding: bytes, as: UTF8.self)) }
                bytes = []
            }
            try run.predict(file, from: input, as: form) { piece in
                bytes += piece
                if bytes.count > 1 << 16 { write() }
            }
            write()
        }
    }
}

extension TableForm: ExpressibleByArgument {}
