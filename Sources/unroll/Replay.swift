import ArgumentParser
import Notebook
import TerminalUI

struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Plays a saved session: its cells are run again.")

    @Argument(help: "A session's file, or - for standard input.", completion: .file(extensions: ["md"]))
    var file: String

    @Flag(help: "Compare every output with the recorded one, print the differences, and exit with 1 where there are any.")
    var check = false

    @OptionGroup var options: SessionOptions

    func run() throws {
        Standard.ignoreBrokenPipe()
        let document = try PlainSession.document(file)
        try PlainSession.sayIfCellsAreMissing(document, file)
        if !check, Standard.hasScreen {
            let manager = SessionManager(document: Document(), overrides: try options.overrides(for: document))
            if let app = NotebookApp(manager, replaying: document) { return try Standard.run(app) }
        }
        let manager = SessionManager(document: document, overrides: try options.overrides(for: document))
        guard check else { return try PlainSession.end(failed: try PlainSession.run(manager)) }
        _ = try PlainSession.run(manager) { _ in }
        let check = ReplayCheck(recorded: document, now: manager.document)
        Standard.output(check.report(name: file) + "\n")
        if check.differences > 0 { throw ExitCode.failure }
    }
}
