import TextFormatting

/// The error of the predictions at each time step, and bars below it, on the same axis, for the number of sequences that reach the step.
package struct ErrorByStepChart: Drawable {
    /// The kind of error.
    package enum Measure: Sendable, Equatable {
        /// The share of wrong classes, 0...1.
        case share
        /// The distance from true values, in their units.
        case distance
    }

    /// The errors; NaN where unknown.
    package var errors: [Float]
    /// The number of sequences with a target at each step; empty if unknown.
    package var counts: [Int]
    /// The kind of `errors`.
    package var measure: Measure
    /// The selected step, from 0; nil for none.
    package var cursor: Int?

    /// A chart of the errors of steps.
    package init(errors: [Float], counts: [Int] = [], measure: Measure = .share, cursor: Int? = nil) {
        (self.errors, self.counts, self.measure, self.cursor) = (errors, counts, measure, cursor)
    }

    /// The least number of rows with room for the numbers of sequences.
    private static let (leastRows, countRows) = (10, 3)

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        let factor = measure == .share ? 100.0 : 1
        let points = errors.enumerated().map { LineChart.Point(x: Double($0.offset + 1), y: Double($0.element) * factor) }
        guard let greatest = points.map(\.y).filter(\.isFinite).max() else {
            return canvas.write("no errors by step yet", in: area, terminalStyle.theme.muted, terminalStyle)
        }
        let showsCounts = area.height >= Self.leastRows && counts.count == errors.count && !counts.isEmpty
        let (top, bottom) = area.split(top: area.height - (showsCounts ? Self.countRows : 0))
        var chart = LineChart(
            x: Axis(1, Double(max(2, errors.count))), y: Axis(0, greatest > 0 ? greatest : measure == .share ? 0.1 : 1),
            series: [.init(points: points, style: terminalStyle.theme.test, plain: "*", marksPoints: true)])
        chart.unit = "step"
        if let cursor { chart.marks = [.init(x: Double(cursor + 1), label: "", style: terminalStyle.theme.border)] }
        let (head, plot) = top.split(top: top.height >= 6 ? 1 : 0)
        chart.draw(&canvas, in: plot, terminalStyle)
        for line in legend(terminalStyle).laidOut(width: head.width, rows: head.height, indent: 0).lines {
            canvas.write(line, x: head.x, y: head.y, within: head)
        }
        if showsCounts { drawCounts(&canvas, bottom, plot: chart.plot(in: plot), terminalStyle) }
    }

    /// The meaning of the curve, and the figures of the selected step.
    private func legend(_ terminalStyle: TerminalStyle) -> ChartLegend {
        let theme = terminalStyle.theme
        let sample = terminalStyle.hasUnicode ? terminalStyle.symbols.sample : "*"
        let names = measure == .share ? ["% wrong"] : ["RMSE", "root of the mean squared error"]
        var legend = ChartLegend()
        let curve = legend.add(
            names.map { StyledLine([.init(text: sample + " ", style: theme.test), .init(text: $0, style: theme.muted)]) })
        legend.wish(curve)
        if let cursor, errors.indices.contains(cursor), errors[cursor].isFinite {
            let error = Double(errors[cursor])
            var short = StyledLine("step \(Figures.grouped(cursor + 1)) ", theme.accent.with(.bold))
            short.append(measure == .share ? Figures.percent(error) : Figures.fixed(error, 4), theme.test)
            var long = short
            if counts.count == errors.count { long.append(" of \(Figures.count(counts[cursor], "sequence"))", theme.muted) }
            let step = legend.add([short, long])
            for form in [0, 1] { legend.wish(step, form: form) }
        }
        legend.wish(curve, form: 1)
        return legend
    }

    /// Draws the number of sequences that reach each step.
    private func drawCounts(_ canvas: inout Canvas, _ area: Rectangle, plot: Rectangle, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        guard let most = counts.max(), most > 0, let last = counts.last, plot.width > 0 else { return }
        let columns = (0..<plot.width).map { column -> Float? in
            // The step whose dot is nearest to this column.
            let place = Double(column) / Double(max(1, plot.width - 1)) * Double(counts.count - 1)
            return Float(counts[min(counts.count - 1, Int(place.rounded()))]) / Float(most)
        }
        let row = Rectangle(x: plot.x, y: area.y, width: plot.width, height: 1)
        let rows = area.height - 1
        for (column, share) in columns.enumerated() {
            for line in 0..<rows {
                // Full rows from the bottom, and the remainder above them.
                let filled = (share ?? 0) * Float(rows) - Float(rows - 1 - line)
                guard filled > 0 else { continue }
                let sign = BlockBar.column(min(1, filled), terminalStyle)
                canvas[plot.x + column, row.y + line] = StyledCell(character: sign, style: theme.accent)
            }
        }
        let (ofFirst, ofLast) = (Figures.grouped(counts[0]), Figures.grouped(last))
        let labels =
            counts.allSatisfy { $0 == most }
            ? [Figures.count(most, "sequence") + " at each step", Figures.count(most, "sequence")]
            : ["sequences: \(ofFirst) at the first step, \(ofLast) at the last", "sequences: \(ofFirst) at first, \(ofLast) at last"]
        guard let label = labels.first(where: { DisplayWidth.of($0) <= plot.width }) else { return }
        canvas.write(label, x: plot.x, y: area.bottom - 1, theme.muted, within: area)
    }
}
