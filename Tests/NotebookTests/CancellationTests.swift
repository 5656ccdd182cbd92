import Foundation
import TestSupport
import Testing

@testable import Notebook

/// When a user ends a cell, it does not wait for a statement that makes, reads or evaluates data.
@Suite struct CancellationTests {
    private func interrupt(_ sources: [String]) throws {
        let manager = SessionManager(document: Document(), location: nil)
        for source in sources { manager.submit(source) }
        let last = try #require(manager.state.cells.last).id
        func status() -> CellStatus? { manager.state.cells.place(of: last).map { manager.state.cells[$0].status } }
        #expect(eventually { status() == .running })
        // Progress can be seen meanwhile.
        #expect(eventually { manager.state.dataProgress.map { $0 >= 0 && $0 < 1 } ?? false })
        manager.interruptRunning()
        manager.waitUntilIdle()
        #expect(status() == .interrupted)
        // No partial result is shown or kept.
        #expect(manager.state.cells.last?.output.isEmpty == true)
        let place = try #require(manager.state.cells.place(of: last))
        #expect(manager.core.withLock { $0.session.entries[place].values.isEmpty })
    }

    @Test func makingDataEnds() throws {
        try interrupt(["many = adding(train: 4000000, test: 10)\nnext = 1"])
    }

    @Test func readingDataEnds() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "large.csv").path
            var text = "a,b,class\n"
            for row in 0..<400_000 { text += "\(row % 97).5,\(row % 13),c\(row % 3)\n" }
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            try interrupt(["csv(\"\(path)\", features: [\"a\", \"b\"], label: \"class\")"])
        }
    }

    @Test func evaluatingEnds() throws {
        try interrupt([
            "digits = strokes(train: 100, test: 8000)\nrun = train(gru(100) | gru(100) | last | dense(10), digits.train, epochs: 1)",
            "evaluate(run, digits.test)",
        ])
    }
}
