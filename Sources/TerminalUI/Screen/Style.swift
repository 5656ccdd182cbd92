/// A colour of the terminal. Backends take the nearest that the terminal has; where it has none, attributes alone speak.
enum Color: Hashable, Sendable {
    /// What the terminal uses where nothing is said.
    case standard
    /// One of the 256 colours of xterm: 0...15 are the terminal's own, 16...231 a cube of 6 x 6 x 6, 232...255 greys.
    case palette(UInt8)
}

/// How a cell of the screen looks.
struct Style: Hashable, Sendable {
    struct Attributes: OptionSet, Hashable, Sendable {
        let rawValue: UInt8
        static let bold = Attributes(rawValue: 1)
        static let dim = Attributes(rawValue: 2)
        static let italic = Attributes(rawValue: 4)
        static let underline = Attributes(rawValue: 8)
        static let reverse = Attributes(rawValue: 16)
    }

    var foreground = Color.standard
    var background = Color.standard
    var attributes: Attributes = []

    static let plain = Style()

    init(_ foreground: Color = .standard, on background: Color = .standard, _ attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    func with(_ more: Attributes) -> Style {
        var style = self
        style.attributes.formUnion(more)
        return style
    }
}
