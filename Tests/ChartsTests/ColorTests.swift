import Testing

@testable import Charts

@Suite struct ColorTests {
    @Test func paletteColorsHaveTheirParts() {
        #expect(RGB(palette: 16).hexadecimal == "#000000" && RGB(palette: 231).hexadecimal == "#ffffff")
        #expect(RGB(palette: 203).hexadecimal == "#ff5f5f" && RGB(palette: 244).hexadecimal == "#808080")
        #expect(RGB(palette: 9).hexadecimal == "#ff0000")
        #expect(Color.palette(203).components == RGB(255, 95, 95) && Color.standard.components == nil)
    }

    @Test func colorsMixEvenly() {
        #expect(RGB(0, 100, 255).mixed(with: RGB(100, 0, 255), 0.25) == RGB(25, 75, 255))
        #expect(RGB(1, 2, 3).mixed(with: RGB(9, 9, 9), 0) == RGB(1, 2, 3) && RGB(1, 2, 3).mixed(with: RGB(9, 9, 9), 1) == RGB(9, 9, 9))
    }

    /// In true colour a scale has the same ends as with 256 colours and many more steps, each lighter than the one
    /// before.
    @Test(arguments: [false, true]) func scalesAreFinerWithAllColors(_ isLight: Bool) throws {
        for kind in [HeatRamp.Kind.probability, .grey, .signed] {
            let few = HeatRamp(kind, TerminalStyle(depth: .many, theme: .standard(.many, isLight: isLight)))
            let all = HeatRamp(kind, TerminalStyle(depth: .all, theme: .standard(.all, isLight: isLight)))
            for end: Float in [0, 1] { #expect(few.color(end)?.components == all.color(end)?.components) }
            let values = (0...400).map { Float($0) / 400 }
            let colors = try values.map { try #require(all.color($0)?.components) }
            #expect(Set(colors).count > 2 * Set(values.map { few.color($0) }).count || kind == .grey && Set(colors).count > 40)
            // No step is a jump.
            for (color, next) in zip(colors, colors.dropFirst()) { #expect(color.distance(to: next) < 45 * 45) }
        }
    }
}
