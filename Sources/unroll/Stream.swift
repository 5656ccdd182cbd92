import ArgumentParser
import Notebook

struct Stream: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads steps from standard input, and writes after each what a run makes of the sequence so far.",
        discussion: """
            A line is a step: its numbers between commas or blanks, in the units of the data that was learned; or symbols, of which each is a step. \
            A first line may name the columns, in any order and among others. An empty line begins another sequence; in a text whose ends of lines \
            were learned it is read as it is.
            """)

    @Argument(
        help: ArgumentHelp(
            "A file that save wrote, or a session and the name of a run that it keeps, as in session.md:run.", valueName: "run"))
    var savedRun: String

    @OptionGroup var options: SessionOptions

    func run() throws {
        Standard.ignoreBrokenPipe()
        try Standard.applying { () throws(RunError) in
            let stream = try SavedRun(savedRun, assignments: options.assignments).stream()
            Standard.table(stream.header)
            while let line = readLine(strippingNewline: false) { Standard.table(try stream.read(line)) }
        }
    }
}
