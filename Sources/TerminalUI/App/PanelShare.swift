/// How much of the screen the panel of a run has.
struct PanelShare: Sendable, Equatable {
    /// Whether it has all of it but what is typed.
    var isFull = false
    /// Hundredths of the screen that it has more than by itself.
    private(set) var more = 0

    private static let (step, most) = (5, 40)

    /// - Parameter steps: how many steps wider; negative for narrower.
    mutating func widen(_ steps: Int) {
        more = max(-Self.most, min(Self.most, more + steps * Self.step))
    }

    /// The fewest columns that a user can leave the cells, and the panel.
    private static let fewestColumns = 30
    /// The fewest rows that a user can leave either.
    private static let fewestRows = 6

    /// Columns of the cells beside a panel, of a screen that has room for both.
    func columnsOfCells(_ screen: Int) -> Int {
        let own = max(48, screen * 54 / 100)
        guard more != 0 else { return own }
        return max(Self.fewestColumns, min(screen - Self.fewestColumns, own - screen * more / 100))
    }

    /// Rows of a panel above the cells.
    func rows(_ screen: Int) -> Int {
        let own = min(screen / 2, max(10, screen * 45 / 100))
        guard more != 0 else { return own }
        return max(Self.fewestRows, min(screen - Self.fewestRows, own + screen * more / 100))
    }
}
