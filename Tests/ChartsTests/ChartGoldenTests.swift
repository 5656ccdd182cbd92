import TestSupport
import Testing

@testable import Charts

/// Each chart as it looks, characters and colours.
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
            "example",
            ExampleChart(
                sequence: Samples.image(3), outputs: Samples.outputs(steps: 28, width: 10) { _ in 5 }, sample: [], isReading: true,
                cursor: nil),
            60, 14
        ),
        (
            "multilabel",
            ExampleChart(
                sequence: Samples.labelled([1, 3]), outputs: Samples.outputs(steps: 28, width: 4) { _ in 1 }, sample: [], isReading: true,
                cursor: nil),
            60, 10
        ),
    ]

    @Test(arguments: styles.map(\.0)) func charts(_ style: String) throws {
        let terminalStyle = try #require(Self.styles.first { $0.0 == style }?.1)
        for (name, chart, width, height) in Self.charts {
            try Golden.expect(Samples.canvas(chart, width, height, terminalStyle), is: "\(name)-\(style)")
        }
    }

    /// As on a page: the same in a plain file and, in colours, in an exported one.
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
