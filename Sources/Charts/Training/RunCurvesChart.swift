import TextFormatting

/// A figure of several runs after each epoch.
package struct RunCurvesChart: Drawable {
    /// The curve of one run.
    package struct Curve: Sendable {
        /// The epochs, from 1, and the figure after each.
        package var points: [(epoch: Int, figure: Double)]

        /// A curve through these points, in ascending order of epochs.
        package init(_ points: [(epoch: Int, figure: Double)]) {
            self.points = points
        }
    }

    /// How the runs are drawn.
    package enum Drawing: Sendable, Equatable {
        /// One curve over another; the one with this index is highlighted.
        case curves(best: Int?)
        /// The mean, with a band from the least to the greatest value behind it.
        case spread
    }

    /// The curves in the order in which the runs were trained.
    package var curves: [Curve]
    package var drawing: Drawing
    /// The name of the figure, such as "test loss".
    package var figure: String

    /// A chart of these curves.
    package init(_ curves: [Curve], _ drawing: Drawing, figure: String) {
        (self.curves, self.drawing, self.figure) = (curves, drawing, figure)
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let (legend, plot) = area.split(top: area.height >= 3 ? 1 : 0)
        let all = curves.flatMap(\.points).filter { $0.figure.isFinite }
        guard let least = all.map(\.figure).min(), let greatest = all.map(\.figure).max(), let last = all.map(\.epoch).max() else {
            return canvas.write("no \(figure) yet", in: area, terminalStyle.theme.muted, terminalStyle)
        }
        var chart = LineChart(x: Axis(1, Double(max(2, last))), y: Axis(least, greatest), series: series(terminalStyle))
        chart.unit = "epoch"
        if drawing == .spread { (chart.band, chart.keepsBand) = (ranges, true) }
        drawLegend(&canvas, legend, terminalStyle)
        chart.draw(&canvas, in: plot, terminalStyle)
    }

    private func series(_ terminalStyle: TerminalStyle) -> [LineChart.Series] {
        let theme = terminalStyle.theme
        switch drawing {
        case .spread:
            let points = byEpoch.map { LineChart.Point(x: Double($0.epoch), y: $0.figures.reduce(0, +) / Double($0.figures.count)) }
            return [.init(points: points, style: theme.test, plain: "*")]
        case .curves(let best):
            let all = curves.map { curve in curve.points.map { LineChart.Point(x: Double($0.epoch), y: $0.figure) } }
            let others = all.indices.filter { $0 != best }.map { LineChart.Series(points: all[$0], style: theme.muted, plain: ".") }
            guard let best, all.indices.contains(best) else { return others }
            let mark = terminalStyle.depth == .none && terminalStyle.hasUnicode ? terminalStyle.symbols.point : nil
            return others + [.init(points: all[best], style: theme.test, plain: "*", mark: mark)]
        }
    }

    private func drawLegend(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let (theme, symbols) = (terminalStyle.theme, terminalStyle.symbols)
        // Signs distinguish curves if colours do not.
        let isMarked = terminalStyle.depth == .none && drawing != .spread
        let (own, other) = terminalStyle.hasUnicode ? (isMarked ? "\(symbols.point)━" : symbols.sample, symbols.sample) : ("**", "..")
        func entry(_ sample: String, _ style: Style, _ words: String) -> [StyledLine] {
            [StyledLine([.init(text: sample + " ", style: style), .init(text: words, style: theme.muted)])]
        }
        var legend = ChartLegend()
        let head = legend.add([StyledLine(figure, theme.heading)])
        legend.wish(legend.add(entry(own, theme.test, drawing == .spread ? "mean" : "best")))
        if drawing == .spread {
            let sign = String(LineChart.bandSign(terminalStyle) ?? (terminalStyle.hasUnicode ? "⣿" : "."))
            legend.wish(legend.add(entry(sign + sign, theme.band, "least to greatest")))
        } else if curves.count > 1 {
            legend.wish(legend.add(entry(other, theme.muted, Figures.count(curves.count - 1, "other", "others"))))
        }
        legend.wish(head)
        for line in legend.laidOut(width: area.width, rows: 1, indent: 0).lines {
            canvas.write(line, x: area.x, y: area.y, within: area)
        }
    }

    /// The figures of all runs after each epoch that any run has completed.
    private var byEpoch: [(epoch: Int, figures: [Double])] {
        var figures: [Int: [Double]] = [:]
        for point in curves.flatMap(\.points) where point.figure.isFinite { figures[point.epoch, default: []].append(point.figure) }
        return figures.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private var ranges: [LineChart.ValueRange] {
        byEpoch.map { .init(x: Double($0.epoch), low: $0.figures.min() ?? 0, high: $0.figures.max() ?? 0) }
    }
}
