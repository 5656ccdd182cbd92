/// How a cell of the screen looks.
package struct Style: Hashable, Sendable {
    /// What beside the colours makes text stand out or back.
    package struct Attributes: OptionSet, Hashable, Sendable {
        /// A bit for each attribute.
        package let rawValue: UInt8

        /// Attributes by their bits.
        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Heavier, or brighter.
        package static let bold = Attributes(rawValue: 1)
        /// Less bright.
        package static let dim = Attributes(rawValue: 2)
        /// Slanted.
        package static let italic = Attributes(rawValue: 4)
        /// With a line below.
        package static let underline = Attributes(rawValue: 8)
        /// With foreground and background exchanged.
        package static let reverse = Attributes(rawValue: 16)
    }

    /// Of the characters.
    package var foreground = Color.standard
    /// Of what is behind them.
    package var background = Color.standard
    /// What is added to the colours.
    package var attributes: Attributes = []

    /// As the terminal shows text.
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
