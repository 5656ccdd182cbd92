import Foundation
import Recurrent
import TestSupport
import Testing

@testable import Notebook

/// Sessions that several ranks run together.
@Suite struct RankSessionTests {
    private static let data = "d = strokes(train: 200, test: 60)"

    private static func document(_ sources: [String]) -> Document {
        var document = Document()
        document.elements = sources.map { .cell(DocumentCell(source: $0)) }
        return document
    }

    /// The outputs of the cells at each rank.
    private static func outputs(_ sources: [String], ranks: Int, groups: Int = 1) throws -> [[String]] {
        try ThreadLink.ranks(ranks) { link in
            var opened = OpenedSession(document(sources))
            (opened.ranks, opened.groups) = (RankGroup(link), groups)
            let manager = SessionManager(opened)
            manager.runAll()
            manager.waitUntilIdle()
            return manager.state.cells.map(\.output.plain)
        }
    }

    /// Trials on groups of ranks, some of which are ended early, have the same results as one after another.
    @Test func groupsTrainTheSameTrials() throws {
        let call = "train(gru(6) | last | dense(10), d, epochs: 4, batch: 40, optimizer: adam(rate))"
        let cells = [
            Self.data, "tries = sweep(\(call), rate: [0.01, 3, 2, 0.02, 1], halving: 2)",
            "[tries[0].loss, tries[3].loss]", "[tries[0].epochs, tries[1].epochs, tries[2].epochs, tries[3].epochs, tries[4].epochs]",
        ]
        let alone = runCells(cells).map(\.output)
        #expect(alone[3].contains("4") && alone[3].contains("1"), "\(alone)")
        for outputs in try Self.outputs(cells, ranks: 3, groups: 2) { #expect(outputs == alone) }
    }

    @Test func whatGoesOverAllDataIsTheSame() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "said.csv")
            let cells = [
                Self.data, "run = train(gru(6) | last | dense(10), d, epochs: 1, batch: 40)",
                "evaluate(run, by_class: true, bins: 5, worst: 3)", "predict(run, d.test, to: \"\(file.path)\")",
                "find_rate(gru(8) | last | dense(10), d, batch: 50, steps: 20)",
            ]
            let alone = runCells(cells)
            #expect(alone.allSatisfy { $0.status == .done }, "\(alone)")
            let said = try Data(contentsOf: file)
            try FileManager.default.removeItem(at: file)
            // The table of epochs shows how fast they were.
            let expected = alone.dropFirst(2).map(\.output)
            for outputs in try Self.outputs(cells, ranks: 2) { #expect(Array(outputs.dropFirst(2)) == expected) }
            #expect(try Data(contentsOf: file) == said)
        }
    }

    /// If the first rank dies, the next one saves the state of the run.
    @Test func theNextRankKeepsTheState() throws {
        let cells = [Self.data, "run = train(gru(6) | last | dense(10), d, epochs: 8, batch: 40)", "[run.loss, run.error]"]
        let alone = runCells(cells).last?.output
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "s.md").path
            try Self.document(cells).text.write(toFile: path, atomically: true, encoding: .utf8)
            let steps = try ThreadLink.ranks(2, mortal: (0, 80)) { link in
                let ranks = RankGroup(link)
                var opened = OpenedSession(Self.document(cells), location: link.rank == 0 ? nil : path)
                opened.ranks = ranks
                let manager = SessionManager(opened)
                ranks.whenEnding { manager.suspend(milliseconds: 0) }
                manager.runAll()
                manager.waitUntilIdle()
                #expect(ranks.isSuccessor == (link.rank == 1))
                return ranks.step
            }
            #expect(steps[1] > 1 && steps[1] < 40, "\(steps)")
            let runs = folder.appending(path: ".unroll/s.md/runs").path
            #expect(try FileManager.default.contentsOfDirectory(atPath: runs).filter { $0.hasSuffix(".checkpoint") }.count == 1)
            let manager = SessionManager(try OpenedSession.open(path))
            manager.runStale()
            manager.waitUntilIdle()
            #expect(manager.state.cells.last?.output.plain == alone)
        }
    }
}
