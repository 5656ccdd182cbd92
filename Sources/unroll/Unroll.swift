import ArgumentParser
import Foundation
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
        if let problem = unknownCommand(CommandLine.arguments.dropFirst().map { $0 }) {
            Standard.error(problem + "\n")
            exit(withError: ExitCode.validationFailure)
        }
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

    /// What is wrong with a first word that is neither a command nor a session's file; nil where nothing is.
    private static func unknownCommand(_ arguments: [String]) -> String? {
        guard let word = arguments.first, !word.isEmpty, word.allSatisfy({ $0.isLetter || $0 == "-" }), word.first != "-",
            !FileManager.default.fileExists(atPath: word)
        else { return nil }
        let commands = configuration.subcommands.map { $0._commandName }.filter { $0 != "open" } + ["help"]
        guard !commands.contains(word), word != "open" else { return nil }
        let nearest = NearestWord.to(word, in: commands)
        let hasOperands = arguments.dropFirst().contains { !$0.hasPrefix("-") }
        let opensFile = arguments.dropFirst().first == "--set"
        guard nearest != nil || (hasOperands && !opensFile) else { return nil }
        return "There is no command \(word). "
            + (nearest.map { "Did you mean `unroll \($0)`?" } ?? "`unroll --help` lists all commands.")
            + (hasOperands ? "" : " `unroll ./\(word)` opens a session with this name.")
    }
}
