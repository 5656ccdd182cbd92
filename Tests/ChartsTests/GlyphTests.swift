import Testing

@testable import Charts

/// The contents of a cell of the screen.
@Suite struct GlyphTests {
    private static let characters: [Character] = ["a", " ", "é", "e\u{301}", "▀", "⣿", "漢", "🇨🇭", "👍🏽", "👩‍🔬", "\u{10FFFD}"]

    @Test(arguments: characters) func givesBackItsCharacter(_ character: Character) {
        #expect(Glyph(character).character == character)
        #expect(Glyph(character).scalars == Array(character.unicodeScalars))
        #expect(!Glyph(character).isEmpty)
    }

    @Test func isAsEqualAsWhatIsShown() {
        #expect(Glyph("a") == Glyph("a"))
        #expect(Glyph("a") != Glyph("b"))
        // Equal characters in Unicode, but with other scalars, which a terminal may show differently.
        #expect(Glyph("é") != Glyph("e\u{301}"))
    }

    @Test func nothingIsNoCharacter() {
        #expect(Glyph(nil).isEmpty)
        #expect(Glyph(nil).character == nil)
    }

    @Test func longClustersAreCut() {
        let family: Character = "👨‍👩‍👧‍👦"
        #expect(family.unicodeScalars.count == 7)
        #expect(Glyph(family).scalars == Array(family.unicodeScalars.prefix(6)))
        #expect(Glyph(family).character != nil)
    }
}
