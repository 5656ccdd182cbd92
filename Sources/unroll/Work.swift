import ArgumentParser
import Notebook

/// What a notebook that is left starts, so that what trains goes on without a window.
struct Work: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work", abstract: "Continues what the cells of a session were doing when its notebook was left, and saves it.",
        discussion: "SIGTERM ends it; the same command, or opening the session, resumes it.")

    @Argument(help: "A session's file.", completion: .file(extensions: ["md"]))
    var file: String

    func run() throws {
        let opened = try PlainSession.opened(file)
        guard opened.isWritable else {
            Standard.error("unroll: \(file) is open in a notebook, or cannot be written.\n")
            throw ExitCode.failure
        }
        let manager = SessionManager(opened)
        manager.watch(true)
        let interruption = Interruption(manager)
        while !manager.waitUntilIdle(milliseconds: 100), interruption.signal == nil {}
        let signal = interruption.signal
        if signal != nil { manager.suspend(milliseconds: Interruption.patience) }
        do {
            if manager.state.isModified { try manager.save() }
        } catch {
            // It is in the journal, and comes back when the session is opened.
            Standard.error("unroll: \(error)\n")
        }
        manager.flush()
        if signal != nil { throw ExitCode(Interruption.goOnLater) }
    }
}
