import CellLanguage
import Foundation

@testable import Notebook

/// The cell language.
extension FuzzTarget {
    private static let cells = [
        "data = strokes(train: 20, test: 5)\nnet = gru(20) | last | dense(10)\nrun = train(net, data, epochs: 1)\n",
        "net = lstm(8) | dropout(0.5) | residual(gru(4)) | dense(3)\nnet", "a = [1, 2, [3, \"x\\n\"]]\na[0..2][1] # comment",
        "x = csv(\"a.csv\", label: \"b\", ignore: [\"c\"], missing: carry)\nx.train[0]", "help(\"gru\")\n-1e-3 + 0..5", "f(1, b: [2][0].c)",
    ]
    private static let cellWords = [
        "gru(", "lstm(2)", " | ", "last", "dense(3)", "train(", "epochs: ", "strokes(train: 3, test: 2)", ".train", ".test", "[0]", "..",
        "help(",
        "true", "none", "\"", "\\n", "a = ", "#", "residual(", "bidirectional(", ": ", "1_000", "reset: before", ".split(0.5)", ".take(1)",
    ]
    /// Small cells that end at once, and the fragments that they are built from.
    private static let statements = [
        "digits = strokes(train: 3, test: 2)", "gru(2) | last | dense(10)", "digits.test[0..1]", "digits.train[-1]", "digits.take(1e9)",
        "digits.filter(lengths: 0..9)", "digits.split(0.5)", "[1, [2]][1]", "x = 1e18", "0..1e18", "digits.test[9e18]",
        "strokes(train: 1e15)",
        "lstm(65536) | lstm(65536)", "digits.shuffle(seed: 1e15)", "text(\"/dev/null\")", "ts(\"\")", "csv(\"/\")",
        "dropout(0.99) | dense(3)",
        "gru(1e300)", "embedding(3) | dense(3)", "rate(1e39, at: 1)", "adam(1e-300)", "stop(at: 1e308)", "digits.standardize",
        "help(\"gru\")",
        "memory(length: 5)", "reber(train: 2, test: 1)", "adding(train: 2, test: 1, length: 1e9)", "digits", "digits.train[0]", "(1)",
        "x[0]",
    ]

    static let language = [
        FuzzTarget("cell", texts: cells, words: cellWords, share: 10) { input in
            let source = String(decoding: input, as: UTF8.self)
            let length = source.utf8.count
            let diagnostic = Diagnostic(of: source)
            for error in Evaluator.errors(of: CellCode(source), Scope(), overridden: []).prefix(50) {
                let range = error.range ?? 0..<0
                try FuzzFailure.require(range.lowerBound >= 0 && range.upperBound <= length, "an error at \(range) of \(length)")
                try check(sentence: diagnostic.text(error), of: "\(error)")
            }
            var end = 0
            for token in Lexer.tokens(of: source) {
                try FuzzFailure.require(token.range.lowerBound >= end && token.range.upperBound <= length, "a token at \(token.range)")
                end = token.range.upperBound
            }
            for span in SessionManager.spans(of: source) {
                try FuzzFailure.require(span.range.upperBound <= length, "a span at \(span.range)")
            }
            _ = SessionManager.isComplete(source)
            let assistant = Assistant(.notebook, Scope(), files: FileLookup(names: { _ in ["a.csv"] }, isFolder: { _ in false }))
            for cursor in [0, length / 2, length] {
                let completions = assistant.completions(in: source, at: cursor)
                try FuzzFailure.require(completions.range.upperBound <= length, "completions at \(completions.range)")
                if let hint = assistant.hint(in: source, at: cursor) {
                    try FuzzFailure.require(hint.place.map { $0.upperBound <= length } ?? true, "a hint at \(cursor)")
                }
            }
            return 100 * length
        },
        FuzzTarget(
            name: "evaluation", share: 100,
            make: { mutator in
                var source = (0..<(1 + mutator.below(4))).map { _ in mutator.one(of: statements) }.joined(separator: "\n")
                for _ in 0..<mutator.below(2) {
                    var bytes = Array(source.utf8)
                    mutator.change(&bytes, [], cellWords.filter { !$0.contains("train(") && !$0.contains("epochs") })
                    source = String(decoding: bytes.prefix(2_000), as: UTF8.self)
                }
                return Array(source.utf8)
            },
            read: { input in
                var document = Document()
                document.elements = [.cell(DocumentCell(source: String(decoding: input, as: UTF8.self)))]
                let manager = SessionManager(document: document, location: nil)
                manager.runAll()
                manager.waitUntilIdle()
                for cell in manager.state.cells where cell.kind == .code {
                    let output = cell.output.plain
                    try FuzzFailure.require(cell.status == .done || !output.isEmpty, "a cell \(cell.status) without a word")
                    let isSeen = output.unicodeScalars.allSatisfy {
                        $0 == "\n" || $0 == "\t" || $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value)
                    }
                    try FuzzFailure.require(isSeen, "control characters in: \(output.debugDescription.prefix(400))")
                }
                return 0
            }),
    ]
}
