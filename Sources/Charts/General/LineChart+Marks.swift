import TextFormatting

/// Vertical lines at steps where something was changed, with labels beside them.
extension LineChart {
    func drawMarks(_ canvas: inout Canvas, _ plot: Rectangle, _ terminalStyle: TerminalStyle) {
        for mark in marks {
            guard let column = column(mark.x, plot) else { continue }
            for row in plot.y..<plot.bottom { canvas[column, row] = StyledCell(character: terminalStyle.symbols.dotted, style: mark.style) }
        }
    }

    /// Labels stand beside their lines where nothing else is: on the other side or some rows below rather than on a curve or another line,
    /// on another line or on faint dots rather than on a curve, and on as little of a curve as possible rather than nowhere. A label is left
    /// out only where it would cover another label or a highlighted point, or is wider than the plot.
    func drawLabels(_ canvas: inout Canvas, _ plot: Rectangle, _ terminalStyle: TerminalStyle) {
        guard plot.height >= 3 else { return }
        var taken: [Rectangle] = []
        for mark in marks {
            let width = DisplayWidth.of(mark.label)
            guard width > 0, width <= plot.width, let column = column(mark.x, plot) else { continue }
            var starts = [column + 1, column - width].filter { $0 >= plot.x && $0 + width <= plot.right }
            if starts.isEmpty { starts = [max(plot.x, min(column + 1, plot.right - width))] }
            let places = (plot.y..<plot.bottom).flatMap { row in
                starts.map { Rectangle(x: $0, y: row, width: width, height: 1) }
            }
            let free = places.filter { place in
                // Two labels have a column between them.
                taken.allSatisfy { $0.intersection(place.inset(left: -1, right: -1)).isEmpty }
            }
            let costs = free.compactMap { place in cost(place, canvas, terminalStyle).map { (place: place, cost: $0) } }
            guard let place = costs.min(by: { $0.cost < $1.cost })?.place else { continue }
            taken.append(place)
            canvas.write(mark.label, x: place.x, y: place.y, mark.style, within: plot)
        }
    }

    /// How much a label hides there: cells of curves, then other cells; nil where it would hide a highlighted point.
    private func cost(_ place: Rectangle, _ canvas: Canvas, _ terminalStyle: TerminalStyle) -> (curves: Int, others: Int)? {
        var cost = (curves: 0, others: 0)
        for column in place.x..<place.right {
            let cell = canvas[column, place.y]
            switch cell.character {
            case " ": continue
            case terminalStyle.symbols.dot where highlight != nil: return nil
            case terminalStyle.symbols.dotted: cost.others += 1
            default:
                if cell.style == terminalStyle.theme.band { cost.others += 1 } else { cost.curves += 1 }
            }
        }
        return cost
    }
}
