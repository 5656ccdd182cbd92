import TextFormatting

/// Vertical lines at steps where something was changed, with labels beside them.
extension LineChart {
    func drawMarks(_ canvas: inout Canvas, _ plot: Rectangle, _ terminalStyle: TerminalStyle) {
        for mark in marks {
            guard let column = column(mark.x, plot) else { continue }
            for row in plot.y..<plot.bottom { canvas[column, row] = StyledCell(character: terminalStyle.symbols.dotted, style: mark.style) }
        }
    }

    /// Draws the marks' labels beside their lines where there is free space: rather on the other side, or some rows
    /// below, than over a curve or another label, but rather over another mark's line than not at all. A label without
    /// space is left out.
    func drawLabels(_ canvas: inout Canvas, _ plot: Rectangle, _ terminalStyle: TerminalStyle) {
        guard plot.height >= 3 else { return }
        var taken: [Rectangle] = []
        for mark in marks {
            let width = DisplayWidth.of(mark.label)
            guard width > 0, let column = column(mark.x, plot) else { continue }
            var places: [Rectangle] = []
            for row in plot.y..<plot.bottom {
                for start in [column + 1, column - width] where start >= plot.x && start + width <= plot.right {
                    let place = Rectangle(x: start, y: row, width: width, height: 1)
                    // Labels are at least one column apart.
                    if taken.allSatisfy({ $0.intersection(place.inset(left: -1, right: -1)).isEmpty }) { places.append(place) }
                }
            }
            func isFree(_ place: Rectangle, _ signs: [Character]) -> Bool {
                (place.x..<place.right).allSatisfy { canvas[$0, place.y].character.map(signs.contains) ?? false }
            }
            let empty = places.first { isFree($0, [" "]) }
            guard let place = empty ?? places.first(where: { isFree($0, [" ", terminalStyle.symbols.dotted]) }) else { continue }
            taken.append(place)
            canvas.write(mark.label, x: place.x, y: place.y, mark.style, within: plot)
        }
    }
}
