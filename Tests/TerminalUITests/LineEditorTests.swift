import TestSupport
import Testing

@testable import TerminalUI

@Suite struct LineEditorTests {
    private func editor(_ text: String, _ keys: Key...) -> LineEditor {
        var editor = LineEditor()
        editor.insert(text)
        for key in keys { _ = editor.handle(key) }
        return editor
    }

    @Test func insertsAndMoves() {
        #expect(editor("gru(3)", .left, .character("2")).string == "gru(32)")
        #expect(editor("last", .home, .character("|")).string == "|last")
        #expect(editor("a.b cd", .wordLeft, .wordLeft, .character("_")).string == "a._b cd")
        #expect(editor("ab", .home, .alt("f"), .character("!")).string == "ab!")
    }

    @Test func removes() {
        #expect(editor("gru(32)", .backspace, .backspace).string == "gru(3")
        #expect(editor("abc", .home, .delete).string == "bc")
        #expect(editor("one two", .control("w")).string == "one ")
        #expect(editor("one two", .control("u"), .control("y"), .control("y")).string == "one twoone two")
        #expect(editor("one\ntwo", .home, .up, .control("k"), .control("k")).string == "two")
        #expect(editor("ab", .control("t")).string == "ba")
    }

    @Test func undoes() {
        #expect(editor("one", .control("u"), .control("_")).string == "one")
        #expect(editor("one", .control("_")).string == "")
    }

    /// Text typed without interruption is undone word by word, with the following blanks; text that was pasted, or
    /// typed after a movement, is undone separately.
    @Test func wordsAreUndoneWhole() {
        var words = LineEditor()
        for character in "one  two three" { _ = words.handle(.character(character)) }
        for left in ["one  two ", "one  ", ""] {
            _ = words.handle(.control("_"))
            #expect(words.string == left)
        }
        for left in ["one  ", "one  two ", "one  two three"] {
            _ = words.handle(.alt("U"))
            #expect(words.string == left)
        }
        #expect(editor("one", .paste("ly"), .character("x"), .control("_")).string == "onely")
        #expect(editor("one", .paste("ly"), .control("_")).string == "one")
        #expect(editor("on", .left, .character("a"), .control("_")).string == "on")
        #expect(editor("one", .backspace, .character("n"), .control("_")).string == "on")
        #expect(editor("one", .control("_"), .alt("U")).string == "one")
        // Inserted text is not part of a typed word.
        #expect(editor("ab", .control("b"), .control("k"), .control("y"), .control("y"), .control("_")).string == "ab")
    }

    /// Undoes all edits, whatever they were, restoring the text before each.
    @Test func undoesWhateverWasDone() {
        var generator = SeededGenerator()
        let keys: [Key] =
            "kuwyt".map { .control($0) } + [
                .alt("d"), .left, .home, .wordLeft, .down, .backspace, .delete, .altEnter, .paste("é2"), .paste("a\nb c"),
            ]
        var editor = LineEditor()
        var texts = [""]
        for step in 0..<300 {
            if step % 50 == 7 {
                editor.replace(bytes: 0..<editor.offset, with: "net = 1")
            } else {
                _ = editor.handle(keys.randomElement(using: &generator) ?? .left)
            }
            if editor.string != texts.last { texts.append(editor.string) }
        }
        for text in texts.dropLast().suffix(100).reversed() {
            let before = editor.string
            for _ in 0..<20 where editor.string == before { _ = editor.handle(.control("_")) }
            #expect(editor.string == text, "seed \(SeededGenerator.seed)")
        }
    }

    @Test func movesBetweenLines() {
        let editor = editor("first\nab\nthird", .up, .up)
        #expect(editor.place == (0, 2))
        #expect(self.editor("a\nb", .up, .up).place == (0, 1))
    }

    @Test func countsBytes() {
        var editor = editor("päth(\"ä")
        #expect(editor.offset == 9)
        editor.replace(bytes: 0..<5, with: "text")
        #expect(editor.string == "text(\"ä")
        editor.replace(bytes: 3..<900, with: "x")
        #expect(editor.string == "text(\"ä")
    }

    @Test func noKeysBreakIt() {
        var generator = SeededGenerator()
        let keys: [Key] =
            "bfaehdkuwyt_".map { .control($0) } + "bfdu".map { .alt($0) }
            + [
                .left, .right, .up, .down, .wordLeft, .wordRight, .home, .end, .backspace, .delete, .altEnter, .character("é"),
                .character("👩‍🔬"), .paste("a\nb c"),
            ]
        var editor = LineEditor()
        for _ in 0..<20_000 {
            _ = editor.handle(keys.randomElement(using: &generator) ?? .left)
            if editor.text.count > 400 { editor.replace(with: "") }
            #expect((0...editor.text.count).contains(editor.cursor), "seed \(SeededGenerator.seed)")
        }
    }

    /// The stored properties of a text match it, whatever was done to it.
    @Test func whatIsKeptIsTrue() {
        var generator = SeededGenerator()
        let keys: [Key] =
            "bfaehdkuwyt_".map { .control($0) } + "bfdu".map { .alt($0) }
            + [
                .left, .right, .up, .down, .home, .end, .end, .backspace, .altEnter, .character("é"), .character("x"),
                .paste("a\nb\u{301}c"),
            ]
        var editor = LineEditor()
        for _ in 0..<5_000 {
            _ = editor.handle(keys.randomElement(using: &generator) ?? .left)
            let before = editor.text[..<editor.cursor]
            #expect(editor.string == String(editor.text) && editor.offset == String(before).utf8.count, "seed \(SeededGenerator.seed)")
            let start = (before.lastIndex(of: "\n") ?? -1) + 1
            #expect(editor.place == (before.count { $0 == "\n" }, editor.cursor - start) && editor.before == before[start...])
        }
    }
}
