/// How much of the screen the panel of a run has.
struct PanelShare: Sendable, Equatable {
    /// Whether it has all of it but what is typed.
    var isFull = false
    /// Hundredths of the screen that it has more than by itself.
    private(set) var more = 0.0

    private static let (step, most) = (5.0, 40.0)

    /// - Parameter steps: how many steps wider; negative for narrower.
    mutating func widen(_ steps: Int) {
        more = max(-Self.most, min(Self.most, more + Double(steps) * Self.step))
    }

    /// Leaves the cells so many columns, as far as there is room.
    mutating func leave(columns: Int, of screen: Int) {
        guard screen > 2 * Self.fewestColumns else { return }
        let columns = max(Self.fewestColumns, min(screen - Self.fewestColumns, columns))
        more = Double(ownColumnsOfCells(screen) - columns) * 100 / Double(screen)
    }

    /// Takes so many rows above the cells, as far as there is room.
    mutating func take(rows: Int, of screen: Int) {
        guard screen > 2 * Self.fewestRows else { return }
        let rows = max(Self.fewestRows, min(screen - Self.fewestRows, rows))
        more = Double(rows - ownRows(screen)) * 100 / Double(screen)
    }

    /// The fewest columns that a user can leave the cells, and the panel.
    private static let fewestColumns = 30
    /// The fewest rows that a user can leave either.
    private static let fewestRows = 6

    /// Columns of the cells beside a panel, of a screen that has room for both.
    func columnsOfCells(_ screen: Int) -> Int {
        let own = ownColumnsOfCells(screen)
        guard more != 0 else { return own }
        return max(Self.fewestColumns, min(screen - Self.fewestColumns, own - hundredths(screen)))
    }

    private func ownColumnsOfCells(_ screen: Int) -> Int { max(48, screen * 54 / 100) }

    private func ownRows(_ screen: Int) -> Int { min(screen / 2, max(10, screen * 45 / 100)) }

    private func hundredths(_ screen: Int) -> Int { Int((Double(screen) * more / 100).rounded()) }

    /// Rows of a panel above the cells.
    func rows(_ screen: Int) -> Int {
        let own = ownRows(screen)
        guard more != 0 else { return own }
        return max(Self.fewestRows, min(screen - Self.fewestRows, own + hundredths(screen)))
    }
}
