import Foundation
import TerminalDriver
import TestSupport
import Testing

/// Drives the real program through a pseudo-terminal.
@Suite(.serialized) struct NotebookTests {
    private static let lines = [
        "digits = strokes(train: 2000, test: 200)", "net = gru(16) | last | dense(10)", "run = train(net, digits, epochs: 8, batch: 20)",
    ]

    private func notebook(_ arguments: [String], folder: URL, width: Int, height: Int) throws -> PseudoTerminal {
        try PseudoTerminal(
            Program.executable, arguments, folder: folder, width: width, height: height, environment: ["UNROLL_THREADS": "2"])
    }

    private func hasBraille(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) }
    }

    /// The program ends without an error, and the terminal is as before.
    private func expectOrderlyEnd(_ terminal: PseudoTerminal, code expected: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation) {
        let code = terminal.end()
        #expect(code == expected, sourceLocation: sourceLocation)
        let output = terminal.output
        let wasGivenBack =
            terminal.isAsBefore && output.contains("\u{1B}[?1049h") && output.contains("\u{1B}[?1049l") && output.contains("\u{1B}[?2004l")
        #expect(wasGivenBack, sourceLocation: sourceLocation)
    }

    @Test func threeLinesLearn() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "digits.md")
            let terminal = try notebook([file.path], folder: folder, width: 120, height: 40)
            for line in Self.lines { terminal.type(line + "\r") }
            let curveWasDrawn = eventually(every: .milliseconds(20)) { hasBraille(terminal.output) }
            #expect(curveWasDrawn)
            for (width, height) in [(80, 24), (1, 1), (200, 60), (100, 30)] {
                terminal.resize(width, height)
                usleep(60_000)
            }
            // Meaningless words are answered, and the training is not disturbed.
            terminal.type("}{ \u{1B}[Z\u{1}\u{2} nonsense(\u{15}\u{B}:no")
            // Nor are reports of the mouse, whole or incomplete, part of a word.
            terminal.type("\u{1B}[<0;5;5M\u{1B}[<64;5;5M\u{1B}[<0;99999999999999999999;1M\u{1B}[I\u{1B}[<0;5;\u{1B}[<35;1;1Mnsense\r")
            let isAnswered = terminal.shows("There is no command :nonsense")
            #expect(isAnswered)
            let hasEnded = terminal.shows("finished")
            #expect(hasEnded)
            terminal.type(":quit\r")
            expectOrderlyEnd(terminal)
            let text = try String(contentsOf: file, encoding: .utf8)
            for line in Self.lines { #expect(text.contains(line)) }
            #expect(text.contains("epoch"))
        }
    }

    /// A terminal that declares true colour gets colours in red, green and blue, even if the name in TERM promises
    /// eight or is unknown here; screen passes on what another terminal has declared, and does not get them.
    @Test(arguments: [
        (["TERM": "xterm", "COLORTERM": "truecolor"], true), (["TERM": "xterm-256color", "COLORTERM": "24bit"], true),
        (["TERM": "unheard-of", "COLORTERM": "truecolor"], true), (["TERM": "xterm", "COLORTERM": ""], false),
        (["TERM": "screen-256color", "COLORTERM": "truecolor", "STY": "1.a", "TMUX": ""], false),
        (["TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"], false),
    ])
    func colorsAreThoseThatTheTerminalSaysItHas(_ environment: [String: String], _ hasAll: Bool) throws {
        try withTemporaryFolder { folder in
            let terminal = try PseudoTerminal(
                Program.executable, [], folder: folder, width: 80, height: 24,
                environment: ["UNROLL_THREADS": "2", "NO_COLOR": ""].merging(environment) { $1 })
            let isReady = terminal.shows("Type a line like these")
            #expect(isReady)
            terminal.type(":quit\r")
            _ = terminal.end()
            #expect((terminal.output.contains("38;2;") || terminal.output.contains("48;2;")) == hasAll)
        }
    }

    private static let longTraining = "run = train(net, digits, epochs: 9999, batch: 10)"

    /// Whatever ends the notebook, the run continues when it is opened again; only a command ends the run.
    @Test func onlyAWordEndsARun() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "told.md")
            func text() throws -> String { try String(contentsOf: file, encoding: .utf8) }
            let first = try notebook([file.path], folder: folder, width: 120, height: 24)
            first.type(Self.lines[0] + "\r" + Self.lines[1] + "\r" + Self.longTraining + "\r")
            let trains = first.shows("/9999  step")
            #expect(trains)
            first.send(SIGTERM)
            expectOrderlyEnd(first, code: 128 + SIGTERM)
            for line in [Self.lines[0], Self.lines[1], Self.longTraining] { #expect(try text().contains(line + "\n")) }
            #expect(try !text().contains("changes:"))

            let second = try notebook([file.path], folder: folder, width: 120, height: 24)
            let goesOn = second.shows("/9999  step")
            second.type(":quit\r")
            let asks = second.shows("run is still training.")
            second.type("n")
            let stays = second.shows("/9999  step")
            second.type(":quit\r")
            let asksAgain = second.shows("run is still training.")
            second.type("\r")
            #expect(goesOn && asks && stays && asksAgain)
            expectOrderlyEnd(second)
            #expect(try !text().contains("changes:"))

            let third = try notebook([file.path], folder: folder, width: 120, height: 24)
            let goesOnAgain = third.shows("/9999  step")
            third.type("\u{3}")
            let asksOnceMore = third.shows("^C once more stops run")
            third.type("\u{3}")
            let stops = third.shows("stopped at step")
            #expect(goesOnAgain && asksOnceMore && stops)
            third.type(":quit\r")
            expectOrderlyEnd(third)
            #expect(try text().contains("changes: [stop(at: ") && text().contains("stopped at step"))
        }
    }

    /// When the connection is lost, running and waiting cells continue to their end.
    @Test func aDroppedLineEndsNothing() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "dropped.md")
            let terminal = try notebook([file.path], folder: folder, width: 120, height: 24)
            for line in Self.lines { terminal.type(line.replacing("epochs: 8", with: "epochs: 60") + "\r") }
            terminal.type("[run.epochs]\r")
            let trains = terminal.shows("/60  step")
            terminal.send(SIGHUP)
            let code = terminal.end()
            #expect(trains && code == 128 + SIGHUP)
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.contains("   60 ") && text.contains("```output\n[60]\n```"))
        }
    }

    /// A second window is read-only until it takes over the session; then the first one is.
    @Test func oneWindowTakesOverFromAnother() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "shared.md")
            let first = try notebook([file.path], folder: folder, width: 120, height: 24)
            first.type(Self.lines[0] + "\r" + Self.lines[1] + "\r" + Self.longTraining + "\r")
            let trains = first.shows("/9999  step")
            let second = try notebook([file.path], folder: folder, width: 120, height: 24)
            let isReadOnly = second.shows("read-only")
            second.type(":take\r")
            let goesOnHere = second.shows("/9999  step")
            let isTold = first.shows("Another notebook has taken this session over")
            #expect(trains && isReadOnly && goesOnHere && isTold)
            first.type(":quit\r")
            expectOrderlyEnd(first)
            second.type(":quit\r")
            let asks = second.shows("run is still training.")
            #expect(asks)
            second.type("w")
            expectOrderlyEnd(second)
            // A process without a window continues, and lets the next notebook have the session.
            let third = try notebook([file.path], folder: folder, width: 120, height: 24)
            let isAtWork = third.shows("read-only")
            third.type(":take\r")
            let goesOn = third.shows("/9999  step")
            #expect(isAtWork && goesOn)
            third.send(SIGTERM)
            expectOrderlyEnd(third, code: 128 + SIGTERM)
        }
    }

    @Test func whatCannotBeKeptIsNotLeft() throws {
        // Root may write everywhere.
        guard getuid() != 0 else { return }
        try withTemporaryFolder { folder in
            let closed = folder.appending(path: "closed")
            try FileManager.default.createDirectory(at: closed, withIntermediateDirectories: true)
            try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: closed.path)
            let terminal = try notebook([closed.appending(path: "a.md").path], folder: folder, width: 120, height: 24)
            terminal.type("n = 3\r:quit\r")
            let stays = terminal.shows("`:quit!` leaves without saving")
            #expect(stays)
            terminal.type(":quit!\r")
            expectOrderlyEnd(terminal)
        }
    }

    /// A crash restores the terminal, and is still a crash for those who wait for the program.
    @Test(arguments: [SIGSEGV, SIGABRT, SIGBUS]) func givesTheTerminalBackWhenItCrashes(_ signal: Int32) throws {
        try withTemporaryFolder { folder in
            let terminal = try notebook([folder.appending(path: "s.md").path], folder: folder, width: 80, height: 24)
            terminal.type("n = 3\r:mouse on\r")
            // Not the echo of the terminal itself, before the program reads the input.
            let isDrawn = terminal.shows("✓ n = 3")
            #expect(isDrawn)
            terminal.send(signal)
            let code = try #require(terminal.end(), "the program goes on")
            #expect(code == signal)
            let endedBySignal = terminal.endedBySignal
            #expect(endedBySignal)
            // Nothing is written after the reset, which ends the paste mode, shows the cursor and leaves the program's
            // screen.
            let wasReset = eventually(every: .milliseconds(20)) {
                let rest = terminal.output.ranges(of: "\u{1B}[?2004l").last.map { terminal.output[$0.lowerBound...] } ?? ""
                return rest.contains("\u{1B}[?1049l") && rest.contains("\u{1B}[?25h") && rest.utf8.count < 100
            }
            let isAsBefore = terminal.isAsBefore
            #expect(wasReset && isAsBefore)
            let output = terminal.output
            let on = try #require(output.range(of: "\u{1B}[?1002h\u{1B}[?1006h"), "the mouse is on")
            #expect(output[on.upperBound...].contains("\u{1B}[?1006l\u{1B}[?1002l"))
        }
    }

    /// A handler on the exhausted stack could not run: it has its own.
    @Test(arguments: [[], ["another thread"]]) func givesTheTerminalBackWhenTheStackIsSpent(arguments: [String]) throws {
        try withTemporaryFolder { folder in
            let program = Program.built("CrashingScreen")
            let terminal = try PseudoTerminal(program, arguments, folder: folder, width: 80, height: 24)
            let code = terminal.end()
            let wasReset = eventually(every: .milliseconds(20)) {
                terminal.output.contains("\u{1B}[?2004l") && terminal.output.contains("\u{1B}[?1049l")
            }
            let isAsBefore = terminal.isAsBefore
            #expect(code == SIGSEGV && wasReset && isAsBefore)
        }
    }

    @Test func aReplayEndsInAVerdict() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "replayed.md")
            try "# T\n\n```unroll\nn = 3\n```\n\n```unroll\n[n, n]\n```\n\n```output\n[3, 3]\n```\n".write(
                to: file, atomically: true, encoding: .utf8)
            let terminal = try notebook(["replay", file.path], folder: folder, width: 100, height: 30)
            let hasEnded = terminal.shows("every output is as recorded")
            #expect(hasEnded)
            terminal.type(":quit\r")
            expectOrderlyEnd(terminal)
        }
    }

    @Test func opensAnotherSession() throws {
        try withTemporaryFolder { folder in
            let (first, second) = (folder.appending(path: "first.md"), folder.appending(path: "second.md"))
            try "# The second\n\n```unroll\n[7]\n```\n".write(to: second, atomically: true, encoding: .utf8)
            let terminal = try notebook([first.path], folder: folder, width: 100, height: 30)
            terminal.type("n = 3\r:open .\r")
            let staysWhereItIs = terminal.shows("is a folder")
            #expect(staysWhereItIs)
            terminal.type(":open second.md\r")
            let isOpen = terminal.shows("The second")
            #expect(isOpen)
            // The same file again: typed cells are saved, read again, and can be saved again.
            terminal.type("[8]\r:open second.md\r[9]\r:quit\r")
            expectOrderlyEnd(terminal)
            #expect(try String(contentsOf: first, encoding: .utf8).contains("n = 3"))
            let text = try String(contentsOf: second, encoding: .utf8)
            #expect(text.contains("[8]") && text.contains("[9]"))
        }
    }
}
