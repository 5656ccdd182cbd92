import ArgumentParser
import Notebook

struct Predict: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says what a run makes of each sequence of a file, or of each step, as a table with commas.")

    @Argument(
        help: ArgumentHelp(
            "A file that save wrote, or a session and the name of a run that it keeps, as in session.md:run.", valueName: "run"))
    var savedRun: String

    @Argument(help: "Sequences, in any of the formats that cells read, with what is to be predicted or without.")
    var file: String

    @Option(name: .customLong("to"), help: ArgumentHelp("Where to write; standard output where it is left out.", valueName: "file"))
    var output: String?

    @OptionGroup var options: SessionOptions

    func run() throws {
        Standard.ignoreBrokenPipe()
        try Standard.applying { () throws(RunError) in
            let run = try SavedRun(savedRun, assignments: options.assignments)
            if let output { return try run.predict(file, to: output) }
            var lines = ""
            try run.predict(file) { line in
                lines += line
                guard lines.utf8.count > 1 << 16 else { return }
                Standard.table(lines)
                lines = ""
            }
            Standard.table(lines)
        }
    }
}
