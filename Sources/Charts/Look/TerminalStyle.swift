/// How everything is drawn on the present terminal: which colours stand for what, and which symbols there are.
package struct TerminalStyle: Sendable, Equatable {
    /// How many colours there are: none, those of the first terminals, 256, or all of 8 bits each for red, green and blue.
    package enum Depth: Int, Sendable, Comparable {
        case none, sixteen, many, all

        package static func < (left: Depth, right: Depth) -> Bool { left.rawValue < right.rawValue }
    }

    /// How many colours the terminal has.
    package var depth: Depth
    /// Whether characters beyond ASCII can be shown.
    package var hasUnicode: Bool
    /// Which style stands for what.
    package var theme: Theme

    /// What the environment says of the terminal: `NO_COLOR`; `UNROLL_THEME`, dark or light; `COLORFGBG`, whose last number some terminals
    /// set to the colour of the background; `TERM`.
    ///
    /// - Parameter colors: how many the terminal has.
    package init(environment: [String: String], colors: Int, hasUnicode: Bool) {
        let isColorless = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let depth: Depth = isColorless || colors < 8 ? .none : colors < 256 ? .sixteen : colors < 1 << 24 ? .many : .all
        let background = environment["COLORFGBG"]?.split(separator: ";").last.flatMap { Int($0) }
        let isLight = environment["UNROLL_THEME"].map { $0 == "light" } ?? (background == 7 || background == 15)
        // The fonts of the Linux console have no more than 512 signs, none of them braille.
        let hasSigns = hasUnicode && environment["TERM"] != "linux"
        self.init(depth: depth, hasUnicode: hasSigns, theme: Theme.standard(depth, isLight: isLight))
    }

    /// Text alone, with characters of shades in place of colours: for files and for output that is read by programs.
    package static let plain = TerminalStyle(depth: .none)

    /// - Parameter theme: the one for so many colours on a dark background where nil.
    package init(depth: Depth = .many, hasUnicode: Bool = true, theme: Theme? = nil) {
        self.depth = depth
        self.hasUnicode = hasUnicode
        self.theme = theme ?? Theme.standard(depth)
    }
}
