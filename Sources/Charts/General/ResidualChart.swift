import TextFormatting

/// Residuals over time or over the true values: after successful training no pattern is visible. A histogram of the residuals is at the
/// right.
package struct ResidualChart: Drawable {
    /// The position of each on the horizontal axis, and the true value minus the prediction.
    package var points: [(x: Double, residual: Double)]
    /// The unit of the horizontal axis: `step` or `sequence`, from 1, or `true` for the values themselves.
    package var unit: String
    /// The residual with the greatest magnitude, and its example; nil to mark none.
    package var worst: (x: Double, residual: Double, label: String)?

    /// The residuals of the watched example, which are highlighted.
    package var watched: [(x: Double, residual: Double)] = []
    /// All residuals in ascending order, for the histogram, if `points` are only some of them; otherwise empty.
    package var distribution: [Double] = []

    /// A chart of these residuals.
    package init(
        _ points: [(x: Double, residual: Double)], unit: String, worst: (x: Double, residual: Double, label: String)? = nil
    ) {
        (self.points, self.unit, self.worst) = (points, unit, worst)
    }

    /// The least width with room for the histogram, and the width of the histogram, in columns.
    private static let (leastWidth, countWidth) = (44, 12)

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let theme = terminalStyle.theme
        let sizes = points.map { abs($0.residual) }.filter(\.isFinite)
        let places = (points.map(\.x) + [worst?.x].compactMap(\.self)).filter(\.isFinite)
        // The axis includes everything marked and everything counted.
        let ends = [worst?.residual, distribution.first, distribution.last].compactMap(\.self).map(abs).filter(\.isFinite)
        guard let most = (sizes + ends).max(), let first = places.min(), let last = places.max() else {
            return canvas.write("no values", in: area, theme.muted, terminalStyle)
        }
        let end = first < last ? last : first + 1
        let means = means
        let isSeveral = means.count > 0 && means.count < sizes.count
        let showsCounts = area.width >= Self.leastWidth && area.height >= 6
        let legend = legend(isSeveral: isSeveral, showsCounts: showsCounts, terminalStyle)
            .laidOut(width: area.width, rows: ChartLegend.rows(above: area), indent: 0).lines
        let (head, body) = area.split(top: legend.count)
        let zero = [LineChart.Point(x: first, y: 0), LineChart.Point(x: end, y: 0)]
        var series = [LineChart.Series(points: zero, style: theme.muted, plain: ".")]
        if isSeveral || means.isEmpty {
            let all = LineChart.apart(points.map { (x: $0.x, y: $0.residual) })
            series.append(LineChart.Series(points: all, style: isSeveral ? theme.muted : theme.train, plain: isSeveral ? "." : "*"))
        }
        if !means.isEmpty { series.append(LineChart.Series(points: means, style: theme.train, plain: "*")) }
        var chart = LineChart(x: Axis(first, end), y: Axis(-most, most), series: series)
        chart.unit = unit
        chart.points = (watched.map { .init(x: $0.x, y: $0.residual) }, terminalStyle.watchedSign, theme.test)
        chart.highlight = worst.map { (.init(x: $0.x, y: $0.residual), theme.bad) }
        let area = body.inset(right: showsCounts ? Self.countWidth + 1 : 0)
        chart.draw(&canvas, in: area, terminalStyle)
        if showsCounts { drawCounts(&canvas, chart, chart.plot(in: area), terminalStyle) }
        for (row, line) in legend.enumerated() { canvas.write(line, x: head.x, y: head.y + row, within: head) }
    }

    /// The mean residual at each step; empty if the axis does not count.
    private var means: [LineChart.Point] {
        guard unit != "true" else { return [] }
        var sums: [Double: (sum: Double, count: Int)] = [:]
        for point in points where point.residual.isFinite {
            let known = sums[point.x] ?? (0, 0)
            sums[point.x] = (known.sum + point.residual, known.count + 1)
        }
        return sums.sorted { $0.key < $1.key }.map { LineChart.Point(x: $0.key, y: $0.value.sum / Double($0.value.count)) }
    }

    /// A bar in each row of the chart for the number of residuals at that height.
    private func drawCounts(_ canvas: inout Canvas, _ chart: LineChart, _ plot: Rectangle, _ terminalStyle: TerminalStyle) {
        guard plot.height > 0 else { return }
        var counts = [Int](repeating: 0, count: plot.height)
        for residual in distribution.isEmpty ? points.map(\.residual) : distribution {
            if let row = chart.row(residual, plot) { counts[max(0, min(plot.height - 1, row - plot.y))] += 1 }
        }
        let most = max(1, counts.max() ?? 1)
        for (row, count) in counts.enumerated() {
            let bar = BlockBar.text(Double(count) / Double(most), width: Self.countWidth, terminalStyle)
            canvas.write(bar, x: plot.right + 1, y: plot.y + row, terminalStyle.theme.accent)
        }
        let label = Rectangle(x: plot.right + 1, y: plot.bottom + 1, width: Self.countWidth, height: 1)
        canvas.write("0…\(Figures.grouped(most))".plainer(terminalStyle), in: label, terminalStyle.theme.muted, terminalStyle)
    }

    private func legend(isSeveral: Bool, showsCounts: Bool, _ terminalStyle: TerminalStyle) -> ChartLegend {
        let theme = terminalStyle.theme
        let (up, right) = terminalStyle.hasUnicode ? (" ↑", " →") : (" up", " right")
        var legend = ChartLegend()
        func entry(_ sign: String, _ style: Style, _ text: String) -> Int {
            legend.add([StyledLine([.init(text: sign + " ", style: style), .init(text: text, style: theme.muted)])])
        }
        var wished = [legend.add([StyledLine("true less said\(up)  \(unit)\(right)", theme.heading)])]
        let sample = terminalStyle.symbols.sample
        let point = terminalStyle.hasUnicode ? "⠂" : isSeveral ? "." : "*"
        if isSeveral {
            wished.append(entry(point, theme.muted, "a value"))
            wished.append(entry(terminalStyle.hasUnicode ? sample : "*", theme.train, "the mean of each \(unit)"))
        } else {
            wished.append(entry(unit == "true" || !terminalStyle.hasUnicode ? point : sample, theme.train, "a value"))
        }
        if showsCounts { wished.append(entry(BlockBar.text(1, width: 2, terminalStyle), theme.accent, "how many")) }
        if !watched.isEmpty { wished.insert(legend.add([terminalStyle.watchedPart]), at: 1) }
        let worst = worst.map { legend.add(terminalStyle.worstForms($0.label)) }
        if let worst { wished.insert(worst, at: 1) }
        for entry in wished { legend.wish(entry) }
        if let worst { for form in [1, 2] { legend.wish(worst, form: form) } }
        return legend
    }
}

extension String {
    /// The text with three dots for an ellipsis if the terminal cannot show one.
    fileprivate func plainer(_ terminalStyle: TerminalStyle) -> String {
        terminalStyle.hasUnicode ? self : split(separator: "…" as Character, omittingEmptySubsequences: false).joined(separator: "..")
    }
}
