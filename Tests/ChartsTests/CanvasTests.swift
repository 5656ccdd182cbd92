import TestSupport
import Testing

@testable import Charts

@Suite struct CanvasTests {
    @Test func textIsCutOff() {
        var canvas = Canvas(width: 6, height: 2)
        canvas.write("日本語", x: 1, y: 0)
        canvas.write("abcdefgh", x: -2, y: 1)
        #expect(canvas.text == " 日本\ncdefgh")
    }

    private func canvas(_ text: String, width: Int = 8) -> Canvas {
        var canvas = Canvas(width: width, height: 1)
        canvas.write(text, x: 0, y: 0)
        return canvas
    }

    @Test func halvesOfWideCharactersDoNotStay() {
        var canvas = canvas("日本語x")
        canvas[1, 0] = StyledCell(character: "|")
        #expect(canvas.text == " |本語x")
        canvas[2, 0] = StyledCell(character: "|")
        #expect(canvas.text == " || 語x")
        canvas.write("漢", x: 3, y: 0)
        #expect(canvas.text == " ||漢 x")
        #expect(canvas[4, 0].glyph.isEmpty && canvas[5, 0].character == " ")
    }

    @Test func filledAreasSplitWideCharacters() {
        var canvas = canvas("日本語x")
        canvas.fill(Rectangle(x: 1, y: 0, width: 4, height: 1), StyledCell(character: "#"))
        #expect(canvas.text == " #### x")
    }

    /// Whatever is drawn, an empty cell follows each wide character, and occurs nowhere else.
    @Test func noDrawingLeavesHalves() {
        var generator = SeededGenerator()
        var canvas = Canvas(width: 9, height: 2)
        for _ in 0..<20_000 {
            let (x, y) = (Int.random(in: -2..<11, using: &generator), Int.random(in: 0..<2, using: &generator))
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: canvas[x, y] = StyledCell(character: "a")
            case 1: canvas.write("漢字", x: x, y: y, within: Rectangle(x: 1, y: 0, width: 7, height: 2))
            case 2: canvas.write("b漢", x: x, y: y)
            default: canvas.fill(Rectangle(x: x, y: y, width: Int.random(in: 0..<5, using: &generator), height: 1))
            }
            for row in 0..<2 {
                for column in 0..<9 where canvas[column, row].glyph.isEmpty {
                    #expect(column > 0 && canvas[column - 1, row].character.map { "漢字".contains($0) } == true)
                }
                for column in 0..<9 where canvas[column, row].character.map({ "漢字".contains($0) }) == true {
                    #expect(column < 8 && canvas[column + 1, row].glyph.isEmpty)
                }
            }
        }
    }
}
