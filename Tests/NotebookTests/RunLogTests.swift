import Foundation
import TestSupport
import Testing

@testable import Notebook

/// Figures of runs in separate files.
@Suite struct RunLogTests {
    private static let setup = "d = strokes(train: 40, test: 20)\nnet = gru(4) | last | dense(10)"
    private static let header =
        "epoch,step,train_loss,test_loss,test_error,sequences_per_second,learning_rate,gradient_norm"

    private func train(_ log: String, epochs: Int = 2, rate: String = "0.01") -> String {
        "run = train(net, d, epochs: \(epochs), batch: 20, optimizer: adam(\(rate)), log: \"\(log)\")"
    }

    private func lines(_ folder: URL, _ name: String = "metrics.csv") throws -> [Substring] {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n")
    }

    private func names(_ folder: URL) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

    private func events(_ folder: URL) throws -> [String] { try names(folder).filter { $0.hasPrefix("events.out.tfevents.") } }

    @Test func aLineAnEpochAndAFileOfEvents() throws {
        try withTemporaryFolder { folder in
            let log = folder.appending(path: "runs/a")
            let cells = runCells([Self.setup, train(log.path), "run.history"])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            let lines = try lines(log)
            #expect(lines[0] == Self.header && lines.count == 3, "\(lines)")
            let fields = lines[2].split(separator: ",", omittingEmptySubsequences: false)
            #expect(fields[0] == "2" && fields[1] == "4" && fields[6] == "0.01" && !fields[7].isEmpty)
            #expect(cells[2].output.contains(String(format: "%.4f", Double(fields[2]) ?? 0)), "\(cells[2].output)")
            #expect(try names(log).count == 2)
            #expect(try events(log).count == 1)
        }
    }

    /// Running the same again adds nothing; continuing adds lines and a file of events; another run sets the table
    /// aside.
    @Test func whatIsThereStays() throws {
        try withTemporaryFolder { folder in
            let first = runCells([Self.setup, train(folder.path)])
            #expect(first.allSatisfy { $0.status == .done })
            let once = try lines(folder)
            _ = runCells([Self.setup, train(folder.path)])
            #expect(try lines(folder) == once)
            #expect(try events(folder).count == 1)

            let longer = runCells([Self.setup, train(folder.path), "more = train(run, epochs: 1, log: \"\(folder.path)\")"])
            #expect(longer.allSatisfy { $0.status == .done }, "\(longer)")
            let three = try lines(folder)
            #expect(Array(three.prefix(3)) == once && three.count == 4 && three[3].hasPrefix("3,6,"))
            #expect(try events(folder).count == 2)

            _ = runCells([Self.setup, train(folder.path, rate: "0.02")])
            #expect(try lines(folder, "metrics-1.csv") == three)
            let other = try lines(folder)
            #expect(other.count == 3 && other[1] != once[1])
            // A shorter run of the same kind leaves no lines of the longer one.
            _ = runCells([Self.setup, train(folder.path, epochs: 1, rate: "0.02")])
            #expect(try lines(folder) == Array(other.prefix(2)))
            #expect(try lines(folder, "metrics-2.csv") == other)
        }
    }

    @Test func aLineThatWasCutShortIsWrittenAnew() throws {
        try withTemporaryFolder { folder in
            _ = runCells([Self.setup, train(folder.path)])
            let file = folder.appending(path: "metrics.csv")
            let whole = try lines(folder)
            try Data(contentsOf: file).dropLast(9).write(to: file)
            _ = runCells([Self.setup, train(folder.path)])
            let figures = { (line: Substring) in line.split(separator: ",").prefix(5) }
            #expect(try lines(folder).map(figures) == whole.map(figures))
            #expect(try names(folder).contains("metrics-1.csv"))
        }
    }

    /// Each trial has its own folder.
    @Test func trialsAreApart() throws {
        try withTemporaryFolder { folder in
            let cells = runCells([
                Self.setup, "tries = repeat(train(net, d, epochs: 1, batch: 20, log: \"\(folder.path)\"), seeds: 2)",
            ])
            #expect(cells[1].status == .done, "\(cells)")
            let second = try lines(folder.appending(path: "2"))
            #expect(try names(folder) == ["1", "2"])
            #expect(second.count == 2)
        }
    }

    /// Training continues if nothing can be written, which is reported once.
    @Test func whatCannotBeWrittenIsSaidOnce() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "file")
            try Data("x".utf8).write(to: file)
            let cells = runCells([Self.setup, train(file.appending(path: "log").path)])
            #expect(cells[1].status == .done)
            #expect(cells[1].output.components(separatedBy: "cannot be written").count == 2, "\(cells[1].output)")
            #expect(cells[1].output.hasPrefix("log: ") && cells[1].output.contains("\n    2 "))
        }
    }

    private static let python = PythonPeer(importing: ["tensorboard"])

    private struct Found: Decodable {
        var version: String
        var scalars: [String: [[Double]]]
        var histograms: [String: [[Double]]]
        var texts: [String: [String]]
    }

    @Test(.enabled(if: python != nil, "no Python that imports tensorboard: name one by UNROLL_PYTHON"))
    func tensorBoardReadsIt() throws {
        try withTemporaryFolder { folder in
            let log = folder.appending(path: "log")
            let text = folder.appending(path: "a.txt")
            try String(repeating: "abcd\n", count: 100).write(to: text, atomically: true, encoding: .utf8)
            let run = "run = train(lstm(4) | dense(d.features), d, epochs: 2, batch: 4, steps: 16, log: \"\(log.path)\")"
            let cells = runCells(["d = text(\"\(text.path)\").split(0.8)", run, "more = train(run, epochs: 1, log: \"\(log.path)\")"])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            let python = try #require(Self.python)
            let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Python/tensorboard_events.py")
            let result = try python.run(["-W", "ignore", script.path, log.path])
            let json = try #require(result.output.split(separator: "\n").last { $0.hasPrefix("{") }, "\(result.output)")
            let found = try JSONDecoder().decode(Found.self, from: Data(json.utf8))
            let rows = try lines(log).dropFirst().map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
            }
            #expect(rows.count == 3)
            let losses = try #require(found.scalars["loss/train"])
            #expect(losses.map { $0[0] } == rows.map { $0[1] })
            for (loss, row) in zip(losses, rows) { #expect(Float(row[2]) == Float(loss[1])) }
            #expect(found.scalars["error/test"]?.count == 3 && found.scalars["training/learning_rate"]?.count == 3)
            // The kernel of the LSTM: five symbols by four gates of four units.
            let kernel = try #require(found.histograms["weights/0.kernel"])
            #expect(kernel.count == 3 && kernel.allSatisfy { $0[1] == 80 && $0[2] == 80 })
            let samples = try #require(found.texts["sample"])
            #expect(samples.count == 3 && samples.allSatisfy { $0.hasPrefix("    ") })
            print("TensorBoard \(found.version) reads \(found.scalars.count) scalars and \(found.histograms.count) histograms")
        }
    }
}
