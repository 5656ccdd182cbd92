/// Curves over the steps of a series, some of which continue past its end, with a legend above.
struct SeriesCurves: Drawable {
    /// One of the curves.
    struct Curve {
        /// The name in the legend.
        var name: String
        var style: Style
        /// The character of its dots without Unicode.
        var plain: Character
        /// Whether that character marks it with Unicode too: signs, not only colours, distinguish curves.
        var isMarked = true
        /// The step of the first value.
        var start: Int
        /// The values; NaN for none.
        var values: [Double]

        fileprivate var isEmpty: Bool { !values.contains(where: \.isFinite) }
    }

    /// The name of the series; nil for none.
    var title: StyledLine?
    /// The curves, from back to front.
    var curves: [Curve]
    /// The indices of the curves in the order of the legend.
    var order: [Int]
    /// The indices of curves that are left out, the first one first, where the legend has no room to name them.
    var dispensable: [Int] = []
    /// The range of the horizontal axis.
    var steps: ClosedRange<Int>
    /// The step from which values are predicted rather than known.
    var first: Int
    /// The lowest and the highest quantile of each step from `first` on; empty for none.
    var band: [(low: Double, high: Double)]
    /// The name of the band, such as "0.1 to 0.9".
    var bandName: String
    /// Whether overlapping curves take turns, so that each is visible; otherwise the one in front hides the others.
    var takesTurns = false

    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        func rows(_ lines: Int) -> Int { area.height >= 5 + lines ? lines : area.height >= 3 ? 1 : 0 }
        var order = self.order.filter { !curves[$0].isEmpty }
        var lines = legend(order, area.width, terminalStyle)
        for curve in dispensable where lines.count > rows(lines.count) {
            order.removeAll { $0 == curve }
            lines = legend(order, area.width, terminalStyle)
        }
        let named = curves.enumerated().filter { order.contains($0.offset) }.map(\.element)
        let all = (named.flatMap(\.values) + band.flatMap { [$0.low, $0.high] }).filter(\.isFinite)
        guard let least = all.min(), let greatest = all.max() else { return }
        let (legend, plot) = area.split(top: rows(lines.count))
        var chart = LineChart(
            x: Axis(Double(steps.lowerBound), Double(steps.upperBound)), y: Axis(least, greatest),
            series: named.map { curve in
                let points = curve.values.enumerated().map { LineChart.Point(x: Double(curve.start + $0), y: $1) }
                let mark = curve.isMarked && terminalStyle.hasUnicode && !legend.isEmpty ? curve.plain : nil
                return .init(points: points, style: curve.style, plain: curve.plain, mark: mark)
            })
        chart.band = band.enumerated().map { .init(x: Double(first + $0), low: $1.low, high: $1.high) }
        chart.marks = [.init(x: Double(first), label: "", style: terminalStyle.theme.border)]
        chart.unit = "step"
        chart.takesTurns = takesTurns
        chart.draw(&canvas, in: plot, terminalStyle)
        // A curve that others hide all along is not named.
        order.removeAll { !isVisible(curves[$0], canvas, chart.plot(in: plot), terminalStyle) }
        lines = self.legend(order, area.width, terminalStyle)
        for (row, line) in lines.prefix(legend.height).enumerated() {
            canvas.write(line.fitted(legend.width, terminalStyle), x: legend.x, y: legend.y + row, within: legend)
        }
    }

    /// Whether any cell shows a curve: its sign, or a line of its colour.
    private func isVisible(_ curve: Curve, _ canvas: Canvas, _ plot: Rectangle, _ terminalStyle: TerminalStyle) -> Bool {
        let hasSign = !terminalStyle.hasUnicode || curve.isMarked && terminalStyle.depth == .none
        return (plot.y..<plot.bottom).contains { y in
            (plot.x..<plot.right).contains { x in
                let cell = canvas[x, y]
                return cell.character != " " && (hasSign ? cell.character == curve.plain : cell.style == curve.style)
            }
        }
    }

    /// The legend of these curves, in lines of this width.
    private func legend(_ order: [Int], _ width: Int, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        let theme = terminalStyle.theme
        func part(_ sign: String, _ style: Style, _ text: String) -> StyledLine {
            StyledLine([.init(text: sign + " ", style: style), .init(text: text, style: theme.muted)])
        }
        var parts = title.map { [$0] } ?? []
        parts += order.map { curves[$0] }.map { curve in
            let sample = curve.isMarked || !terminalStyle.hasUnicode ? String(curve.plain) : terminalStyle.symbols.sample
            return part(sample, curve.style, curve.name)
        }
        if !band.isEmpty { parts.append(part(terminalStyle.hasUnicode ? "⣿" : ".", theme.band, bandName)) }
        return StyledLine.flowing(parts, width: width)
    }
}
