import ArgumentParser
import Foundation
import Notebook
import TextFormatting

/// What commands share that run a session without a screen.
enum PlainSession {
    /// Reads a session, or ends the command with what is wrong.
    static func document(_ file: String) throws -> Document {
        do {
            return file == "-" ? try Document.readStandardInput() : try Document.read(from: file)
        } catch {
            Standard.error("unroll: \(error)\n")
            throw ExitCode.failure
        }
    }

    /// Opens a session's file, which need not exist yet, or the session that has none; or ends the command with what is wrong.
    static func opened(_ file: String?) throws -> OpenedSession {
        do throws(DocumentError) {
            if let file { return try OpenedSession.open(file) }
            guard Standard.inputIsTerminal, let place = UserFolders.unnamedSession else { return OpenedSession(Document()) }
            return try OpenedSession.openUnnamed(at: place)
        } catch {
            Standard.error("unroll: \(error)\n")
            throw ExitCode.failure
        }
    }

    private static func openedToRun(_ file: String) throws -> OpenedSession {
        guard file != "-" else { return OpenedSession(try document(file)) }
        do throws(DocumentError) {
            return try OpenedSession.openToRun(file)
        } catch {
            Standard.error("unroll: \(error)\n")
            throw ExitCode.failure
        }
    }

    /// Runs a session's file, and records what its cells print where that is asked for.
    static func run(_ file: String, record: Bool, options: SessionOptions) throws {
        let opened = try openedToRun(file)
        let manager = SessionManager(opened, overrides: try options.overrides(for: opened.document))
        let failed = try run(manager)
        if record {
            do {
                try manager.save()
            } catch {
                Standard.error("unroll: \(error)\n")
                throw ExitCode.failure
            }
        }
        try end(failed: failed)
    }

    /// Runs all cells; what they print goes to `write`, progress to a terminal on standard error.
    ///
    /// - Returns: how many cells failed.
    /// - Throws: the exit status of a program that was told to end: 130 after ^C, else 75 where what trained has kept its state, so that the same command
    ///   goes on.
    static func run(_ manager: SessionManager, write: @escaping (String) -> Void = Standard.output) throws -> Int {
        let interruption = Interruption(manager)
        let progress: ((String) -> Void)? = Standard.errorIsTerminal ? { Standard.progress($0) } : nil
        let failed = PlainFront(manager, write: write, progress: progress).runAll()
        if let signal = interruption.signal {
            manager.waitUntilIdle()
            Standard.error(manager.keepsRuns ? "unroll: interrupted; the same command goes on\n" : "unroll: interrupted\n")
            throw ExitCode(manager.keepsRuns && signal != SIGINT ? Interruption.goOnLater : 128 + signal)
        }
        return failed
    }

    static func end(failed: Int) throws {
        guard failed > 0 else { return }
        Standard.error("unroll: \(Figures.count(failed, "cell")) failed\n")
        throw ExitCode.failure
    }
}
