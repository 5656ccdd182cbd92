/// The band behind the curves.
extension LineChart {
    /// The dots of the band. Where it is interpolated, a curve between its ends stays within it.
    func bandDots(_ empty: DotCanvas) -> DotCanvas {
        var dots = empty
        // A stepped range outside of the axis is at its edge.
        let outside = interpolatesBand ? 1.0 : 0
        func row(_ position: Double) -> Int { dot(1 - max(-outside, min(1 + outside, position)), empty.height) }
        let points = band.compactMap { range -> (x: Int, low: Int, high: Int)? in
            guard let x = x.position(range.x), x >= 0, x <= 1 else { return nil }
            return (dot(x, empty.width), row(y.position(range.low) ?? 0), row(y.position(range.high) ?? 1))
        }
        for point in points { dots.vertical(point.x, point.low, point.high) }
        for (point, next) in zip(points, points.dropFirst()) where next.x > point.x {
            guard interpolatesBand else {
                for column in point.x..<next.x { dots.vertical(column, point.low, point.high) }
                continue
            }
            dots.line(point.x, point.low, next.x, next.low)
            dots.line(point.x, point.high, next.x, next.high)
            for column in point.x...next.x {
                let share = Double(column - point.x) / Double(next.x - point.x)
                func between(_ from: Int, _ to: Int) -> Int { Int((Double(from) + share * Double(to - from)).rounded()) }
                dots.vertical(column, between(point.low, next.low), between(point.high, next.high))
            }
        }
        return dots
    }

    /// The character of the band where colours do not distinguish it from the curves; nil where they do, or there is only ASCII.
    static func bandSign(_ terminalStyle: TerminalStyle) -> Character? {
        terminalStyle.hasUnicode && terminalStyle.depth < .many ? Shading.blocks[1] : nil
    }

    func drawBand(_ dots: DotCanvas, _ canvas: inout Canvas, _ plot: Rectangle, _ terminalStyle: TerminalStyle) {
        let style = terminalStyle.theme.band
        guard keepsBand, let sign = Self.bandSign(terminalStyle) else {
            return dots.draw(&canvas, x: plot.x, y: plot.y, style, plain: ".")
        }
        for (column, row) in dots.places { canvas[plot.x + column, plot.y + row] = StyledCell(character: sign, style: style) }
    }

    /// Gives the cells of curves that lie in the band its colour as their background, where there are colours for that.
    func drawBand(behind dots: DotCanvas, _ canvas: inout Canvas, _ plot: Rectangle, _ terminalStyle: TerminalStyle) {
        guard terminalStyle.depth >= .many else { return }
        let style = terminalStyle.theme.band
        for (column, row) in dots.places where dots.isMostlyFull(column, row) {
            let (x, y) = (plot.x + column, plot.y + row)
            let cell = canvas[x, y]
            guard cell.style != style, cell.style.background == .standard else { continue }
            canvas[x, y].style.background = style.foreground
        }
    }
}
