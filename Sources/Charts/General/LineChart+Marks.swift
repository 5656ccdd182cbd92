import TextFormatting

/// Lines across a chart where something was changed, with what it was beside them.
extension LineChart {
    func drawMarks(_ canvas: inout Canvas, _ plot: Rectangle, _ terminalStyle: TerminalStyle) {
        for mark in marks {
            guard let column = column(mark.x, plot) else { continue }
            for row in plot.y..<plot.bottom { canvas[column, row] = StyledCell(character: terminalStyle.symbols.dotted, style: mark.style) }
        }
    }

    /// What marks are stands beside their lines, where nothing else is: on the other side or some rows below rather than upon a curve or another mark, and upon
    /// another's line rather than nowhere. A label that has no place is left out.
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
                    // Two labels have a column between them.
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
