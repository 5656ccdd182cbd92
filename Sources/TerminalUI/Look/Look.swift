/// How everything is drawn on the present terminal: which colours stand for what, and which symbols there are.
struct Look: Sendable, Equatable {
    enum Depth: Sendable, Equatable { case none, sixteen, many }

    /// How many colours the terminal has.
    var depth: Depth
    /// Whether characters beyond ASCII can be shown.
    var hasUnicode: Bool
    var theme: Theme

    init(depth: Depth = .many, hasUnicode: Bool = true, theme: Theme? = nil) {
        self.depth = depth
        self.hasUnicode = hasUnicode
        self.theme = theme ?? Theme.standard(depth)
    }
}
