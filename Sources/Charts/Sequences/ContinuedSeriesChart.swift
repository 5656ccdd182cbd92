/// A series and a network's forecast of it in one curve, with the forecast of the unchanged series and the true continuation.
package struct ContinuedSeriesChart: Drawable {
    /// The series, step by step; NaN where there is no value.
    package var values: [Double]
    /// The forecast of the steps after the last.
    package var said: [Double]
    /// The forecast of the same steps from the unchanged series; empty if the series is unchanged.
    package var unchanged: [Double]
    /// The true values after the unchanged series; empty or NaN where unknown.
    package var truth: [Double]
    /// The lowest and the highest quantile of each forecast step; empty for none.
    package var band: [(low: Double, high: Double)] = []
    /// The name of the band, such as "0.1 to 0.9".
    private let bandName: String

    /// One of `columns` series that are read and predicted together.
    ///
    /// - Parameters:
    ///   - values: the series, step by step.
    ///   - outputs: the predictions after each step, of shape [steps to come, columns]; those after the last step are shown.
    ///   - unchanged: the same for the unchanged series; nil if it is unchanged.
    ///   - truth: the true values, of shape [steps to come, columns].
    ///   - column: the index of the series.
    ///   - columns: the number of series.
    /// - Returns: nil if the counts do not match.
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
        let first = values.count + 1
        // The forecast continues from the last value.
        let joint = values.suffix(1)
        SeriesCurves(
            curves: [
                .init(name: "series", style: theme.good, plain: "#", isMarked: false, start: 1, values: values),
                .init(name: "true as it was", style: theme.truth, plain: "+", start: first, values: truth),
                .init(name: "forecast as it was", style: theme.muted, plain: "o", start: first, values: unchanged),
                .init(name: "forecast", style: theme.train, plain: "*", start: first - joint.count, values: joint + said),
            ], order: [0, 3, 2, 1], dispensable: [1, 2], steps: 1...max(2, values.count + max(said.count, truth.count)), first: first,
            band: band,
            bandName: bandName, takesTurns: true
        ).draw(&canvas, in: area, terminalStyle)
    }
}
