/// One cell of a canvas.
package struct StyledCell: Hashable, Sendable {
    /// What stands in it. The second cell of a wide character holds nothing.
    package var glyph: Glyph
    /// How it looks.
    package var style: Style

    /// A cell with this character; of a wide one the first of its two cells.
    package init(character: Character?, style: Style = .plain) {
        glyph = Glyph(character)
        self.style = style
    }

    /// A cell with this glyph.
    package init(glyph: Glyph, style: Style) {
        (self.glyph, self.style) = (glyph, style)
    }

    /// A space as the terminal shows it.
    package static let blank = StyledCell(character: " ")

    /// What stands in it; nil in the second cell of a wide character.
    package var character: Character? { glyph.character }
}
