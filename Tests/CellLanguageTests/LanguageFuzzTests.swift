import CellLanguage
import TestSupport
import Testing

/// Any input is parsed, with errors at places inside it, and never with a crash.
@Suite struct LanguageFuzzTests {
    private static let words = [
        "link", "end", "bag", "hang", "all", "pick", "links", "none", "true", "(", ")", "[", "]", ",", ":", "=", "|", ".", "..", "\"",
        "\\", "\n", " ", "#", "-", "-1", "0", "1", "0.5", "1e-3", "1_000", "9223372036854775808", "1e999", "\"text\"", "\"a\\n\"", "é",
        "日本", "“", "\u{0}", "\t", "\r", "\u{1F600}", "size:", "form: round", "a = ", "link(2) | end", "a[0..2]",
    ]

    private func read(_ source: String, _ cursor: Int) {
        let length = source.utf8.count
        let parsed = Parser.parse(source)
        var checker = Checker(.test, Scope())
        checker.check(parsed.statements)
        let diagnostic = Diagnostic(of: source)
        for error in parsed.errors + checker.errors {
            let range = error.range ?? 0..<0
            #expect(range.lowerBound >= 0 && range.upperBound <= length, "\(source.debugDescription), seed \(SeededGenerator.seed)")
            #expect(!diagnostic.text(error).isEmpty)
        }
        var end = 0
        for token in Lexer.tokens(of: source) {
            #expect(token.range.lowerBound >= end, "\(source.debugDescription), seed \(SeededGenerator.seed)")
            end = token.range.upperBound
        }
        #expect(end == length)
        let assistant = Assistant(.test, Scope(), files: .nothing)
        #expect(assistant.completions(in: source, at: cursor).range.upperBound <= length)
        _ = assistant.hint(in: source, at: cursor)
    }

    @Test func randomBytes() {
        var random = SeededGenerator()
        for _ in 0..<1_000 {
            let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            let source = String(decoding: bytes, as: UTF8.self)
            read(source, Int.random(in: 0..<(source.utf8.count + 3), using: &random))
        }
    }

    @Test func randomTokens() {
        var random = SeededGenerator(seed: SeededGenerator.seed &+ 1)
        for _ in 0..<1_000 {
            let count = Int.random(in: 0..<25, using: &random)
            let source = (0..<count).compactMap { _ in Self.words.randomElement(using: &random) }.joined()
            read(source, Int.random(in: 0..<(source.utf8.count + 1), using: &random))
        }
    }
}
