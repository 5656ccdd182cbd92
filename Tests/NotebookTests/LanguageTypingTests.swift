import CellLanguage
import Foundation
import TestSupport
import Testing

@testable import Notebook

/// Completions, hints and colours while a cell is typed. In sources `‸` stands for the cursor.
@Suite struct LanguageTypingTests {
    private static let manager: SessionManager = {
        var document = Document()
        document.elements = [
            .cell(DocumentCell(source: "digits = strokes(train: 40, test: 20)\nnet = gru(200) | last | dense(10)")),
            .cell(DocumentCell(source: "later = train(net, digits)\nwrongly = gru(")),
        ]
        let manager = SessionManager(document: document, location: nil)
        manager.run(manager.state.cells[0].id)
        manager.waitUntilIdle()
        return manager
    }()

    private func cursor(_ marked: String) -> (source: String, offset: Int) {
        let parts = marked.components(separatedBy: "‸")
        return (parts.joined(), parts[0].utf8.count)
    }

    private func completions(_ marked: String) -> [String] {
        let (source, offset) = cursor(marked)
        return Self.manager.completions(in: source, at: offset).items.map(\.text)
    }

    private func hint(_ marked: String) -> Hint? {
        let (source, offset) = cursor(marked)
        return Self.manager.hint(in: source, at: offset)
    }

    /// The hint's text, with the highlighted part between `«` and `»`.
    private func signature(_ marked: String) -> String? {
        guard let hint = hint(marked), hint.kind == .signature else { return nil }
        guard let emphasis = hint.emphasis else { return hint.text }
        let bytes = Array(hint.text.utf8)
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        return text(0..<emphasis.lowerBound) + "«" + text(emphasis) + "»" + text(emphasis.upperBound..<bytes.count)
    }

    @Test func completesNamesAndFunctions() {
        #expect(completions("di‸") == ["digits"])
        #expect(completions("x = drop‸") == ["dropout("])
        #expect(completions("la‸") == ["later", "last"])
        #expect(completions("a = 1\nb = 2\n‸").starts(with: ["a", "b", "digits", "later", "net"]))
        #expect(completions("net ‸").isEmpty)
        #expect(completions("12‸").isEmpty)
        #expect(completions("# di‸").isEmpty)
        #expect(completions("zzz‸").isEmpty)
        #expect(Self.manager.completions(in: "x = dro", at: 7).range == 4..<7)
    }

    @Test func completesPipelines() {
        #expect(completions("gru(2) | d‸") == ["dense(", "dropout("])
        #expect(completions("gru(2) | ‸").first == "net")
        #expect(!completions("gru(2) | ‸").contains("digits"))
        #expect(completions("gru(2)\n  | emb‸") == ["embedding("])
    }

    @Test func completesMembersByType() {
        #expect(completions("digits.t‸") == ["train", "test", "take(", "target("])
        #expect(completions("digits.‸").contains("standardize"))
        #expect(completions("digits.test.spl‸") == ["split("])
        #expect(completions("later.‸").contains("history"))
        #expect(completions("x = strokes().split(0.5).te‸") == ["test"])
        #expect(completions("train(net, digits.‸").starts(with: ["train", "validation", "test"]))
        #expect(completions("(gru(2) | last).s‸") == ["summary("])
        #expect(completions("nothing.‸").isEmpty)
    }

    @Test func completesArguments() {
        #expect(completions("train(‸").prefix(4).contains("net") && completions("train(‸").contains("later"))
        #expect(completions("train(net, ‸").contains("digits"))
        let labels = completions("train(net, digits, epochs: 5, ‸")
        #expect(labels.starts(with: ["batch: ", "optimizer: ", "seed: "]))
        #expect(!labels.contains("epochs: ") && !labels.contains("network: "))
        #expect(completions("train(net, digits, ep‸, epochs: 3)").isEmpty)
        #expect(completions("train(net, digits, ep‸").first == "epochs: ")
        #expect(completions("train(net, digits, optimizer: ad‸").starts(with: ["adam(", "adamw(", "adagrad("]))
        #expect(completions("train(net, digits, weights: ‸").first == "balanced")
        #expect(completions("train(net, digits, clip: n‸").first == "none")
        #expect(completions("gru(32, reset: ‸") == ["after", "before"])
        #expect(completions("gru(32, reset: b‸") == ["before"])
        #expect(completions("gru(32, reset: \"b‸") == ["before"])
        #expect(completions("sgd(nesterov: ‸").starts(with: ["true", "false"]))
        #expect(completions("help(gr‸") == ["gru"])
        #expect(completions("evaluate(l‸").first == "later")
        #expect(completions("digits.split(‸") == ["fraction: ", "validation: ", "test: ", "seed: ", "by: "])
    }

    @Test func completesPaths() throws {
        try withTemporaryFolder { folder in
            for name in ["a b.ts", "a_TEST.ts", ".hidden", "quote\".ts"] { try Data().write(to: folder.appending(path: name)) }
            try FileManager.default.createDirectory(at: folder.appending(path: "ab"), withIntermediateDirectories: true)
            let path = folder.path
            #expect(completions("ts(\"\(path)/a‸") == ["a b.ts\"", "a_TEST.ts\"", "ab/"])
            #expect(completions("ts(\"\(path)/a‸\")") == ["a b.ts", "a_TEST.ts", "ab/"])
            #expect(completions("ts(\"x\", test: \"\(path)/q‸") == ["quote\\\".ts\""])
            #expect(completions("mnist(\"\(path)/‸") == ["ab/"])
            #expect(completions("ts(\"\(path)/none/‸").isEmpty)
            #expect(completions("\"\(path)/‸").isEmpty)
        }
    }

    @Test func signaturesShowThePresentParameter() {
        #expect(signature("gru(‸") == "gru(«units», …)  Width of the state, which is the output at each step.")
        #expect(signature("gru(20, ‸")?.hasPrefix("gru(units, «reset: after», …)  Whether") == true)
        #expect(signature("gru(reset: ‸")?.hasPrefix("gru(units, «reset: after», …)") == true)
        #expect(
            signature("train(net, digits, clip: ‸")
                == "train(network, …, «clip: none», …)  The largest norm of the gradient; larger gradients are scaled down.")
        #expect(signature("x = digits.split(0.5, ‸")?.hasPrefix(".split(fraction, «validation: none»") == true)
        #expect(signature("evaluate(train(net, ‸")?.hasPrefix("train(network, «data: none», …)") == true)
        #expect(signature("nothing(‸") == nil)
        #expect(hint("") == nil)
        #expect(hint("digits‸") == nil)
    }

    @Test func pipelinesShowShapes() {
        #expect(hint("gru(200)‸") == Hint(kind: .shape, text: "gru(200) → [batch, time, 200]  137,600 parameters"))
        #expect(hint("gru(200) | last | dense(10)‸")?.text == "dense(10) → [batch, 10]  2,010 parameters, total 139,610")
        #expect(hint("gru(200) | last ‸| dense(10)")?.text == "last → [batch, 200]  0 parameters, total 137,600")
        #expect(hint("gru(200) | ‸")?.text == "gru(200) → [batch, time, 200]  137,600 parameters")
        #expect(hint("train(gru(200) | dense(9)‸")?.text == "dense(9) → [batch, time, 9]  1,809 parameters, total 139,409")
        #expect(
            hint("run = train(net, digits)‸")?.text
                == "classifies strokes, 139,610 parameters; training this at batch 100 takes 11 MB")
    }

    @Test func errorsShowWhenTheyAreNoMoreUnfinished() {
        #expect(hint("dence‸") == nil)
        // Names in a call whose settings are varied may still get their values.
        #expect(hint("sweep(train(gru(units) | last | dense(10), digits), ‸")?.kind == .signature)
        #expect(hint("sweep(train(gru(units) | last | dense(10), digits), rate: [1])‸")?.kind == .error)
        #expect(hint("dence(‸")?.text == "There is no function `dence`; did you mean `dense`?")
        #expect(hint("dence(‸")?.place == 0..<5)
        #expect(hint("bi(‸")?.text.contains("bidirectional(gru(32))") == true)
        #expect(hint("gru(8) | bidir(‸")?.text.contains("bidirectional(gru(32))") == true)
        #expect(hint("gru(0‸")?.kind == .signature)
        #expect(hint("gru(0)‸")?.kind == .error)
        #expect(hint("gru(2) | last | gru(3)‸")?.place == 16..<22)
        #expect(hint("gru(2) | last | gru(3) | ‸")?.kind == .error)
        #expect(hint("x = \"abc‸") == nil)
        #expect(hint("a = \"abc\nb = 1‸")?.kind == .error)
        #expect(hint("digits.tr‸") == nil)
        #expect(hint("x = digits.tr ‸")?.kind == .error)
        let mismatch = hint("train(gru(20) | dense(10), digits‸)")
        #expect(mismatch?.kind == .error)
        #expect(mismatch?.text.contains("[batch, time, 10]") == true && mismatch?.text.contains("[batch]") == true)
    }

    @Test func colours() {
        func colours(_ source: String) -> [String] {
            let bytes = Array(source.utf8)
            return SessionManager.spans(of: source).map { "\($0.kind) \(String(decoding: bytes[$0.range], as: UTF8.self))" }
        }
        #expect(
            colours("run = train(net, epochs: 1e3) # go\nx.test[\"é\"] | last | dence() ]") == [
                "definition run", "symbol =", "function train", "symbol (", "name net", "symbol ,", "label epochs", "symbol :",
                "number 1e3",
                "symbol )", "comment # go", "name x", "symbol .", "member test", "symbol [", "string \"é\"", "symbol ]", "symbol |",
                "function last", "symbol |", "wrong dence", "symbol (", "symbol )", "wrong ]",
            ])
        #expect(colours("\"open ; 3x") == ["wrong \"open ; 3x"])
        #expect(colours("; 3x") == ["wrong ;", "wrong 3x"])
    }

    /// The cost of a key depends on what changed, not on the size of the session.
    @Test func keysCheckOnlyWhatChanged() {
        var document = Document()
        document.elements = (0..<2_000).map { .cell(DocumentCell(source: "a\($0) = gru(\($0 % 9 + 1))")) }
        let manager = SessionManager(document: document, location: nil)
        func type(_ source: String, for cell: CellID? = nil) -> Int {
            let before = manager.typingScopes.checks
            for count in 0...source.utf8.count {
                _ = manager.hint(in: String(source.prefix(count)), at: count, for: cell)
            }
            return manager.typingScopes.checks - before
        }
        #expect(type("a19") == 2_000)
        #expect(type("train(a1999 | last, ") == 0)
        #expect(manager.typingScopes.taken == 2_000)
        let cells = manager.state.cells
        #expect(type("a0 | a1 | a2", for: cells[1_000].id) == 0)
        manager.submit("b = a1 | last")
        manager.waitUntilIdle()
        #expect(type("b | dense(2)") == 0)
        // The cells below a change are examined.
        let taken = manager.typingScopes.taken
        manager.submit("d = b")
        manager.waitUntilIdle()
        #expect(type("d") == 0)
        #expect(manager.typingScopes.taken == taken + 1)
        manager.insert(.code, "c = b", before: cells[1_990].id)
        #expect(type("c") == 1)
        #expect(manager.typingScopes.taken == taken + 1 + 13)
        manager.delete(cells[1_995].id)
        #expect(type("c") == 0)
        #expect(manager.typingScopes.taken == taken + 1 + 13 + 6)
        #expect(manager.hint(in: "b | dense(2)", at: 12)?.text.hasPrefix("dense(2) → [batch, 2]  6 parameters") == true)
        #expect(manager.completions(in: "a1", at: 2, for: cells[1].id).items.map(\.text) == [])
    }

    @Test func answersAreQuick() {
        let source = "run = train(gru(200) | dropout(0.5) | gru(200) | last | dense(10), digits, epochs: 10, batch: 100, "
        let clock = ContinuousClock()
        let time = clock.measure {
            for _ in 0..<50 {
                _ = Self.manager.completions(in: source, at: source.utf8.count)
                _ = Self.manager.hint(in: source, at: source.utf8.count)
                _ = SessionManager.spans(of: source)
            }
        }
        // About three tenths of a millisecond each in a debug build on an idle machine; other tests run at the same
        // time.
        #expect(time / 50 < .milliseconds(20))
    }
}
