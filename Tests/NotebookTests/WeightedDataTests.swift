import Foundation
import TestSupport
import Testing

@testable import Notebook

/// Weights of sequences in cells.
@Suite struct WeightedDataTests {
    @Test func figuresSayThatTheyAreWeighted() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.csv").path
            let rows = (0..<20).map { "\($0 % 2 == 0 ? "up" : "down"),\($0 % 2),\($0 % 3),\($0 % 4 == 0 ? 2.5 : 1)\n" }
            try ("label,a,b,often\n" + rows.joined()).write(toFile: path, atomically: true, encoding: .utf8)
            let cells = runCells([
                "d = csv(\"\(path)\", rows: sequences, weights: \"often\")", "run = train(gru(4) | last | dense(2), d, epochs: 1)",
                "evaluate(run, d)",
            ])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            #expect(
                cells[0].output.contains("often: weight of each sequence in loss and figures")
                    && cells[0].output.contains("2 classes per sequence, weighted"))
            #expect(cells[2].output.hasPrefix("a: 20 sequences, weighted: 27.5 in all\n"), "\(cells[2].output)")
        }
    }
}
