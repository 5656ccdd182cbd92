import Foundation
import TestSupport
import Testing

@testable import Notebook

/// `train(run, ...)` in cells.
@Suite struct GoingOnTests {
    private static let data = "d = strokes(train: 200, test: 50)\nnet = gru(8) | dropout(0.2) | last | dense(10)"
    private static let first = "run = train(net, d, epochs: 2, batch: 20, optimizer: adam(0.003))"

    /// The lines of epochs, without speeds.
    private func epochs(_ output: String) -> [String] {
        output.split(separator: "\n" as Character).map { String(RecordedOutput.comparable(String($0))) }.filter {
            $0.first?.isNumber == true || $0.hasPrefix("  ")
        }
    }

    @Test func goesOnWithTheSettingsOfTheRun() {
        let cells = runCells([
            Self.data, Self.first, "more = train(run, epochs: 2)", "again = train(run, d, epochs: 2, batch: 20)",
            "all = train(net, d, epochs: 4, batch: 20, optimizer: adam(0.003))", "[more.epochs, more.steps]",
            "[more.loss, more.error]", "[again.loss, again.error]", "[all.loss, all.error]",
        ])
        #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
        #expect(cells[2].output.hasPrefix("continues run after 2 epochs, 20 steps\n"), "\(cells[2].output)")
        #expect(epochs(cells[2].output).suffix(2) == epochs(cells[4].output).suffix(2))
        #expect(cells[5].output == "[4, 40]")
        #expect(cells[6].output == cells[8].output && cells[7].output == cells[8].output)
    }

    @Test func whatHasNothingToGoOnFrom() {
        let cells = runCells([
            Self.data, Self.first, "train(run.network)", "train(run, freeze: [5])", "train(run, freeze: [1.5])",
            "anew = train(run.network, d, epochs: 1)",
        ])
        #expect(cells[2].output.contains("`data` is missing"))
        #expect(cells[3].output.contains("There is no layer 5 to freeze: the network has 4, counted from 1."))
        #expect(cells[4].status == .failed)
        #expect(cells[5].status == .done && !cells[5].output.contains("continues"))
    }

    @Test func newClassesAndWordsGetRowsOfTheirOwn() throws {
        try withTemporaryFolder { folder in
            func file(_ name: String, _ lines: [(tokens: String, labels: String)]) throws -> String {
                let path = folder.appending(path: name).path
                func list(_ words: String) -> String { "[" + words.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ",") + "]" }
                let text = lines.map { "{\"tokens\":\(list($0.tokens)),\"labels\":\(list($0.labels))}" }.joined(separator: "\n")
                try text.write(toFile: path, atomically: true, encoding: .utf8)
                return path
            }
            let first = try file("a.jsonl", [("the cat sees", "D N V"), ("cat sees the", "N V D")])
            let second = try file("b.jsonl", [("a dog runs fast", "D N V A"), ("the fast cat", "D A N")])
            let cells = runCells([
                "a = jsonl(\"\(first)\")\nb = jsonl(\"\(second)\")\nnet = embedding(4) | gru(6) | dense(3)",
                "run = train(net, a, epochs: 30, batch: 1, optimizer: adam(0.03))", "train(run, b, epochs: 1)",
                "more = train(run, b, epochs: 60, batch: 1, extend: true)", "more.error", "evaluate(more, a)", "evaluate(more, b)",
                "train(net, a, extend: true)", "train(run, a, epochs: 1, extend: true)", "more.network",
            ])
            #expect(
                cells[2].output.contains("which the run does not know; it knows 3 symbols. Remove them, or continue with train(run"),
                "\(cells[2].output)")
            #expect(
                cells[3].status == .done
                    && cells[3].output.hasPrefix(
                        "continues run after 30 epochs, 60 steps; 1 new class and 4 new symbols added to what it knows\n"),
                "\(cells[3].output)")
            #expect(cells[5].status == .done && cells[6].output.contains("0.00 %"), "\(cells[6].output) \(cells[5].output)")
            #expect(cells[7].output.contains("extend: is for a run that continues"), "\(cells[7].output)")
            #expect(cells[8].status == .done && cells[9].output.contains("dense(4)"), "\(cells[8].output) \(cells[9].output)")
        }
    }

    /// Training also continues from weights in a file.
    @Test func loadedWeightsAreTrainedOn() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "w.safetensors").path
            let cells = runCells([
                Self.data, Self.first, "save(run, \"\(file)\")", "loaded = load(net, \"\(file)\", d)",
                "more = train(loaded, epochs: 1, batch: 20, freeze: [1])", "more.epochs",
            ])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            #expect(cells[4].output.hasPrefix("begins with the weights of "), "\(cells[4].output)")
            #expect(cells[5].output == "1")
        }
    }

    /// A run that continues another is suspended with it, and both are restored with the same bits.
    @Test func aSuspendedRunGoesOn() throws {
        func manager(_ sources: String...) -> SessionManager {
            var document = Document()
            document.elements = sources.map { .cell(DocumentCell(source: $0)) }
            return SessionManager(document: document, location: nil)
        }
        func comparable(_ view: CellView) -> [String] {
            view.output.plain.split(separator: "\n" as Character).map { String(RecordedOutput.comparable(String($0))) }
        }
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            let whole = manager(Self.data, Self.first, "more = train(run, epochs: 60)", "more.loss")
            try whole.document.text.write(toFile: path, atomically: true, encoding: .utf8)
            whole.runAll()
            whole.waitUntilIdle()
            try untilGone {
                let first = SessionManager(try OpenedSession.open(path))
                first.runAll()
                #expect(eventually(every: .milliseconds(2)) { first.state.activeRun.map { $0.snapshot.step > 40 } ?? false })
                #expect(first.suspend(milliseconds: 60_000))
                return first
            }
            let resumed = SessionManager(try OpenedSession.open(path))
            resumed.waitUntilIdle()
            resumed.runAll()
            resumed.waitUntilIdle()
            for (old, new) in zip(whole.state.cells, resumed.state.cells) { #expect(comparable(old) == comparable(new)) }
        }
    }
}
