import ArgumentParser
import Notebook

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Runs all cells of a session; what they print goes to standard output.")

    @Argument(help: "A session's file, or - for standard input.", completion: .file(extensions: ["md"]))
    var file: String

    @Flag(help: "Write what the cells print into the file.")
    var record = false

    @Flag(help: "Write events for programs, a JSON object a line, in place of what the cells print.")
    var json = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Write what cells print, or the events, into this file as it comes.", valueName: "file"),
        completion: .file())
    var output: String?

    @OptionGroup var options: SessionOptions

    func validate() throws {
        if let output, Standard.isSame(file, output) { throw ValidationError("\(output) is the session itself; --record writes into it") }
        if record, file == "-" { throw ValidationError("standard input cannot be recorded into; give a file") }
    }

    func run() throws {
        Standard.ignoreBrokenPipe()
        if let output { try Standard.sendOutput(to: output) }
        try PlainSession.run(file, record: record, asEvents: json, options: options)
    }
}
