import CellLanguage
import TestSupport
import Testing

@testable import Notebook

/// Any input gives errors at places inside it, and never a crash.
@Suite struct LanguageFuzzTests {
    private static let words = [
        "gru", "train", "strokes", "dense", "last", "dropout", "digits", "net", "run", "help", "sample", "split", "test", "none", "true",
        "(", ")", "[", "]", ",", ":", "=", "|", ".", "..", "\"", "\\", "\n", " ", "#", "-", "-1", "0", "1", "28", "0.5", "1e-3", "1_000",
        "9223372036854775808", "1e308", "1e999", "-1e18", "1e15", "\"text\"", "\"a\\n\"", "é", "日本", "“", "\u{0}", "\t", "\r", "\u{1F600}",
        "epochs:", "reset: before", "seed: 1e18", "weights: balanced", "a = ", "gru(200) | last", "digits.test[17]",
        "filter(lengths: 3..5)",
    ]

    private static let manager: SessionManager = {
        var document = Document()
        document.elements = [.cell(DocumentCell(source: "digits = strokes(train: 4, test: 2)\nnet = gru(2) | last | dense(10)"))]
        let manager = SessionManager(document: document, location: nil)
        manager.runAll()
        manager.waitUntilIdle()
        return manager
    }()

    /// Parses, checks and assists.
    private func read(_ source: String, _ cursor: Int) {
        let length = source.utf8.count
        let code = CellCode(source)
        let errors = Evaluator.errors(of: code, Scope(), overridden: [])
        let diagnostic = Diagnostic(of: source)
        for error in errors {
            let range = error.range ?? 0..<0
            #expect(range.lowerBound >= 0 && range.upperBound <= length, "\(source.debugDescription)")
            #expect(!diagnostic.text(error).isEmpty)
        }
        var end = 0
        for span in SessionManager.spans(of: source) {
            #expect(span.range.lowerBound >= end && !span.range.isEmpty && span.range.upperBound <= length, "\(source.debugDescription)")
            end = span.range.upperBound
        }
        _ = SessionManager.isComplete(source)
        let completions = Self.manager.completions(in: source, at: cursor)
        #expect(completions.range.lowerBound >= 0 && completions.range.upperBound <= length)
        if let hint = Self.manager.hint(in: source, at: cursor) {
            #expect(hint.emphasis.map { $0.upperBound <= hint.text.utf8.count } ?? true)
            #expect(hint.place.map { $0.upperBound <= length } ?? true)
        }
    }

    @Test func randomBytes() {
        var numbers = SeededGenerator(seed: SeededGenerator.seed &+ 1)
        for _ in 0..<1500 {
            let bytes = (0..<numbers.next(below: 60)).map { _ in UInt8(numbers.next(below: 256)) }
            let source = String(decoding: bytes, as: UTF8.self)
            read(source, numbers.next(below: source.utf8.count + 3))
        }
    }

    @Test func randomTokens() {
        var numbers = SeededGenerator(seed: SeededGenerator.seed &+ 2)
        for _ in 0..<1500 {
            let source = (0..<numbers.next(below: 25)).map { _ in Self.words[numbers.next(below: Self.words.count)] }.joined()
            read(source, numbers.next(below: source.utf8.count + 1))
        }
    }

    @Test func everyBeginningOfACell() {
        let source = "run = train(gru(20, reset: before) | last | dense(10), digits.take(3), clip: 1e-3) # go\nhelp(\"gru\")[0..2]"
        for count in 0...source.utf8.count {
            let part = String(decoding: Array(source.utf8)[..<count], as: UTF8.self)
            read(part, count)
            read(source, count)
        }
    }

    @Test(arguments: ["[", "(", "f(", "a[", "a.", "gru(2) | ", "1..", "residual(", "x.split(", "a = ", "-", "\"", "\\"])
    func deepNesting(_ part: String) {
        read(String(repeating: part, count: 3_000), 30)
        read(String(repeating: part, count: 3_000) + "1", 3_000)
    }

    /// Cells run on threads with small stacks.
    @Test func theDeepestCellsRun() {
        let deepest = Parser.deepest
        let list = String(repeating: "[", count: deepest - 1) + "1" + String(repeating: "]", count: deepest - 1)
        #expect(output(of: list) == list)
        let elements = "a = " + list + "\na" + String(repeating: "[0]", count: deepest - 1)
        #expect(output(of: elements) == "1")
        let layers = String(repeating: "residual(", count: deepest - 1) + "mean" + String(repeating: ")", count: deepest - 1)
        #expect(output(of: layers).contains("residual"))
        #expect(output(of: "[" + list + "]").contains("nested too deeply"))
        let long = (0..<3000).map { _ in "gru(2)" }.joined(separator: " | ")
        #expect(output(of: "x = " + long + "\n1").hasSuffix("1"))
    }

    /// Random cells are also run.
    @Test func randomCellsRun() {
        var numbers = SeededGenerator(seed: SeededGenerator.seed &+ 3)
        let parts = [
            "digits = strokes(train: 3, test: 2)", "gru(2) | last | dense(10)", "digits.test[0..1]", "digits.train[-1]", "digits.take(1e9)",
            "digits.filter(lengths: 0..9)", "digits.split(0.5)", "[1, [2]][1]", "x = 1e18", "0..1e18", "digits.test[9e18]",
            "strokes(train: 1e15)",
            "lstm(65536) | lstm(65536)", "digits.shuffle(seed: 1e15)",
            "train(gru(2) | last | dense(10), digits, epochs: 1, seed: 9007199254740993)",
            "train(net, digits, changes: [stop(at: 0)])", "text(\"/dev/null\")", "ts(\"\")", "csv(\"/\")", "dropout(0.99) | dense(3)",
            "gru(1e300)", "train(dense(10), digits)", "embedding(3) | dense(3)", "rate(1e39, at: 1)", "adam(1e-300)", "stop(at: 1e308)",
        ]
        for _ in 0..<60 {
            let source = (0..<(1 + numbers.next(below: 4))).map { _ in parts[numbers.next(below: parts.count)] }.joined(separator: "\n")
            let result = runCells(["digits = strokes(train: 4, test: 2)", source])[1]
            #expect(result.status == .done || !result.output.isEmpty, "\(source)")
        }
    }
}

extension SeededGenerator {
    fileprivate mutating func next(below count: Int) -> Int { Int.random(in: 0..<count, using: &self) }
}
