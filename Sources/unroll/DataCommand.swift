import ArgumentParser
import Notebook

struct DataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "Lists the built-in tasks, or describes what a file holds and how it would be read.")

    @Argument(
        help:
            "A file in any of the formats that cells read, gzipped or not, or the name of a built-in task; by default, all tasks are listed."
    )
    var file: String?

    @Option(help: ArgumentHelp("How many examples to show.", valueName: "n"))
    var examples = 3

    func validate() throws {
        guard (0...1000).contains(examples) else { throw ValidationError("--examples must be 0 to 1000.") }
    }

    func run() throws {
        Standard.ignoreBrokenPipe()
        guard let file else { return Standard.output(DataReport.tasks + "\n") }
        do {
            Standard.output(try DataReport.report(on: file, examples: examples) + "\n")
        } catch {
            Standard.error("unroll: \(error.sentence)\n")
            throw ExitCode.failure
        }
    }
}
