import ArgumentParser
import Notebook
import TextFormatting

@main
struct Unroll: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unroll",
        abstract: "A notebook for recurrent networks that lives in the terminal.",
        discussion: "`unroll FILE` opens the notebook; a session is a Markdown file.",
        version: "0.1.0",
        subcommands: [
            Open.self, Run.self, Replay.self, Work.self, Watch.self, Sessions.self, Export.self, Predict.self, Stream.self,
            DataCommand.self, Bench.self,
            Manual.self,
        ],
        defaultSubcommand: Open.self)

    /// As the library does it, but that settings are checked, and that nothing of an argument that is wrong moves the terminal's cursor.
    static func main() {
        do {
            var command = try parseAsRoot()
            let isOwn = configuration.subcommands.contains { type(of: command) == $0 }
            if isOwn, let problem = EnvironmentSettings.problem { throw ValidationError(problem) }
            try command.run()
        } catch {
            let (message, code) = (fullMessage(for: error), exitCode(for: error))
            if !message.isEmpty {
                if code.isSuccess { Standard.output(message + "\n") } else { Standard.error(message + "\n") }
            }
            exit(withError: code)
        }
    }
}
