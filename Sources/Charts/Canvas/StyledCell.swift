/// One cell of a canvas.
package struct StyledCell: Hashable, Sendable {
    /// The contents. The second cell of a wide character has none.
    package var glyph: Glyph
    /// The appearance.
    package var style: Style

    /// A cell with this character; for a wide one, the first of its two cells.
    package init(character: Character?, style: Style = .plain) {
        glyph = Glyph(character)
        self.style = style
    }

    /// A cell with this glyph.
    package init(glyph: Glyph, style: Style) {
        (self.glyph, self.style) = (glyph, style)
    }

    /// A space in the terminal's default style.
    package static let blank = StyledCell(character: " ")

    /// The contents; nil in the second cell of a wide character.
    package var character: Character? { glyph.character }
}
