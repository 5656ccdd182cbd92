/// The appearance of a cell of the screen.
package struct Style: Hashable, Sendable {
    /// Attributes of text besides its colours.
    package struct Attributes: OptionSet, Hashable, Sendable {
        /// A bit for each attribute.
        package let rawValue: UInt8

        /// Attributes from their bits.
        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Bold or bright.
        package static let bold = Attributes(rawValue: 1)
        /// Faint.
        package static let dim = Attributes(rawValue: 2)
        /// Italic.
        package static let italic = Attributes(rawValue: 4)
        /// Underlined.
        package static let underline = Attributes(rawValue: 8)
        /// With foreground and background exchanged.
        package static let reverse = Attributes(rawValue: 16)
    }

    /// The colour of the characters.
    package var foreground = Color.standard
    /// The colour behind them.
    package var background = Color.standard
    /// Attributes in addition to the colours.
    package var attributes: Attributes = []

    /// The terminal's default.
    package static let plain = Style()

    /// A style of these colours and attributes.
    package init(_ foreground: Color = .standard, on background: Color = .standard, _ attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The style with more attributes.
    package func with(_ more: Attributes) -> Style {
        var style = self
        style.attributes.formUnion(more)
        return style
    }
}
