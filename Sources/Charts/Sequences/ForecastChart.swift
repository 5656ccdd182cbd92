import TextFormatting

/// A forecast of a series: the true values, the one-step predictions, and the predictions of a network that reads its own outputs.
package struct ForecastChart: Drawable {
    /// The first step of each list.
    package var start: Int
    /// The true values, step by step; NaN where unknown.
    package var truth: [Double]
    /// One-step predictions for the same steps, each made from the true values before it; NaN where there is none.
    package var oneStep: [Double]
    /// The first step of the forecast.
    package var first: Int
    /// The forecast from that step on.
    package var values: [Double]
    /// The lowest and the highest quantile of each forecast step; empty for none.
    package var band: [(low: Double, high: Double)]
    /// The name of the band, such as "0.1 to 0.9".
    package var bandName: String
    /// The name of the series, if there are several; nil for none.
    package var name: String?

    /// A chart of a forecast.
    package init(
        start: Int, truth: [Double], oneStep: [Double], first: Int, values: [Double], band: [(low: Double, high: Double)] = [],
        bandName: String = ""
    ) {
        (self.start, self.truth, self.oneStep, self.first, self.values) = (start, truth, oneStep, first, values)
        (self.band, self.bandName) = (band, bandName)
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        let last = max(start + max(truth.count, oneStep.count), first + values.count) - 1
        SeriesCurves(
            title: name.map { StyledLine($0.visible, theme.heading) },
            curves: [
                .init(name: "one step ahead", style: theme.test, plain: "o", start: start, values: oneStep),
                .init(name: "true", style: theme.good, plain: "#", isMarked: false, start: start, values: truth),
                .init(name: "free-running", style: theme.train, plain: "*", start: first, values: values),
            ], order: [1, 0, 2], dispensable: [0, 1], steps: start...max(start + 1, last), first: first, band: band, bandName: bandName
        ).draw(&canvas, in: area, terminalStyle)
    }
}
