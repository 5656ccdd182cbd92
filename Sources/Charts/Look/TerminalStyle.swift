/// How everything is drawn on the current terminal: the meaning of colours, and the available symbols.
package struct TerminalStyle: Sendable, Equatable {
    /// The number of colours: none, those of the first terminals, 256, or true colour with 8 bits each for red, green and blue.
    package enum Depth: Int, Sendable, Comparable {
        case none, sixteen, many, all

        package static func < (left: Depth, right: Depth) -> Bool { left.rawValue < right.rawValue }
    }

    /// The number of colours of the terminal.
    package var depth: Depth
    /// Whether characters beyond ASCII can be shown.
    package var hasUnicode: Bool
    /// The styles by meaning.
    package var theme: Theme

    /// Detects the terminal's properties from the environment: `NO_COLOR`; `UNROLL_THEME`, dark or light; `COLORFGBG`, whose last number
    /// some terminals set to the colour of the background; `TERM`.
    ///
    /// - Parameters:
    ///   - environment: the environment variables.
    ///   - colors: the number of colours of the terminal.
    ///   - hasUnicode: whether characters beyond ASCII can be shown.
    package init(environment: [String: String], colors: Int, hasUnicode: Bool) {
        let isColorless = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let depth: Depth = isColorless || colors < 8 ? .none : colors < 256 ? .sixteen : colors < 1 << 24 ? .many : .all
        let background = environment["COLORFGBG"]?.split(separator: ";").last.flatMap { Int($0) }
        let isLight = environment["UNROLL_THEME"].map { $0 == "light" } ?? (background == 7 || background == 15)
        // The fonts of the Linux console have at most 512 characters, none of them Braille.
        let hasSigns = hasUnicode && environment["TERM"] != "linux"
        self.init(depth: depth, hasUnicode: hasSigns, theme: Theme.standard(depth, isLight: isLight))
    }

    /// Plain text, with shading characters in place of colours: for files and for output that programs read.
    package static let plain = TerminalStyle(depth: .none)

    /// - Parameters:
    ///   - depth: the number of colours.
    ///   - hasUnicode: whether characters beyond ASCII can be shown.
    ///   - theme: the theme; nil for the standard one for this number of colours on a dark background.
    package init(depth: Depth = .many, hasUnicode: Bool = true, theme: Theme? = nil) {
        self.depth = depth
        self.hasUnicode = hasUnicode
        self.theme = theme ?? Theme.standard(depth)
    }
}
