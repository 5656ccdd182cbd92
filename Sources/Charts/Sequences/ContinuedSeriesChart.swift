/// A series and how a network says that it goes on, in one curve; beside it how it would go on as it was, and what is true of that.
package struct ContinuedSeriesChart: Drawable {
    /// The series, step by step; NaN where there is no value.
    package var values: [Double]
    /// What is said of the steps after its last.
    package var said: [Double]
    /// What was said of the same steps before the series was changed; empty where it is not.
    package var unchanged: [Double]
    /// What came after the series as it was; empty or NaN where that is not known.
    package var truth: [Double]
    /// The lowest and the highest quantile of each step that is said; empty for none.
    package var band: [(low: Double, high: Double)] = []
    /// What the band is, such as "0.1 to 0.9".
    private let bandName: String

    /// One of `columns` series that are read and said together.
    ///
    /// - Parameters:
    ///   - outputs: after each step, of shape [steps to come, columns]; those after the last count.
    ///   - unchanged: the same of the series as it was; nil where it is not changed.
    ///   - truth: of shape [steps to come, columns].
    /// - Returns: nil where the counts do not agree.
    package init?(
        values: [Double], outputs: StepwiseOutputs, unchanged: StepwiseOutputs?, truth: [Float], column: Int, of columns: Int
    ) {
        guard columns > 0, 0..<columns ~= column, outputs.isSound, outputs.valueCount.isMultiple(of: columns) else { return nil }
        func places(_ count: Int) -> StrideTo<Int> { stride(from: column, to: count, by: columns) }
        func last(_ outputs: StepwiseOutputs) -> [Double] {
            places(outputs.valueCount).map { Double(outputs.value($0, at: outputs.steps - 1)) }
        }
        self.values = values
        bandName = outputs.quantiles.first.flatMap { low in outputs.quantiles.last.map { "\(low) to \($0)" } } ?? ""
        said = last(outputs)
        self.unchanged = unchanged.flatMap { $0.isSound && $0.width == outputs.width ? last($0) : nil } ?? []
        self.truth = places(truth.count).map { Double(truth[$0]) }
        band = places(outputs.valueCount).compactMap { place in
            outputs.range(place, at: outputs.steps - 1).map { (Double($0.low), Double($0.high)) }
        }
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        let all = (values + said + unchanged + truth + band.flatMap { [$0.low, $0.high] }).filter(\.isFinite)
        guard !area.isEmpty, let least = all.min(), let greatest = all.max() else { return }
        let lines = legend(area.width, terminalStyle)
        let (legend, plot) = area.split(top: area.height >= 5 + lines.count ? lines.count : area.height >= 3 ? 1 : 0)
        func points(_ values: [Double], from start: Int) -> [LineChart.Point] {
            values.enumerated().map { .init(x: Double(start + $0), y: $1) }
        }
        func mark(_ sign: Character) -> Character? { terminalStyle.hasUnicode ? sign : nil }
        let first = values.count + 1
        // What is said goes on from the last value.
        let joint = values.last.map { [LineChart.Point(x: Double(values.count), y: $0)] } ?? []
        var chart = LineChart(
            x: Axis(1, Double(max(2, values.count + max(said.count, truth.count)))), y: Axis(least, greatest),
            series: [
                .init(points: points(values, from: 1), style: theme.good, plain: "#"),
                .init(points: points(truth, from: first), style: theme.truth, plain: "+", mark: mark("+")),
                .init(points: points(unchanged, from: first), style: theme.muted, plain: "o", mark: mark("o")),
                .init(points: joint + points(said, from: first), style: theme.train, plain: "*", mark: mark("*")),
            ])
        chart.band = band.enumerated().map { .init(x: Double(first + $0), low: $1.low, high: $1.high) }
        chart.marks = [.init(x: Double(first), label: "", style: theme.border)]
        chart.unit = "step"
        chart.draw(&canvas, in: plot, terminalStyle)
        for (row, line) in lines.prefix(legend.height).enumerated() {
            canvas.write(line.fitted(legend.width, terminalStyle), x: legend.x, y: legend.y + row, within: legend)
        }
    }

    private func legend(_ width: Int, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        let theme = terminalStyle.theme
        func part(_ sign: String, _ style: Style, _ text: String) -> StyledLine {
            StyledLine([.init(text: sign + " ", style: style), .init(text: text, style: theme.muted)])
        }
        var parts = [
            part(terminalStyle.hasUnicode ? terminalStyle.symbols.sample : "#", theme.good, "series"), part("*", theme.train, "forecast"),
        ]
        if !unchanged.isEmpty { parts.append(part("o", theme.muted, "forecast as it was")) }
        if truth.contains(where: \.isFinite) { parts.append(part("+", theme.truth, "true as it was")) }
        if !band.isEmpty { parts.append(part(terminalStyle.hasUnicode ? "⣿" : ".", theme.band, bandName)) }
        return StyledLine.flowing(parts, width: width)
    }
}
