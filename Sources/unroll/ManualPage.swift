import ArgumentParser
import Foundation

/// The manual page, in the language of `man`, made from what the commands say of themselves.
struct ManualPage {
    /// Commands as `ArgumentParser` describes them, as far as the page needs it.
    private struct Tool: Decodable {
        var command: Command
    }

    private struct Command: Decodable {
        var commandName: String
        var abstract: String?
        var discussion: String?
        var shouldDisplay: Bool?
        var subcommands: [Command]?
        var arguments: [Argument]?
    }

    private struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String

            var written: String { (kind == "long" ? "\\-\\-" : "\\-") + ManualPage.escaped(name) }
        }

        var kind: String
        var shouldDisplay: Bool
        var isOptional: Bool
        var names: [Name]?
        var valueName: String?
        var abstract: String?
        var defaultValue: String?
        var allValues: [String]?

        /// Such as `--to FILE`.
        var written: String {
            let value = "\\fI\(ManualPage.escaped(valueName ?? "value"))\\fR"
            guard kind != "positional" else { return value }
            let names = (names ?? []).map { "\\fB\($0.written)\\fR" }.joined(separator: ", ")
            return kind == "flag" ? names : names + " " + value
        }
    }

    private let root: Command
    private let version: String

    /// - Throws: where the description is none, which is a fault of the program.
    init(of command: any ParsableCommand.Type) throws {
        root = try JSONDecoder().decode(Tool.self, from: Data(command._dumpHelp().utf8)).command
        version = command.configuration.version
    }

    /// The page.
    var text: String {
        var page = ".TH \(root.commandName.uppercased()) 1 \"\" \"\(root.commandName) \(version)\"\n"
        page += ".SH NAME\n\(root.commandName) \\- \(Self.escaped(root.abstract ?? ""))\n"
        page += ".SH SYNOPSIS\n.B \(root.commandName)\n[\\fIfile\\fR]\n.br\n.B \(root.commandName)\n\\fIcommand\\fR [\\fIoptions\\fR]\n"
        page += ".SH DESCRIPTION\n\(Self.escaped(root.discussion ?? ""))\n.SH COMMANDS\n"
        for command in root.subcommands ?? [] where command.shouldDisplay != false && command.commandName != "help" {
            page += text(of: command)
        }
        page += ".SH EXIT STATUS\n"
        for status in ExitStatus.all { page += ".TP\n.B \(status.code)\n\(Self.escaped(status.meaning))\n" }
        page += ".SH ENVIRONMENT\n"
        for (name, meaning) in Self.environment { page += ".TP\n.B \(name)\n\(Self.escaped(meaning))\n" }
        return page
    }

    private func text(of command: Command) -> String {
        let arguments = (command.arguments ?? []).filter { $0.shouldDisplay && !["help", "version"].contains($0.names?.last?.name) }
        var text = ".SS \"\(root.commandName) \(command.commandName)"
        for argument in arguments where argument.kind == "positional" {
            let name = Self.escaped(argument.valueName ?? "value").uppercased()
            text += argument.isOptional ? " [\(name)]" : " \(name)"
        }
        text += "\"\n\(Self.escaped(command.abstract ?? ""))\n"
        if let discussion = command.discussion, !discussion.isEmpty { text += "\(Self.escaped(discussion))\n" }
        for argument in arguments {
            text += ".TP\n\(argument.written)\n\(Self.escaped(argument.abstract ?? ""))\n"
            if let value = argument.defaultValue { text += "Default: \(Self.escaped(value)).\n" }
        }
        return text
    }

    private static let environment = [
        ("UNROLL_THREADS", "The number of cores to use, 1 to 256."),
        ("UNROLL_ISA", "The instruction set to use: amx, avx512, avx2 or portable. It does not change a bit of any result."),
        ("UNROLL_THEME", "light for terminals with a light background, otherwise dark."),
        ("NO_COLOR", "If it is set to anything, no colours are used."),
        ("COLORTERM", "truecolor or 24bit for terminals with 24-bit colours; many terminals set it themselves."),
    ]

    /// Text as roff reads it as text: a backslash, a hyphen, or a dot or quote at the start of a line mean something else.
    fileprivate static func escaped(_ text: String) -> String {
        let marks = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("`", with: "")
        return marks.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : String($0) }.joined(separator: "\n")
    }
}

/// What the program's exit code says.
struct ExitStatus {
    var code: String
    var meaning: String

    static let all = [
        ExitStatus(code: "0", meaning: "Everything went well."),
        ExitStatus(
            code: "1", meaning: "Cells failed, a comparison found differences, or a file could not be read; standard error has the details."
        ),
        ExitStatus(code: "64", meaning: "The command, one of its options or an environment variable is invalid."),
        ExitStatus(code: "74", meaning: "Standard output or the output file could not be written."),
        ExitStatus(code: "75", meaning: "Ended by SIGTERM or SIGUSR1; the same command resumes."),
        ExitStatus(code: "130", meaning: "Ended by ^C."),
        ExitStatus(
            code: "128 and above", meaning: "Ended by the signal with this number less 128, for example 129 when the connection was lost."),
    ]
}
