import ArgumentParser
import Notebook
import TerminalUI

struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Opens the notebook. This is what `unroll FILE` does.", shouldDisplay: false)

    @Argument(help: "A session file, which need not exist yet.", completion: .file(extensions: ["md"]))
    var file: String?

    @OptionGroup var options: SessionOptions

    func run() throws {
        Standard.ignoreBrokenPipe()
        if let file, !Standard.outputIsTerminal {
            return try PlainSession.run(file, record: false, options: options)
        }
        let opened = try PlainSession.opened(file)
        let manager = SessionManager(opened, overrides: try options.overrides(for: opened.document))
        if Standard.hasScreen {
            if let app = NotebookApp(manager) { return try Standard.run(app) }
            Standard.error("unroll: The type of this terminal, given by TERM, is unknown, so lines are read one by one.\n")
        }
        let prompt = PlainPrompt(
            manager, prompt: Standard.inputIsTerminal ? "> " : "", read: { readLine() }, write: Standard.output)
        let failed = prompt.run()
        manager.flush()
        if !Standard.inputIsTerminal { try PlainSession.end(failed: failed) }
    }
}
