import Foundation
import TestSupport
import Testing

/// `unroll predict` and `unroll stream`, through pipes.
extension CommandTests {
    @Test func aSavedRunIsAppliedFromTheShell() throws {
        try withTemporaryFolder { folder in
            let (file, saved) = (folder.appending(path: "walks.csv").path, folder.appending(path: "run.safetensors").path)
            let rows = (0..<8).flatMap { id in (0..<3).map { "\(id),\(Double(id * $0) / 4),\($0 % 2),\(id % 2 == 0 ? "left" : "right")\n" }
            }
            try ("id,x,y,class\n" + rows.joined()).write(toFile: file, atomically: true, encoding: .utf8)
            let session = """
                ```unroll
                run = train(gru(4) | last | dense(2), csv("\(file)", label: "class"), epochs: 1, batch: 2)
                save(run, "\(saved)")
                ```

                """
            let result = try unroll("run", "-", input: session)
            #expect(result.code == 0, "\(result.output)")
            let table = try unroll("predict", saved, file)
            #expect(table.code == 0 && table.error.isEmpty, "\(table.error)")
            let lines = table.output.split(separator: "\n")
            #expect(lines.count == 9 && lines[0] == "sequence,prediction,left,right", "\(table.output)")
            let out = folder.appending(path: "out.csv").path
            #expect(try unroll("predict", saved, file, "--to", out) == Result(output: "", error: "", code: 0))
            #expect(try String(contentsOfFile: out, encoding: .utf8) == table.output)

            let steps = rows[3..<6].map { $0.split(separator: ",")[1...2].joined(separator: ",") + "\n" }.joined()
            let stream = try unroll("stream", saved, input: steps + "\n" + steps)
            let said = stream.output.split(separator: "\n")
            #expect(stream.code == 0 && said.count == 7 && said[0] == "step,prediction,left,right", "\(stream.output)\(stream.error)")
            #expect(said[1...3] == said[4...6] && said[3].dropFirst(2) == lines[2].dropFirst(2))

            // The same through a pipe, in other forms, by flags and by the name of the file.
            let piped = try unroll("predict", saved, "-", "--as", "jsonl", input: "id,x,y,class\n" + rows.joined())
            #expect(piped.output.split(separator: "\n").count == 8 && piped.output.hasPrefix("{\"sequence\":"), "\(piped)")
            #expect(try unroll("predict", saved, file, "--to", out + ".npy").code == 0)
            #expect(try Data(contentsOf: URL(filePath: out + ".npy")).starts(with: [0x93, 0x4E]))
            let objects = try unroll("stream", saved, "--from", "jsonl", "--as", "jsonl", input: "[0,1]\n{\"y\":1,\"x\":0}\n")
            #expect(objects.code == 0 && objects.output.split(separator: "\n").count == 2, "\(objects)")
            #expect(try unroll("stream", saved, "--as", "xml").code == 64)

            let wrong = try unroll("stream", saved, input: "1,2\n1,2,3\n")
            #expect(wrong.code == 1 && wrong.error == "unroll: Line 2: There are 3 numbers; a step of this run has 2.\n", "\(wrong.error)")
            let other = try unroll("predict", file, file)
            #expect(other.code == 1 && other.error.hasPrefix("unroll: "))
        }
    }
    /// A run of a session is applied by its name, even while the session is open elsewhere; an unknown one is refused,
    /// and nothing is trained or written.
    @Test func aRunOfASessionIsAppliedByItsName() throws {
        try withTemporaryFolder { folder in
            let (file, session) = (folder.appending(path: "a.csv").path, folder.appending(path: "s.md").path)
            try "1,0.5,up\n2,0.1,down\n3,0.4,up\n4,0.2,down\n".write(toFile: file, atomically: true, encoding: .utf8)
            let saved = folder.appending(path: "run.safetensors").path
            try
                "```unroll\nrate = 0.01\nd = csv(\"\(file)\")\nrun = train(gru(4) | last | dense(2), d, epochs: 2, batch: 2, optimizer: adam(rate))\n```\n\n"
                .write(
                    toFile: session, atomically: true, encoding: .utf8)
            let early = try unroll("predict", "\(session):run", file)
            #expect(early.code == 1 && early.error.contains("run has not finished training here"), "\(early.error)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a.csv", "s.md"])
            #expect(try unroll("run", session).code == 0)
            let own = try unroll("predict", "\(session):run", file)
            #expect(own.code == 0 && own.error.isEmpty && own.output.split(separator: "\n").count == 5, "\(own.error)")
            #expect(
                try unroll(
                    "run", "-",
                    input:
                        "```unroll\nrun = train(gru(4) | last | dense(2), csv(\"\(file)\"), epochs: 2, batch: 2, optimizer: adam(0.01))\nsave(run, \"\(saved)\")\n```\n"
                ).code == 0)
            #expect(try unroll("predict", saved, file).output == own.output)
            #expect(try unroll("stream", "\(session):run", input: "1\n2\n").output == unroll("stream", saved, input: "1\n2\n").output)
            let other = try unroll("predict", "\(session):run", file, "--set", "rate=0.02")
            #expect(other.code == 1 && other.error.contains("run has not finished training here"))
            #expect(
                try unroll("predict", "\(session):ran", file).error
                    == "unroll: No cell of \(session) gives a value to ran. Its runs are run.\n")
            #expect(try unroll("predict", "\(session):d", file).error.hasPrefix("unroll: d is not a run of "))
            #expect(try unroll("predict", session, file).error.hasSuffix("say which of its runs to use, as in \(session):run.\n"))
        }
    }
}
