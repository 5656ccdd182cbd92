import Testing
import TextFormatting

@testable import Charts

/// The columns that characters take, and what the cells of a canvas show of them.
@Suite struct DisplayWidthTests {
    private static let texts = [
        "नमस्ते क्षमा विद्या", "हिन्दी में शब्द", "বাংলা ভাষা ক্ষ", "ภาษาไทย น้ำ กำ", "今天天气很好。", "한국어 각", "👩‍👩‍👧 🇩🇪 👍🏽 ❤️", "e\u{301}a\u{323}\u{302}", "עִבְרִית", "עربي",
    ]

    /// No letter, vowel sign or mark is lost, only joiners and selectors, which have no shape of their own.
    @Test(arguments: texts) func everyLetterIsInACell(_ text: String) {
        let width = DisplayWidth.of(text)
        var canvas = Canvas(width: width + 2, height: 1)
        #expect(canvas.write(text, x: 1, y: 0) == width + 1)
        let seen = (0...width).flatMap { canvas[$0, 0].glyph.scalars }.dropFirst()
        #expect(Array(seen) == text.unicodeScalars.filter { DisplayWidth.of($0) > 0 || Glyph.isMark($0) })
        // Each cell has one character with a width, and the terminal sees it as wide as the canvas does.
        for column in 0...(width + 1) where !canvas[column, 0].glyph.isEmpty {
            let scalars = canvas[column, 0].glyph.scalars
            let isWide = column < width + 1 && canvas[column + 1, 0].glyph.isEmpty
            #expect(DisplayWidth.of(scalars[0]) == (isWide ? 2 : 1))
            #expect(scalars.dropFirst().allSatisfy { DisplayWidth.of($0) == 0 })
        }
    }

    /// A style may change between a letter and its mark.
    @Test func marksJoinTheCellBefore() {
        var canvas = Canvas(width: 6, height: 1)
        canvas.write(StyledLine([.init(text: "日e", style: .plain), .init(text: "\u{301}x", style: .plain)]), x: 0, y: 0)
        #expect(canvas[2, 0].character == "e\u{301}" && canvas[3, 0].character == "x")
        canvas.write("\u{302}", x: 2, y: 0)
        #expect(canvas[0, 0].glyph.scalars == ["日", "\u{302}"])
        canvas.write("\u{301}", x: 0, y: 0)
        canvas.write("\u{301}", x: 6, y: 0)
        #expect(canvas[5, 0] == .blank)
    }

    @Test func longStacksOfMarksAreCut() {
        var canvas = Canvas(width: 2, height: 1)
        canvas.write("a" + String(repeating: "\u{301}", count: 50) + "b", x: 0, y: 0)
        #expect(canvas[0, 0].glyph.scalars.count == Glyph.capacity && canvas[1, 0].character == "b")
    }

    /// Without UTF-8, a wide character becomes a question mark and a space, so that no cell is empty.
    @Test func asciiHasAQuestionMarkACell() {
        var canvas = Canvas(width: 10, height: 1)
        canvas.write("naïve 日本", x: 0, y: 0)
        #expect(canvas.inASCII.text == "na?ve ? ?")
        #expect((0..<10).allSatisfy { canvas.inASCII[$0, 0].glyph.isASCII && !canvas.inASCII[$0, 0].glyph.isEmpty })
    }

    /// Signs of sentences and tables have one of ASCII in their place.
    @Test func asciiHasSignsForSigns() {
        var canvas = Canvas(width: 40, height: 1)
        canvas.write("24·features × 2 → [8] … – “a”", x: 0, y: 0)
        #expect(canvas.inASCII.text == "24*features x 2 > [8] ~ - \"a\"")
    }

    @Test func linesBreakByColumns() {
        let line = StyledLine(String(repeating: "今天天气很好。", count: 20))
        let lines = line.wrapped(31, indent: 0)
        #expect(lines.allSatisfy { $0.width <= 31 } && lines.map(\.text).joined() == line.text)
        for text in Self.texts {
            let long = String(repeating: text, count: 8)
            for width in [3, 7, 20] {
                #expect(StyledLine(long).wrapped(width, indent: 0).map(\.text).joined().unicodeScalars.elementsEqual(long.unicodeScalars))
            }
        }
    }

    @Test func textsOfDataAreShown() {
        #expect("a\u{1B}[2J\n\t\u{7F}\u{9B}".visible == "a␛[2J␊␉␡?")
        #expect("a\u{1B}\n\tb".visibleLines == "a␛\n\tb")
        #expect("\u{93F}x".standing == "\u{93F}x" && "\u{301}".standing == "\u{25CC}\u{301}" && "a\u{301}".standing == "a\u{301}")
        #expect(String(repeating: "x", count: 41).shortened() == String(repeating: "x", count: 37) + "...")
        #expect(String(repeating: "x", count: 40).shortened() == String(repeating: "x", count: 40))
        #expect(("a" + String(repeating: "\u{301}", count: 5_000)).shortened().utf8.count < 100)
    }
}
