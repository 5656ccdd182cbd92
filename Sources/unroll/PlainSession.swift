import ArgumentParser
import Foundation
import Notebook
import Recurrent
import TextFormatting

/// What commands share that run a session without a screen.
enum PlainSession {
    /// Reads something, or ends the command with what is wrong.
    static func readingErrors<Result>(_ body: () throws(DocumentError) -> Result) throws -> Result {
        do throws(DocumentError) {
            return try body()
        } catch {
            Standard.error("unroll: \(error)\n")
            throw ExitCode.failure
        }
    }

    /// Reads a session, or ends the command with what is wrong.
    static func document(_ file: String) throws -> Document {
        try readingErrors { () throws(DocumentError) in file == "-" ? try Document.readStandardInput() : try Document.read(from: file) }
    }

    /// Opens a session's file, which need not exist yet, or the session that has none; or ends the command with what is wrong.
    static func opened(_ file: String?) throws -> OpenedSession {
        try readingErrors { () throws(DocumentError) in
            if let file {
                let opened = try OpenedSession.open(file)
                SessionActivity.note(file)
                return opened
            }
            guard Standard.inputIsTerminal, let place = UserFolders.unnamedSession else { return OpenedSession(Document()) }
            return try OpenedSession.openUnnamed(at: place)
        }
    }

    /// - Parameter ranks: those that run it together: the first alone keeps anything. nil for this process alone.
    static func openedToRun(_ file: String, _ ranks: RankGroup? = nil) throws -> OpenedSession {
        guard file != "-" else { return OpenedSession(try document(file)) }
        guard ranks?.isFirst ?? true else {
            var opened = OpenedSession(try document(file), location: file)
            opened.ranks = ranks
            return opened
        }
        var opened = try readingErrors { () throws(DocumentError) in try OpenedSession.openToRun(file) }
        SessionActivity.note(file)
        opened.ranks = ranks
        return opened
    }

    /// Runs a session's file, and records what its cells print where that is asked for.
    ///
    /// - Parameters:
    ///   - asEvents: whether events are written for programs, in place of what cells print.
    ///   - ranks: those that run it together; nil for this process alone.
    ///   - groups: into how many groups these are divided for trials.
    static func run(
        _ file: String, record: Bool, asEvents: Bool = false, ranks: RankGroup? = nil, groups: Int = 1, options: SessionOptions
    ) throws {
        var opened: OpenedSession
        do {
            opened = try openedToRun(file, ranks)
            opened.groups = groups
        } catch {
            ranks?.leave()
            throw error
        }
        do {
            try ranks?.compare(opened.document.text, otherwise: .otherSession)
        } catch {
            throw ExitCode.failure
        }
        try sayIfCellsAreMissing(opened.document, file)
        let manager = SessionManager(opened, overrides: try options.overrides(for: opened.document))
        // Whoever looks on from elsewhere sees what it predicts.
        manager.watch(manager.keepsRuns)
        let failed = asEvents ? try runEvents(manager, ranks) : try run(manager, ranks)
        guard ranks?.isFirst ?? true else {
            if failed > 0 { throw ExitCode.failure }
            return
        }
        // Its runs are listed when the session is opened next.
        manager.flush()
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

    /// Says on standard error where a session has no cell, or something in it only looks like one, and ends the command where there is nothing to run: an empty
    /// file, too, is then most likely the wrong one, or one that another program has failed to fill.
    static func sayIfCellsAreMissing(_ document: Document, _ file: String) throws {
        let path = file == "-" ? "standard input" : file
        guard let notice = document.cellNotice(path: path) ?? (document.cells.isEmpty ? Document.withoutCells(path: path) : nil) else {
            return
        }
        Standard.error("unroll: \(file == "-" ? notice.withCapital : notice)\n")
        if document.cells.isEmpty { throw ExitCode.failure }
    }

    /// Runs all cells; what they print goes to `write`, progress to a terminal on standard error.
    ///
    /// - Returns: how many cells failed.
    /// - Throws: the exit status of a program that was told to end: 130 after ^C, else 75 where what trained has kept its state, so that the same command
    ///   goes on.
    static func run(
        _ manager: SessionManager, _ ranks: RankGroup? = nil, write: @escaping (String) -> Void = Standard.output
    ) throws -> Int {
        try interruptible(manager, ranks) {
            let progress: ((String) -> Void)? = Standard.errorIsTerminal && ranks?.isFirst ?? true ? { Standard.progress($0) } : nil
            return PlainFront(manager, write: write, progress: progress).runAll()
        }
    }

    /// Runs all cells; what happens goes to standard output, an event a line.
    private static func runEvents(_ manager: SessionManager, _ ranks: RankGroup?) throws -> Int {
        try interruptible(manager, ranks) { EventFront(manager, write: Standard.table).runAll() }
    }

    private static func interruptible(_ manager: SessionManager, _ ranks: RankGroup?, _ run: () -> Int) throws -> Int {
        let interruption = Interruption(manager, ranks)
        let failed = run()
        if let ranks {
            guard ranks.isEnding else { return failed }
            manager.waitUntilIdle()
            if ranks.failure?.isOfAll ?? false { throw ExitCode.failure }
            if ranks.isFirst, ranks.failure == nil { Standard.error("unroll: Interrupted; the same command resumes.\n") }
            throw ExitCode(Interruption.goOnLater)
        }
        if let signal = interruption.signal {
            manager.waitUntilIdle()
            Standard.error(manager.keepsRuns ? "unroll: Interrupted; the same command resumes.\n" : "unroll: Interrupted.\n")
            throw ExitCode(manager.keepsRuns && signal != SIGINT ? Interruption.goOnLater : 128 + signal)
        }
        return failed
    }

    static func end(failed: Int) throws {
        guard failed > 0 else { return }
        Standard.error("unroll: \(Figures.count(failed, "cell")) failed.\n")
        throw ExitCode.failure
    }
}
