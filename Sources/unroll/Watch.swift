import ArgumentParser
import Notebook
import TerminalUI

struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what another process does with a session, as it happens; nothing is changed.",
        discussion: "The other process may be a notebook, `unroll run` or `unroll work`, even on another machine that shares the folder.")

    @Argument(help: "A session's file.", completion: .file(extensions: ["md"]))
    var file: String

    func run() throws {
        Standard.ignoreBrokenPipe()
        let opened = try PlainSession.readingErrors { () throws(DocumentError) in try OpenedSession.openToWatch(file) }
        let manager = SessionManager(opened)
        if Standard.hasScreen, let app = NotebookApp(manager) { return try Standard.run(app) }
        // Without a screen one look is all.
        for text in PlainFront.printed(manager.state) { Standard.output(text) }
        Standard.error("unroll: \(SessionActivity(file: file).line)\n")
    }
}
