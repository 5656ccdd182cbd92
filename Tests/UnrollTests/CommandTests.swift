import Foundation
import TestSupport
import Testing

/// Drives the real program through pipes.
@Suite struct CommandTests {
    typealias Result = Program.Result

    func unroll(_ arguments: String..., input: String = "") throws -> Result { try Program.run(arguments, input: input) }

    private let session = "# T\n\n```unroll\nn = 3\n```\n\n```unroll\n[n, n]\n```\n\n```output\n[3, 3]\n```\n"

    @Test func runPrintsOutputs() throws {
        #expect(try unroll("run", "-", input: session) == Result(output: "[3, 3]\n", error: "", code: 0))
        #expect(try unroll("run", "-", "--set", "n=4", input: session).output == "[4, 4]\n")
        let unknown = try unroll("run", "-", "--set", "m=4", input: session)
        #expect(unknown.code != 0)
        #expect(unknown.error.contains("The session does not assign `m`; it assigns `n`."))
    }

    @Test func aCommandThatThereIsNotIsNoSession() throws {
        let near = try unroll("rn", "foo.md")
        #expect(near.code == 64)
        #expect(near.error == "There is no command rn. Did you mean `unroll run`?\n")
        #expect(
            try unroll("rn").error == "There is no command rn. Did you mean `unroll run`? `unroll ./rn` opens a session with this name.\n")
        #expect(try unroll("transform", "foo.md").error == "There is no command transform. `unroll --help` lists all commands.\n")
        #expect(try unroll("run", "-", input: session).code == 0)
    }

    @Test func failuresAreExitCodes() throws {
        let failing = try unroll("run", "-", input: "```unroll\nnope\n```\n")
        #expect(failing.code == 1)
        #expect(failing.output.contains("nope"))
        #expect(failing.error == "unroll: 1 cell failed.\n")
        let missing = try unroll("run", "no-such-file.md")
        #expect(missing == Result(output: "", error: "unroll: There is no file no-such-file.md.\n", code: 1))
    }

    @Test func aSessionWithoutCellsIsNotRunInSilence() throws {
        let result = try unroll("run", "-", input: "```{unroll}\n1\n```\n")
        #expect(result.code == 1)
        #expect(result.error.hasPrefix("unroll: Line 1 of standard input, `"))
        #expect(result.error.contains("a line ```unroll"))
        #expect(try unroll("replay", "--check", "-", input: "prose\n").code == 1)
        let empty = try unroll("run", "-")
        #expect(empty.code == 1 && empty.output.isEmpty)
        #expect(
            empty.error
                == "unroll: Standard input has no cells; a cell is written between a line ```unroll and a line ```, both at the left margin.\n"
        )
    }

    /// Incomplete output is not passed off as complete.
    @Test func aFullOutputIsAFailure() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "a.md")
            try session.write(to: file, atomically: true, encoding: .utf8)
            let process = Process()
            process.executableURL = Program.executable
            process.arguments = ["run", file.path]
            process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
            let errors = Pipe()
            process.standardError = errors
            try process.run()
            let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 74)
            #expect(text.hasPrefix("unroll: Standard output cannot be written: "))
        }
    }

    /// A file or an argument could otherwise set the terminal's title, or worse.
    @Test func controlCharactersDoNotReachTheTerminal() throws {
        func isClean(_ result: Result) -> Bool {
            (result.output + result.error).unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
        }
        let escape = "\u{1B}]0;pwn\u{7}"
        for arguments in [
            ["run", "a\(escape).md"], ["--\(escape)"], ["data", escape], ["bench", "--only", escape], ["run", "-", "--set", "\(escape)=1"],
        ] {
            let result = try Program.run(arguments, input: session)
            #expect(result.code != 0 && result.error.contains("␛]0;pwn␇") && isClean(result), "\(result)")
        }
        let recorded = try Program.run(["replay", "--check", "-"], input: "```unroll\n1\n```\n\n```output\n\(escape)\n```\n")
        #expect(recorded.code == 1 && recorded.output.contains("-␛]0;pwn␇") && isClean(recorded))
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.ts").path
            try "@problemName \(escape)\n@classLabel true \(escape)\n@data\n1,2:\(escape)\n".write(
                toFile: path, atomically: true, encoding: .utf8)
            let data = try Program.run(["data", path])
            #expect(data.code == 0 && data.output.contains("␛") && isClean(data))
            let run = try Program.run(["run", "-"], input: "```unroll\nd = ts(\"\(path)\")\nd\nd.train[0]\n```\n")
            #expect(run.code == 0 && run.output.contains("␛") && isClean(run))
        }
    }

    @Test func settingsThatCannotBeFollowedAreRefused() throws {
        let settings = [
            ("UNROLL_ISA", "foo", "UNROLL_ISA is \"foo\"; expected "), ("UNROLL_ISA", "", "UNROLL_ISA is \"\"; expected "),
            ("UNROLL_THREADS", "0", "UNROLL_THREADS is \"0\"; expected a whole number from 1 to 256."),
            ("UNROLL_THREADS", "many", "UNROLL_THREADS is \"many\"; expected a whole number from 1 to 256."),
        ]
        for (name, value, sentence) in settings {
            let result = try Program.run(["run", "-"], input: "```unroll\n1\n```\n", environment: [name: value])
            #expect(result.code == 64 && result.output.isEmpty && result.error.contains(sentence), "\(result)")
        }
        let result = try Program.run(
            ["run", "-"], input: "```unroll\n1\n```\n", environment: ["UNROLL_ISA": "portable", "UNROLL_THREADS": "1"])
        #expect(result == Result(output: "1\n", error: "", code: 0))
        #expect(try Program.run(["--help"], environment: ["UNROLL_ISA": "foo"]).code == 0)
    }

    /// A run that is told to end saves its state: the same command continues it, with the same result.
    @Test func aRunThatIsEndedGoesOnByTheSameCommand() throws {
        try withTemporaryFolder { folder in
            let text = """
                ```unroll
                digits = strokes(train: 1000, test: 100)
                run = train(gru(16) | last | dense(10), digits, epochs: 50, batch: 20)
                evaluate(run)
                ```

                """
            let (whole, ended) = (folder.appending(path: "whole.md"), folder.appending(path: "ended.md"))
            for file in [whole, ended] { try text.write(to: file, atomically: true, encoding: .utf8) }
            func comparable(_ output: String) -> [[Substring]] {
                // Speeds differ.
                output.split(separator: "\n").map { $0.split(separator: " ") }.map { $0.last?.hasSuffix("/s") == true ? $0.dropLast() : $0 }
            }
            let runs = folder.appending(path: ".unroll/ended.md/runs")
            let result = try Program.run(["run", ended.path]) { process in
                let isKept = eventually { (try? FileManager.default.contentsOfDirectory(atPath: runs.path))?.isEmpty == false }
                #expect(isKept)
                kill(process.processIdentifier, SIGTERM)
            }
            #expect(result.code == 75 && result.error.hasSuffix("the same command resumes.\n"))
            #expect(try String(contentsOf: ended, encoding: .utf8) == text)
            let rest = try unroll("run", ended.path)
            let all = try unroll("run", whole.path)
            #expect(rest.code == 0 && comparable(rest.output) == comparable(all.output))
            // A finished run is available without a step.
            #expect(comparable(try unroll("run", whole.path).output) == comparable(all.output))
        }
    }

    @Test func benchMeasures() throws {
        struct Report: Decodable {
            struct Peak: Decodable { var oneCore: Double, allCores: Double }
            struct Row: Decodable {
                var name: String, milliseconds: Double, bestMilliseconds: Double, gflops: Double, fractionOfPeak: Double
                var leastFraction: Double, greatestFraction: Double
            }
            var peak: Peak
            var rows: [Row]
        }
        let measured = try unroll("bench", "--json", "--only", "gru 1x32", "--seconds", "0.01", "--threads", "1")
        #expect(measured.code == 0 && measured.error.isEmpty)
        let report = try JSONDecoder().decode(Report.self, from: Data(measured.output.utf8))
        let row = try #require(report.rows.first)
        #expect(report.rows.count == 1 && row.name == "gru 1x32 batch 100")
        #expect(0 < row.bestMilliseconds && row.bestMilliseconds <= row.milliseconds)
        // 28 steps of products with 28 x 96 and 32 x 96 weights for 100 sequences, the backward pass for states and
        // weights, and the head.
        let operations = row.gflops * row.milliseconds * 1e6
        #expect((70e6...90e6).contains(operations))
        #expect(
            row.leastFraction <= row.fractionOfPeak && row.fractionOfPeak <= row.greatestFraction && (0...1.2).contains(row.fractionOfPeak))
        // The complete name of a case selects only that case.
        let exact = try unroll("bench", "--json", "--only", "gru 1x32 batch 100", "--seconds", "0.01", "--threads", "1")
        #expect(exact.output.components(separatedBy: "\"name\"").count == 2, "\(exact.output)")
        #expect(try unroll("bench", "--only", "nonsense").error.contains("No case has a name that contains `nonsense`"))
    }

    @Test func benchMeasuresTheFront() throws {
        struct Report: Decodable {
            struct Latency: Decodable { var median: Double, percentile99: Double }
            struct Front: Decodable {
                var firstFrame: Double, openingOfManyCells: Double, key: Latency, keyAmongManyCells: Latency, bytesPerFrame: Double,
                    cells: Int
            }
            var rows: [String]
            var front: Front
        }
        let measured = try unroll("bench", "--json", "--only", "front", "--seconds", "0.01", "--cells", "50", "--threads", "1")
        #expect(measured.code == 0 && measured.error.isEmpty)
        let report = try JSONDecoder().decode(Report.self, from: Data(measured.output.utf8))
        #expect(report.rows.isEmpty && report.front.cells == 50)
        #expect(report.front.firstFrame > 0 && report.front.openingOfManyCells > 0 && report.front.bytesPerFrame > 0)
        for key in [report.front.key, report.front.keyAmongManyCells] { #expect(0 < key.median && key.median <= key.percentile99) }
    }

    @Test func aReplayIsRecorded() throws {
        try withTemporaryFolder { folder in
            let cast = folder.appending(path: "a.cast").path
            #expect(try unroll("replay", "-", "--cast", cast, "--size", "60x12", input: session).code == 0)
            let lines = try String(contentsOfFile: cast, encoding: .utf8).split(separator: "\n")
            #expect(lines.count > 3 && lines[0].contains(#""width": 60, "height": 12"#))
            #expect(try unroll("replay", "-", "--check", "--cast", cast, input: session).code == 64)
            #expect(try unroll("replay", "-", "--cast", folder.path, input: session).code == 1)
            // An earlier recording is replaced, but no other file.
            let replaced = try unroll("replay", "-", "--cast", cast, "--size", "60x12", input: session)
            #expect(replaced.code == 0 && replaced.error.contains("\nreplaced \(cast), "))
            let missing = folder.appending(path: "none").path
            #expect(
                try unroll("replay", "-", "--cast", missing + "/a.cast", input: session).error
                    == "unroll: There is no folder \(missing) for \(missing)/a.cast; `mkdir -p \(missing)` makes it.\n")
            #expect(
                try unroll("run", "-", "--output", missing + "/a.txt", input: session).error
                    == "unroll: There is no folder \(missing) for \(missing)/a.txt; `mkdir -p \(missing)` makes it.\n")
            let file = folder.appending(path: "session.md").path
            try session.write(toFile: file, atomically: true, encoding: .utf8)
            let refused = try unroll("replay", file, "--cast", file)
            #expect(refused.code == 1 && refused.error.contains("it is not a recording"))
            #expect(try String(contentsOfFile: file, encoding: .utf8) == session)
        }
    }

    @Test func replayCompares() throws {
        let same = try unroll("replay", "--check", "-", input: session)
        #expect(same == Result(output: "-: 2 cells, no difference\n", error: "", code: 0))
        let differs = try unroll("replay", "--check", "-", "--set", "n=4", input: session)
        #expect(differs.code == 1)
        #expect(differs.output.contains("-[3, 3]\n+[4, 4]\n"))
    }

    @Test func recordWritesTheFile() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            try "```unroll\n[1]\n```\n".write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try unroll("run", "--record", path).code == 0)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "```unroll\n[1]\n```\n\n```output\n[1]\n```\n")
            #expect(try unroll("replay", "--check", path).code == 0)
        }
    }

    @Test func withoutATerminalLinesAreCells() throws {
        let result = try unroll(input: "n = 2\n[n,\n n]\n:nonsense\n:quit\n[9]\n")
        #expect(result.output == "[2, 2]\nThere is no command :nonsense; :help lists them.\n")
        #expect(result.code == 0)
    }

    @Test func version() throws {
        #expect(try unroll("--version").output == "0.1.0\n")
    }
}
