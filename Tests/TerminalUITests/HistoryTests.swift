import Foundation
import TestSupport
import Testing

@testable import TerminalUI

@Suite struct HistoryTests {
    private func entries(_ history: History) -> [String] {
        var history = history
        var entries: [String] = []
        while let entry = history.back(from: "") { entries.insert(entry, at: 0) }
        return entries
    }

    @Test func goesBackAndForth() {
        var history = History(file: nil)
        history.add("one")
        history.add("two")
        #expect(history.back(from: "draft") == "two")
        #expect(history.back(from: "") == "one")
        #expect(history.back(from: "") == nil)
        #expect(history.forward() == "two")
        #expect(history.forward() == "draft")
        #expect(history.forward() == nil)
    }

    @Test func isKept() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "new").appending(path: "history.jsonl")
            var history = History(file: HistoryFile(url))
            for entry in ["one", "two\nlines \"quoted\"", "two\nlines \"quoted\"", "漢字"] { history.add(entry) }
            history.flush()
            #expect(entries(History(file: HistoryFile(url))) == ["one", "two\nlines \"quoted\"", "漢字"])
        }
    }

    /// Entries are appended: of two programs neither loses what the other wrote.
    @Test func programsShareIt() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "history.jsonl")
            var (first, second) = (History(file: HistoryFile(url)), History(file: HistoryFile(url)))
            first.add("of the first")
            first.flush()
            second.add("of the second")
            second.flush()
            #expect(entries(History(file: HistoryFile(url))) == ["of the first", "of the second"])
        }
    }

    @Test func doesNotGrowForEver() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "history.jsonl")
            var history = History(file: HistoryFile(url))
            for number in 0..<2500 { history.add("n = \(number)") }
            history.flush()
            let again = History(file: HistoryFile(url))
            again.flush()
            #expect(entries(again) == (1500..<2500).map { "n = \($0)" })
            let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
            #expect(lines.count == 1000)
        }
    }

    @Test func readsWhatOlderVersionsKept() throws {
        try withTemporaryFolder { folder in
            try JSONEncoder().encode(["old", "older"]).write(to: folder.appending(path: "history.json"))
            let url = folder.appending(path: "history.jsonl")
            var history = History(file: HistoryFile(url))
            #expect(entries(history) == ["old", "older"])
            history.add("new")
            history.flush()
            #expect(entries(History(file: HistoryFile(url))) == ["old", "older", "new"])
        }
    }

    @Test func whatIsNoHistoryIsLeftOut() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "history.jsonl")
            try Data("nonsense\n\"one\"\n{\n\"tw".utf8).write(to: url)
            #expect(entries(History(file: HistoryFile(url))) == ["one"])
        }
    }
}
