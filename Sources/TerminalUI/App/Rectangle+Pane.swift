import Charts

extension Rectangle {
    /// The columns of a pane over the notebook, as wide as it would like to be: in the middle, or all columns where it leaves only a few at the sides, so that
    /// the marks of hidden cells do not stand beside it.
    func columns(ofPane width: Int) -> (x: Int, width: Int) {
        guard width + Self.leastSides <= self.width else { return (x, self.width) }
        return (x + (self.width - width) / 2, width)
    }

    /// Columns at both sides of a pane together that are worth being seen.
    private static let leastSides = 8
}
