import TextFormatting

/// How a series goes on: what is true, what was said one step ahead, and what is said by a network that reads its own words.
package struct ForecastChart: Drawable {
    /// The step that each list begins at.
    package var start: Int
    /// What is true, step by step; NaN where that is not known.
    package var truth: [Double]
    /// What was said of the same steps by who knew all before; NaN where nothing was.
    package var oneStep: [Double]
    /// The step that the forecast begins at.
    package var first: Int
    /// What is said from there on.
    package var values: [Double]
    /// The lowest and the highest quantile of each; empty for none.
    package var band: [(low: Double, high: Double)]
    /// What the band is, such as "0.1 to 0.9".
    package var bandName: String
    /// What the series is called where there are several; nil for no name.
    package var name: String?

    /// A chart of these.
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
            ], order: [1, 0, 2], steps: start...max(start + 1, last), first: first, band: band, bandName: bandName
        ).draw(&canvas, in: area, terminalStyle)
    }
}
