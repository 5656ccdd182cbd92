import Testing

@testable import Charts

/// Errors of more steps than there are columns.
@Suite struct ErrorByStepTests {
    /// Right or wrong at each of many steps, each of which was tested once; wrong at three of four in the first half, at one of four later.
    private static let errors = (0..<4000).map { step -> Float in
        let chance = step * 7919 % 4
        let isWrong = step < 2000 ? chance < 3 : chance < 1
        return isWrong ? 1 : 0
    }

    private static let looks = [TerminalStyle(), TerminalStyle(depth: .none), TerminalStyle(depth: .none, hasUnicode: false)]

    /// The rows of each column of the plot that have something of the curve.
    private func curve(_ chart: ErrorByStepChart, _ style: TerminalStyle) -> [[Int]] {
        let (canvas, left) = (Samples.canvas(chart, 70, 24, style), 6)
        // Below the legend, and above the axis and the numbers of sequences.
        let rows = 1..<(24 - (chart.counts.isEmpty ? 2 : 5))
        return (left..<70).map { column in rows.filter { canvas[column, $0].character != " " } }
    }

    @Test func severalStepsShareAPoint() {
        for style in Self.looks {
            for counts in [[], [Int](repeating: 1, count: 4000)] {
                let chart = ErrorByStepChart(errors: Self.errors, counts: counts)
                let (columns, text) = (curve(chart, style), Samples.canvas(chart, 70, 24, style).text)
                #expect(text.contains("% wrong, each point of 100 steps"), "\(text)")
                // A curve at 75 and then at 25 %, rather than a block: a few rows in each column but those of the fall.
                #expect(columns.filter { $0.count <= 3 }.count >= columns.count - 4, "\(text)")
                #expect(columns[5].allSatisfy { $0 < 10 } && columns[58].allSatisfy { $0 > 10 }, "\(text)")
            }
        }
    }

    /// Of steps that each have a column, every one has its point.
    @Test func fewStepsStandAlone() {
        let chart = ErrorByStepChart(errors: Array(Self.errors.prefix(40)), counts: [Int](repeating: 1, count: 40))
        let text = Samples.canvas(chart, 70, 24).text
        #expect(text.contains("% wrong") && !text.contains("each point"), "\(text)")
    }

    /// The figure that is read is that of the point; the mean of squared distances goes by the number of predictions.
    @Test func aPointIsRead() {
        let errors = (0..<1000).map { step -> Float in step < 20 ? 3 : step < 40 ? 4 : 1 }
        let counts = (0..<1000).map { step in step < 20 ? 300 : step < 40 ? 100 : 200 }
        var chart = ErrorByStepChart(errors: errors, counts: counts, measure: .distance, cursor: 30)
        #expect(Samples.canvas(chart, 70, 24).text.contains("steps 21 to 40 4.0000 of 100 sequences"))
        // Narrower, each point has more steps: here the root of (20 x 9 + 20 x 16 + 10 x 1) / 50.
        chart.counts = []
        #expect(Samples.canvas(chart, 44, 24).text.contains("steps 1 to 50 3.1937"), "\(Samples.canvas(chart, 44, 24).text)")
    }

    @Test func aNarrowLegendNamesTheSteps() {
        let chart = ErrorByStepChart(errors: Self.errors, cursor: 3)
        #expect(Samples.canvas(chart, 24, 12).text.contains("% wrong by "))
    }
}
