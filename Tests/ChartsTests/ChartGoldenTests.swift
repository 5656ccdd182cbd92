import TestSupport
import Testing

@testable import Charts

/// The appearance of each chart, in characters and colours.
@Suite struct ChartGoldenTests {
    private static let styles: [(String, TerminalStyle)] = [
        ("dark", TerminalStyle()), ("light", TerminalStyle(theme: .standard(.many, isLight: true))),
        ("sixteen", TerminalStyle(depth: .sixteen)), ("ascii", TerminalStyle(depth: .none, hasUnicode: false)),
    ]

    private static let charts: [(String, any Drawable, Int, Int)] = [
        ("losses", Samples.losses(steps: 450), 64, 12),
        (
            "stepwise",
            StepwisePredictionChart(sequence: Samples.image(7), outputs: Samples.outputs(steps: 28, width: 10) { _ in 7 }, cursor: 9),
            64, 20
        ),
        (
            "labels",
            LabelBand(sequence: Samples.glyphs(), outputs: Samples.outputs(steps: 6, width: 3) { $0 == 2 ? 0 : $0 % 3 }, cursor: 2),
            60, 12
        ),
        (
            "values",
            ValueChart(
                sequence: Samples.channels(),
                outputs: StepwiseOutputs(values: (0..<40).map { Float($0 % 10) / 5 - 1 }, steps: 40, width: 1), cursor: 20), 64, 14
        ),
        (
            "language",
            LanguageChart(
                sequence: Samples.text(), outputs: Samples.outputs(steps: 18, width: 6) { $0 % 5 }, sample: [1, 2, 3, 4, 0, 1, 4, 4],
                cursor: 9), 60, 16
        ),
        (
            "times",
            ValueChart(
                sequence: Samples.dated(), outputs: StepwiseOutputs(values: (0..<40).map { Float($0 % 10) / 5 - 1 }, steps: 40, width: 1),
                cursor: 20), 64, 14
        ),
        (
            "datedlabels",
            StepwisePredictionChart(sequence: Samples.datedImage(7), outputs: Samples.outputs(steps: 28, width: 10) { _ in 7 }, cursor: 9),
            64,
            20
        ),
        ("activity", ActivityChart(strips: Samples.strips(steps: 20), steps: 20, cursor: 4), 50, 14),
        ("confusion", Samples.confusion, 60, 11),
        ("pairs", Samples.confusion, 60, 6),
        ("epochs", EpochRows(epochs: Samples.epochs(4)), 60, 5),
        ("runs", RunCurvesChart(Samples.runs, .curves(best: 1), figure: "test loss"), 50, 10),
        ("spread", RunCurvesChart(Samples.runs, .spread, figure: "test loss"), 50, 10),
        ("gradients", GradientChart(layers: ["gru(64)", "last", "dense(10)"], norms: [0.5, 0, 0.125]), 50, 3),
        ("errors", ErrorByStepChart(errors: (0..<28).map { 0.9 / Float($0 + 1) }, cursor: 4), 60, 10),
        (
            "errorsofvalues",
            ErrorByStepChart(
                errors: (0..<40).map { $0 < 30 ? 2 / Float($0 + 1) : 0 }, counts: (0..<40).map { 120 - 3 * $0 }, measure: .distance,
                cursor: 4), 60, 16
        ),
        (
            "example",
            ExampleChart(
                sequence: Samples.image(3), outputs: Samples.outputs(steps: 28, width: 10) { _ in 5 }, sample: [], missing: .reading,
                cursor: nil),
            60, 14
        ),
        (
            "multilabel",
            ExampleChart(
                sequence: Samples.labelled([1, 3]), outputs: Samples.outputs(steps: 28, width: 4) { _ in 1 }, sample: [], missing: .reading,
                cursor: nil),
            60, 10
        ),
    ]

    private static let band: ValueChart = {
        let values = (0..<40).flatMap { (step: Int) -> [Float] in
            let middle = Float(step % 10) / 5 - 1
            return [middle - 0.5, middle, middle + 0.75]
        }
        let outputs = StepwiseOutputs(values: values, steps: 40, width: 3, quantiles: [0.1, 0.5, 0.9])
        return ValueChart(sequence: Samples.channels(), outputs: outputs, cursor: 20)
    }()

    private static let forecast: ForecastChart = {
        let truth: [Double] = (0..<24).map { Double($0 % 12) }
        let oneStep: [Double] = [.nan] + truth.dropFirst().map { $0 + 1 }
        let values: [Double] = (18..<30).map { Double($0 % 12) / 2 }
        let band = values.map { (value: Double) -> (low: Double, high: Double) in (value - 1, 2 * value) }
        return ForecastChart(start: 25, truth: truth, oneStep: oneStep, first: 43, values: values, band: band, bandName: "0.1 to 0.9")
    }()

    private static let named: ScatterChart = {
        var chart = unwatched
        chart.watched = (0..<12).map { (place: Int) -> (truth: Double, said: Double) in
            let said = place * 5 % 12 - 3
            return (Double(place - 2), Double(said))
        }
        return chart
    }()

    private static let unwatched = ScatterChart(
        (0..<200).map { (place: Int) -> (truth: Double, said: Double) in
            (Double(place) / 10 - 4, Double(place) / 12 - 4 + Double(place * 7 % 11) / 5)
        }, name: "temperature", worst: (11, 3.5, "the worst, off by 7.5: weather test[3] step 17"))

    private static let overTruth = ResidualChart(
        (0..<200).map { (place: Int) -> (x: Double, residual: Double) in
            (Double(place) / 10, Double(place * 7 % 11) - 5 + Double(place) / 100)
        }, unit: "true", worst: (19.5, 6.5, "the worst, off by 6.5: adding test[3]"))

    private static let scatter = ScatterChart(
        (0..<30).map { (place: Int) -> (truth: Double, said: Double) in
            let said = place * 7 % 30
            return (Double(place), Double(said))
        })

    private static let residuals = ResidualChart(
        (0..<60).map { (place: Int) -> (x: Double, residual: Double) in
            let residual = place * 7 % 11 - 5
            return (Double(place % 20 + 1), Double(residual))
        }, unit: "step")

    private static let errorCharts: [(String, any Drawable, Int, Int)] = [
        ("band", band, 64, 14), ("forecast", forecast, 64, 12), ("scatter", scatter, 40, 10), ("residuals", residuals, 50, 10),
        ("named", named, 54, 18), ("overtruth", overTruth, 54, 18),
    ]

    @Test(arguments: styles.map(\.0)) func charts(_ style: String) throws {
        let terminalStyle = try #require(Self.styles.first { $0.0 == style }?.1)
        for (name, chart, width, height) in Self.charts + Self.errorCharts {
            try Golden.expect(Samples.canvas(chart, width, height, terminalStyle), is: "\(name)-\(style)")
        }
    }

    /// As on a page: in a plain file and, in colours, in an exported one.
    @Test(arguments: [("plain", TerminalStyle.plain), ("colours", TerminalStyle())]) func pages(_ name: String, _ style: TerminalStyle)
        throws
    {
        let stepwise = StepwisePredictionChart(sequence: Samples.image(7), outputs: Samples.outputs(steps: 100, width: 10) { _ in 7 })
        let pages: [(String, [StyledLine])] = [
            ("image", SequenceDrawing(Samples.image(2)).lines(width: 72, style)),
            ("glyphs", SequenceDrawing(Samples.glyphs(steps: 12)).lines(width: 72, style)),
            ("channels", SequenceDrawing(Samples.channels(steps: 100)).lines(width: 72, style)),
            ("text", SequenceDrawing(Samples.text()).lines(width: 8, style)),
            ("stepwise", stepwise.lines(width: 72, style)),
            ("confusion", Samples.confusion.lines(style) + [StyledLine()] + Samples.confusion.pairLines(5, style)),
        ]
        for (page, lines) in pages { try Golden.expect(Samples.canvas(lines), is: "page-\(page)-\(name)") }
    }
}
