import CellLanguage
import Testing

/// Sources so large that they end in time only if the work is linear in the source, not quadratic.
@Suite(.timeLimit(.minutes(5))) struct LongSourceTests {
    private static let many = 5000

    private func repeated(_ part: String, _ count: Int = many) -> String { String(repeating: part, count: count) }

    /// Parses, checks, reports all errors, and assists at the end, as for a typed line.
    ///
    /// - Returns: the number of errors.
    private func read(_ source: String) -> Int {
        let count = errors(in: source).count
        let assistant = Assistant(.test, Scope(), files: .nothing)
        _ = assistant.hint(in: source, at: source.utf8.count)
        _ = assistant.completions(in: source, at: source.utf8.count)
        _ = SpanFinder(source, .test).spans
        _ = SourceEnd.isComplete(source)
        _ = SourceNames(Parser.parse(source), .test)
        return count
    }

    @Test func repeatedLabels() {
        #expect(read("link(" + repeated("size: 1, ")) == 1)
        #expect(read("link(" + repeated("size: 1, ") + "size: 1)") == Self.many)
        #expect(read("link(" + repeated("sise: 1, ") + "size: 1)") == Self.many)
    }

    @Test func manyArguments() {
        #expect(read("all(" + repeated("1, ") + "2)") == 0)
        #expect(read("pick(" + repeated("yes, ") + "no)") == 0)
        #expect(read("pick(" + repeated("yes, ") + "maybe)") == 1)
        #expect(read("all(" + repeated("\"t\", ") + "2)") == Self.many)
    }

    @Test func manyUnknownNames() {
        #expect(read("[" + repeated("unheardof, ") + "1]") == Self.many)
        #expect(read("[" + repeated("lnk(1), ") + "1]") == Self.many)
        #expect(read(repeated("end | ") + "end") == 1)
        #expect(read(repeated("a.b\n")) == Self.many)
    }

    @Test func manyStatements() {
        #expect(read(repeated("a = (\n")) == Self.many)
        #expect(read(repeated("\n\n") + "a = 1" + repeated("\n\n")) == 0)
    }

    @Test func charactersThatBelongToNoName() {
        let tokens = Lexer.tokens(of: repeated("a§"))
        #expect(tokens.count == 2 * Self.many + 1)
        #expect(tokens[1].kind == .wrong(.strayCharacter("§"), at: 1..<3))
        #expect(Lexer.tokens(of: "日本“x”é")[0].range == 0..<6)
        for mark in ["“", "‘", "'"] { _ = read(repeated("a" + mark)) }
    }

    @Test(arguments: ["[", "(", "all(", "a[", "a.b(", "\\", "\"", "-", ".", "|"])
    func deepNesting(_ part: String) {
        let source = repeated(part, 20_000)
        #expect(read(source) > 0)
        if ["[", "(", "all(", "a[", "a.b("].contains(part) { #expect(errors(in: source)[0].contains("nested too deeply")) }
    }
}
