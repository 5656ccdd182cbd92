import TextFormatting

/// The norm of each layer's gradient over the steps, on a logarithmic axis, and the steps at which the gradient was clipped.
package struct GradientHistoryChart: Drawable {
    /// A layer's norms.
    package struct Curve: Sendable {
        /// The number of the layer, from 1.
        package var number: Int
        /// The steps and norms.
        package var points: [(step: Double, norm: Double)]

        /// A curve of points in ascending order of steps.
        package init(number: Int, points: [(step: Double, norm: Double)]) {
            (self.number, self.points) = (number, points)
        }
    }

    /// The curves of the layers that have weights.
    package var curves: [Curve]
    /// Steps at or near which the gradient was clipped.
    package var clipped: [Double]
    /// The share of steps at which the gradient was clipped, 0...1.
    package var clippedShare: Double
    /// The visible steps, the same as in the chart of losses; nil for all.
    package var window: ClosedRange<Double>?
    /// The selected step; nil for none.
    package var cursor: Double?

    /// A chart of these curves.
    package init(curves: [Curve], clipped: [Double], clippedShare: Double) {
        (self.curves, self.clipped, self.clippedShare) = (curves, clipped, clippedShare)
    }

    /// The least number of rows in which anything can be seen.
    static let leastRows = 7

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        let known = curves.flatMap(\.points)
        let seen = window.map { window in known.filter { window.contains($0.step) } } ?? known
        // Each point covers many steps: if fewer than two are visible, all are shown.
        let all = Set(seen.filter { $0.norm > 0 }.map(\.step)).count > 1 ? seen : known
        let norms = all.map(\.norm).filter { $0 > 0 && $0.isFinite }
        let steps = all.map(\.step)
        guard area.height >= 3, let least = norms.min(), let greatest = norms.max(), let first = steps.min(), let last = steps.max(),
            first < last
        else { return }
        for line in legend(terminalStyle).laidOut(width: area.width, rows: 1, indent: 0).lines {
            canvas.write(line, x: area.x, y: area.y, within: area)
        }
        var chart = LineChart(
            x: Axis(first, last), y: Axis(least, greatest, isLogarithmic: true),
            series: curves.map { curve in
                let mark = Character(String(curve.number % 10))
                return LineChart.Series(
                    points: curve.points.map { .init(x: $0.step, y: $0.norm > 0 ? $0.norm : .nan) },
                    style: Self.style(curve.number, terminalStyle.theme), plain: mark, mark: terminalStyle.depth == .none ? mark : nil)
            })
        chart.unit = "step"
        chart.divisions = clipped
        // The first and the last point represent several steps each.
        if let cursor { chart.cursor = (max(first, min(last, cursor)), Style(terminalStyle.theme.cursorLine)) }
        chart.draw(&canvas, in: area.inset(top: 1), terminalStyle)
    }

    /// The layer of each curve, and how often the gradient was clipped.
    private func legend(_ terminalStyle: TerminalStyle) -> ChartLegend {
        let theme = terminalStyle.theme
        var legend = ChartLegend()
        if let cursor {
            legend.wish(legend.add([StyledLine("step \(Figures.grouped(Int(cursor)))", theme.heading)]))
            for curve in curves {
                var line = StyledLine("\(curve.number)", Self.style(curve.number, theme))
                guard let point = curve.points.min(by: { abs($0.step - cursor) < abs($1.step - cursor) }) else { continue }
                line.append(" " + Figures.fixed(point.norm, 4), theme.text)
                legend.wish(legend.add([line]))
            }
            legend.wish(legend.add([StyledLine("log", theme.muted)]))
            return legend
        }
        var numbers = StyledLine()
        for curve in curves {
            if !numbers.spans.isEmpty { numbers.append(" ") }
            numbers.append("\(curve.number)", Self.style(curve.number, theme))
        }
        let head = legend.add([StyledLine("by step, log", theme.muted)])
        legend.wish(legend.add([numbers]))
        if clippedShare > 0 {
            let mark = StyledLine("\(terminalStyle.symbols.upTick) clipped", theme.muted)
            let shares = ["", " of steps"].map { words in
                var line = StyledLine("\(terminalStyle.symbols.upTick) clipped: ", theme.muted)
                line.append(Figures.percent(clippedShare, decimals: 1) + words, theme.warning)
                return line
            }
            let clipped = legend.add([mark] + shares)
            for form in [0, 1] { legend.wish(clipped, form: form) }
            legend.wish(head)
            legend.wish(clipped, form: 2)
        }
        legend.wish(head)
        return legend
    }

    /// The colour of a layer, the same as that of its bar.
    static func style(_ number: Int, _ theme: Theme) -> Style { theme.runs[max(0, number - 1) % theme.runs.count] }
}
