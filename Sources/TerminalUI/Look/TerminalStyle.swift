/// How everything is drawn on the present terminal: which colours stand for what, and which symbols there are.
struct TerminalStyle: Sendable, Equatable {
    enum Depth: Sendable, Equatable { case none, sixteen, many }

    /// How many colours the terminal has.
    var depth: Depth
    /// Whether characters beyond ASCII can be shown.
    var hasUnicode: Bool
    var theme: Theme

    /// What the environment says of the terminal: `NO_COLOR`; `UNROLL_THEME`, dark or light; `COLORFGBG`, whose last number some terminals set to
    /// the colour of the background.
    ///
    /// - Parameter colors: how many the terminal has.
    init(environment: [String: String], colors: Int, hasUnicode: Bool) {
        let isColorless = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let depth: Depth = isColorless || colors < 8 ? .none : colors < 256 ? .sixteen : .many
        let background = environment["COLORFGBG"]?.split(separator: ";").last.flatMap { Int($0) }
        let isLight = environment["UNROLL_THEME"].map { $0 == "light" } ?? (background == 7 || background == 15)
        self.init(depth: depth, hasUnicode: hasUnicode, theme: Theme.standard(depth, isLight: isLight))
    }

    init(depth: Depth = .many, hasUnicode: Bool = true, theme: Theme? = nil) {
        self.depth = depth
        self.hasUnicode = hasUnicode
        self.theme = theme ?? Theme.standard(depth)
    }
}
