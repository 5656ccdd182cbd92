import ArgumentParser
import Notebook

struct Stream: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads steps from standard input, and writes after each what a run predicts for the sequence so far.",
        discussion: """
            A line is a step: its numbers separated by commas or spaces, in the units of the training data; or symbols, each of which is a step. \
            A first line may name the columns, in any order and among others. An empty line begins another sequence; in a text whose line ends \
            were learned, it is read as it is. A JSON line is a list of numbers, or an object with numbers by name; or a text, or a list of symbols. \
            A NumPy array, [steps, features] or [sequences, steps, features], is read whole; an array that is written, [steps, outputs], is written at the end.
            """)

    @Argument(
        help: ArgumentHelp(
            "A file written by save, or a session and the name of one of its stored runs, as in session.md:run.", valueName: "run"),
        completion: .file(extensions: ["safetensors", "md"]))
    var savedRun: String

    @OptionGroup var options: SessionOptions

    @Option(
        name: .customLong("from"),
        help: ArgumentHelp(
            "The format of the steps: csv, jsonl or npy; by default, the first line tells csv and jsonl apart.", valueName: "format"))
    var input: TableForm?

    @Option(name: .customLong("as"), help: ArgumentHelp("The format to write: csv, jsonl or npy.", valueName: "format"))
    var form = TableForm.csv

    func validate() throws {
        if form == .npy { try Standard.checkTakesBytes() }
    }

    func run() throws {
        Standard.ignoreBrokenPipe()
        try Standard.applying { () throws(RunError) in
            let stream = try SavedRun(savedRun, assignments: options.assignments).stream(from: input, as: form)
            if form != .npy { Standard.table(stream.header) }
            if input == .npy {
                try stream.read(array: Standard.allInput()) { if form != .npy { Standard.table($0) } }
            } else {
                while let line = readLine(strippingNewline: false) {
                    let said = try stream.read(line)
                    if form != .npy { Standard.table(said) }
                }
            }
            if form == .npy { Standard.bytes(stream.array) }
        }
    }
}
