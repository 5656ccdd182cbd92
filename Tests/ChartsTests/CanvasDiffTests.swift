import TestSupport
import Testing

@testable import Charts

/// The changes sent to a screen so that it shows another canvas.
@Suite struct CanvasDiffTests {
    private func canvas(_ rows: String...) -> Canvas {
        var canvas = Canvas(width: 10, height: rows.count)
        for (y, row) in rows.enumerated() { canvas.write(row, x: 0, y: y) }
        return canvas
    }

    private func changes(_ old: Canvas?, _ new: Canvas) -> [String] {
        CanvasDiff(from: old, to: new).map { "\($0.x),\($0.y) \($0.cell.character ?? "?")" }
    }

    @Test func nothingChanges() {
        #expect(changes(canvas("abc", "漢字"), canvas("abc", "漢字")).isEmpty)
    }

    @Test func everythingIsNew() {
        #expect(changes(nil, canvas("漢字")).prefix(3) == ["0,0 漢", "2,0 字", "4,0  "])
        #expect(changes(Canvas(width: 4, height: 1), canvas("abc")).count == 10)
    }

    @Test func singleCells() {
        #expect(changes(canvas("abc", "def"), canvas("abX", "deY")) == ["2,0 X", "2,1 Y"])
    }

    @Test func wideForNarrow() {
        #expect(changes(canvas("┌Title─┐"), canvas("┌称号──┐")) == ["1,0 称", "3,0 号", "5,0 ─"])
        #expect(changes(canvas("┌称号─┐"), canvas("┌─称号┐")) == ["1,0 ─", "2,0 称", "4,0 号"])
    }

    @Test func narrowForWide() {
        #expect(changes(canvas("漢b"), canvas("a b")) == ["0,0 a", "1,0  "])
        #expect(changes(canvas("漢b"), canvas(" xb")) == ["0,0  ", "1,0 x"])
    }

    /// A cause of ghosts: a menu covers the second half of a character, and disappears again.
    @Test func anEdgeThatSplitACharacterGoesAway() {
        let before = canvas("漢字")
        var covered = before
        covered.fill(Rectangle(x: 1, y: 0, width: 5, height: 1), StyledCell(character: "m"))
        #expect(changes(before, covered) == ["0,0  ", "1,0 m", "2,0 m", "3,0 m", "4,0 m", "5,0 m"])
        #expect(changes(covered, before) == ["0,0 漢", "2,0 字", "4,0  ", "5,0  "])
    }

    @Test func aSecondHalfAloneSendsTheWhole() {
        let plain = canvas("漢")
        var styled = plain
        styled.restyle(Rectangle(x: 1, y: 0, width: 1, height: 1)) { $0.with(.bold) }
        #expect(changes(plain, styled) == ["0,0 漢"])
    }

    @Test func charactersAtTheEdges() {
        #expect(changes(canvas("12345678漢"), canvas("123456789")) == ["8,0 9", "9,0  "])
        #expect(changes(canvas("123456789", "漢"), canvas("12345678漢", "漢")) == ["8,0 漢"])
        // There is no room for the whole character, so nothing of it is drawn.
        #expect(canvas("123456789漢").text == "123456789")
    }

    /// A screen that receives the changes shows the canvas.
    @Test func aScreenFollows() {
        var generator = SeededGenerator()
        var screen = Canvas(width: 10, height: 2)
        var shown = screen
        for _ in 0..<3000 {
            var next = shown
            for _ in 0..<3 {
                let (x, y) = (Int.random(in: -1..<10, using: &generator), Int.random(in: 0..<2, using: &generator))
                next.write(["a", "漢", " ", "字b"].randomElement(using: &generator) ?? "", x: x, y: y)
            }
            for change in CanvasDiff(from: shown, to: next) {
                screen.write(String(change.cell.character ?? "?"), x: change.x, y: change.y, change.cell.style)
            }
            #expect(screen == next)
            shown = next
        }
    }
}
