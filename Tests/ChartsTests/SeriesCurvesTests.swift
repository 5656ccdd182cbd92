import Testing

@testable import Charts

/// Curves of a series that continues.
@Suite struct SeriesCurvesTests {
    private static let looks = [
        TerminalStyle(), TerminalStyle(depth: .none), TerminalStyle(depth: .none, hasUnicode: false),
    ]

    /// A forecast that has not changed is visible twice: the signs of both curves take turns.
    @Test func aForecastThatDoesNotMoveIsSeenTwice() throws {
        let values = (0..<30).map { Double($0 % 7) }
        let outputs = StepwiseOutputs(values: (0..<30).flatMap { step in (0..<24).map { Float(($0 + step) % 5) } }, steps: 30, width: 24)
        for style in Self.looks {
            for (width, height) in [(60, 12), (40, 10), (110, 24)] {
                for unchanged in [outputs, nil] {
                    let chart = try #require(
                        ContinuedSeriesChart(values: values, outputs: outputs, unchanged: unchanged, truth: [], column: 0, of: 1))
                    let lines = Samples.canvas(chart, width, height, style).text.split(separator: "\n", omittingEmptySubsequences: false)
                    let legend = lines.prefix { !$0.contains(style.symbols.leftTick) && !$0.contains(style.symbols.vertical) }
                    #expect(legend.joined().contains("o forecast as it was") == (unchanged != nil))
                    let plot = lines.dropFirst(legend.count).dropLast(2).joined()
                    let (said, was) = (plot.count { $0 == "*" }, plot.count { $0 == "o" })
                    #expect(
                        unchanged == nil ? said > 5 && was == 0 : said > 2 && was > 2,
                        "\(width)x\(height): \(lines.joined(separator: "\n"))")
                }
            }
        }
    }

    /// Where the legend has no room for all names, only curves that it names are drawn.
    @Test func whatIsNotNamedIsNotDrawn() throws {
        let outputs = StepwiseOutputs(values: (0..<30).flatMap { step in (0..<24).map { Float(($0 + step) % 5) } }, steps: 30, width: 24)
        let other = StepwiseOutputs(values: outputs.values.map { 4 - $0 }, steps: 30, width: 24)
        let chart = try #require(
            ContinuedSeriesChart(
                values: (0..<30).map { Double($0 % 7) }, outputs: outputs, unchanged: other, truth: (0..<24).map { Float($0 % 3) },
                column: 0, of: 1))
        for (width, height) in [(36, 2), (36, 3), (36, 5), (36, 8), (56, 6), (56, 7), (76, 3), (76, 12)] {
            let text = Samples.canvas(chart, width, height).text
            let names = ["*": "* forecast", "o": "o forecast as it was", "+": "+ true as it was"]
            let plot = names.values.reduce(text.replacing("series", with: "")) { $0.replacing($1, with: "") }
            for (sign, name) in names where plot.contains(sign) { #expect(text.contains(name), "\(width)x\(height): \(text)") }
            #expect(height < 3 || text.contains("* forecast"))
        }
    }

    /// Curves without values are not in the legend.
    @Test func whatIsNotDrawnIsNotNamed() {
        var chart = ForecastChart(start: 1, truth: [1, 2, 3], oneStep: [], first: 4, values: [3, 4])
        #expect(!Samples.canvas(chart, 60, 12).text.contains("one step ahead"))
        chart.oneStep = [1, 2, 2]
        #expect(Samples.canvas(chart, 60, 12).text.contains("one step ahead"))
    }

    /// Nor are curves that others hide all along.
    @Test func whatIsHiddenIsNotNamed() {
        var chart = ForecastChart(start: 1, truth: [1, 2, 3], oneStep: [.nan, .nan, .nan, 4], first: 4, values: [4, 3])
        for style in Self.looks {
            chart.values = [4, 3]
            let hidden = Samples.canvas(chart, 60, 12, style).text
            #expect(!hidden.contains("one step ahead") && hidden.contains("true") && hidden.contains("free-running"), "\(hidden)")
            chart.values = [1, 3]
            #expect(Samples.canvas(chart, 60, 12, style).text.contains("o one step ahead"))
        }
    }
}
