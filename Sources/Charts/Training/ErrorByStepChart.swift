import TextFormatting

/// The error of the predictions at each time step, and bars below it, on the same axis, for the number of sequences that reach the step.
///
/// Where there are more than two steps for each column, each point is of several steps, and the legend says of how many.
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
        let showsCounts = area.height >= Self.leastRows && counts.count == errors.count && !counts.isEmpty
        let (top, bottom) = area.split(top: area.height - (showsCounts ? Self.countRows : 0))
        let (head, plot) = top.split(top: top.height >= 6 ? 1 : 0)
        // The number of columns depends only on the width of the numbers beside the axis.
        let perPoint = stepsPerPoint(columns: chart(stepsPerPoint: 1, terminalStyle)?.plot(in: plot).width ?? 1)
        guard let chart = chart(stepsPerPoint: perPoint, terminalStyle) else {
            return canvas.write("no errors by step yet", in: area, terminalStyle.theme.muted, terminalStyle)
        }
        chart.draw(&canvas, in: plot, terminalStyle)
        for line in legend(stepsPerPoint: perPoint, terminalStyle).laidOut(width: head.width, rows: head.height, indent: 0).lines {
            canvas.write(line, x: head.x, y: head.y, within: head)
        }
        if showsCounts { drawCounts(&canvas, bottom, plot: chart.plot(in: plot), terminalStyle) }
    }

    /// The curve over its axes, with a point for so many steps; nil without any error.
    private func chart(stepsPerPoint: Int, _ terminalStyle: TerminalStyle) -> LineChart? {
        let factor = measure == .share ? 100.0 : 1
        let points = self.points(of: stepsPerPoint).map { steps in
            LineChart.Point(x: Double(steps.lowerBound + steps.upperBound + 1) / 2, y: error(of: steps) * factor)
        }
        guard let greatest = points.map(\.y).filter(\.isFinite).max() else { return nil }
        var chart = LineChart(
            x: Axis(1, Double(max(2, errors.count))), y: Axis(0, greatest > 0 ? greatest : measure == .share ? 0.1 : 1),
            series: [.init(points: points, style: terminalStyle.theme.test, plain: "*", marksPoints: true)])
        chart.unit = "step"
        if let cursor { chart.marks = [.init(x: Double(cursor + 1), label: "", style: terminalStyle.theme.border)] }
        return chart
    }

    // MARK: Points of several steps

    /// The number of predictions that a point of several steps has at least, as far as that leaves enough points for a curve.
    private static let (leastPredictions, leastPoints) = (100.0, 20)

    /// The number of steps of each point: one where a column has no more than two, otherwise a round number for which each point has a
    /// column, and enough predictions not to be a matter of chance.
    private func stepsPerPoint(columns: Int) -> Int {
        // A column has two points of a line.
        guard errors.count > max(1, 2 * columns) else { return 1 }
        // Of each step, as far as it is known.
        let predictions = counts.count == errors.count ? counts.reduce(0) { $0 + Double($1) } / Double(errors.count) : .infinity
        var steps = 1
        func isTooFew() -> Bool { predictions * Double(steps) < Self.leastPredictions && errors.count >= 2 * steps * Self.leastPoints }
        while errors.count > steps * columns || isTooFew() {
            steps = String(steps).hasPrefix("2") ? steps / 2 * 5 : steps * 2
        }
        return steps
    }

    /// The steps of each point, counted from 0; a short rest belongs to the last point.
    private func points(of steps: Int) -> [Range<Int>] {
        guard !errors.isEmpty else { return [] }
        let whole = max(1, (errors.count + steps / 2) / steps)
        return (0..<whole).map { $0 * steps..<($0 == whole - 1 ? errors.count : ($0 + 1) * steps) }
    }

    /// The error of some steps together, each with the weight of its predictions; NaN where it is unknown.
    private func error(of steps: Range<Int>) -> Double {
        guard steps.count > 1 else { return Double(errors[steps.lowerBound]) }
        var (sum, weight) = (0.0, 0.0)
        for step in steps where errors[step].isFinite {
            let (error, own) = (Double(errors[step]), counts.count == errors.count ? Double(counts[step]) : 1)
            sum += own * (measure == .share ? error : error * error)
            weight += own
        }
        guard weight > 0 else { return .nan }
        return measure == .share ? sum / weight : (sum / weight).squareRoot()
    }

    /// The meaning of the curve, and the figures of the selected step, or of its point.
    private func legend(stepsPerPoint: Int, _ terminalStyle: TerminalStyle) -> ChartLegend {
        let theme = terminalStyle.theme
        let sample = terminalStyle.hasUnicode ? terminalStyle.symbols.sample : "*"
        var names = measure == .share ? ["% wrong"] : ["RMSE", "root of the mean squared error"]
        if stepsPerPoint > 1 {
            let steps = Figures.count(stepsPerPoint, "step")
            names = ["\(names[0]) by \(steps)"] + names.map { "\($0), each point of \(steps)" }
        }
        var legend = ChartLegend()
        let curve = legend.add(
            names.map { StyledLine([.init(text: sample + " ", style: theme.test), .init(text: $0, style: theme.muted)]) })
        legend.wish(curve)
        let read = cursor.flatMap { cursor in points(of: stepsPerPoint).first { $0.contains(cursor) } }
        if let read, case let error = error(of: read), error.isFinite {
            let (first, last) = (Figures.grouped(read.lowerBound + 1), Figures.grouped(read.upperBound))
            var short = StyledLine(read.count == 1 ? "step \(first) " : "steps \(first) to \(last) ", theme.accent.with(.bold))
            short.append(measure == .share ? Figures.percent(error) : Figures.fixed(error, 4), theme.test)
            var long = short
            if counts.count == errors.count {
                let most = counts[read].max() ?? 0
                long.append(" of \(Figures.count(most, "sequence"))", theme.muted)
            }
            let step = legend.add([short, long])
            for form in [0, 1] { legend.wish(step, form: form) }
        }
        for form in 1..<max(2, names.count) { legend.wish(curve, form: form) }
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
