import Testing

@testable import Charts

/// Canvases as SVG.
@Suite struct VectorPictureTests {
    private func svg(_ draw: @escaping (inout Canvas) -> Void) -> String {
        VectorPicture(columns: 6, rows: 3, title: "a < b") { canvas, _ in draw(&canvas) }.svg(isFile: false)
    }

    @Test func wordsStandInTheirColumns() {
        let text = svg { $0.write("ab <c", x: 1, y: 0, Style(.palette(203), on: .standard, .bold)) }
        #expect(
            text.contains(
                "<g fill=\"#ff5f5f\" font-weight=\"bold\">\n<text x=\"9\" y=\"13.32\" textLength=\"18\" lengthAdjust=\"spacingAndGlyphs\">ab</text>"
            ))
        #expect(text.contains(">&lt;c</text>") && text.contains("<title>a &lt; b</title>"))
        // Empty rows at the bottom are left out.
        #expect(text.contains("viewBox=\"0 0 54 18\""))
    }

    @Test func neighboursOfAColourAreOneRectangle() {
        let text = svg {
            $0.fill(Rectangle(x: 2, y: 1, width: 3, height: 1), StyledCell(character: " ", style: Style(.standard, on: .palette(16))))
        }
        #expect(text.contains("<path fill=\"#000000\" d=\"M18 18h27v18h-27z\"/>"))
        #expect(text.components(separatedBy: "<path").count == 3)
    }

    @Test func charactersOfPicturesAreShapes() {
        #expect(CellShape("▀") == .rectangle(x: 0, y: 0, width: 1, height: 0.5))
        #expect(CellShape("▂") == .rectangle(x: 0, y: 0.75, width: 1, height: 0.25))
        #expect(CellShape("▏") == .rectangle(x: 0, y: 0, width: 0.125, height: 1))
        #expect(CellShape("█") == .rectangle(x: 0, y: 0, width: 1, height: 1))
        #expect(CellShape("⠁") == .dots(1))
        #expect(CellShape("a") == nil && CellShape("●") == nil)
        let text = svg { canvas in
            canvas[0, 0] = StyledCell(character: "⣿")
            canvas[1, 0] = StyledCell(character: "└")
        }
        #expect(text.components(separatedBy: "h0").count == 1 + 2 * 8 && text.contains("\"M2.25 2.25h0M6.75 2.25h0"))
        #expect(text.contains("<path stroke=\"currentColor\" stroke-width=\"1\" d=\"M13.5 9H18M13.5 0V9\"/>"))
    }

    @Test func reversedTextLiesOnItsColour() {
        let text = svg { $0.write("x", x: 0, y: 0, Style(.standard, on: .standard, .reverse)) }
        #expect(text.contains("fill=\"currentColor\"") && text.contains("fill=\"var(--background,Canvas)\""))
    }
}
