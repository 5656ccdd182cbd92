import Testing

@testable import Charts

/// The names and the figures of predicted and true values.
@Suite struct ValueChartTests {
    private static let looks = [TerminalStyle(), TerminalStyle(depth: .none), TerminalStyle(depth: .none, hasUnicode: false)]

    /// A sequence of twelve values, k times 20, as which k times 10 is predicted at the last step.
    private var twelve: ValueChart {
        var sequence = Samples.channels()
        sequence.channelNames = []
        let values = (0..<480).map { (place: Int) -> Float in
            let value = place / 12 == 39 ? place % 12 * 10 : place % 50
            return Float(value)
        }
        sequence.truth = .sequenceValues((0..<12).map { Float($0) * 20 }[...])
        return ValueChart(sequence: sequence, outputs: StepwiseOutputs(values: values, steps: 40, width: 12))
    }

    private var one: ValueChart {
        ValueChart(
            sequence: Samples.channels(), outputs: StepwiseOutputs(values: (0..<40).map { Float($0 % 10) / 5 - 1 }, steps: 40, width: 1))
    }

    private func lines(_ chart: ValueChart, _ width: Int, _ height: Int, _ style: TerminalStyle = TerminalStyle()) -> [Substring] {
        Samples.canvas(chart, width, height, style).text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// Each chart says which of the values it shows, with the figures of that value, and the line below how many are not shown.
    @Test func eachOfSeveralValuesHasATitle() {
        for style in Self.looks {
            let lines = lines(twelve, 66, 24, style)
            for (value, figures) in [(1, "said 0.0000  true 0.0000"), (2, "said 10.0000  true 20.0000"), (3, "said 20.0000  true 40.0000")]
            {
                #expect(lines.contains { $0.hasSuffix("value \(value) of 12  \(figures)") }, "\(lines)")
            }
            #expect(!lines.contains { $0.contains("value 4") })
            let foot = lines.last ?? ""
            let (said, truth) = style.hasUnicode ? ("━━", "•━") : ("**", "o.")
            #expect(foot.hasPrefix("step 40  \(said) said  \(truth) true  9 more values  mean error 55.0"), "\(foot)")
        }
    }

    /// Without room for titles the line below has the name and the figures of the only chart.
    @Test func aSmallChartSaysWhichValueItShows() {
        #expect(lines(twelve, 60, 6).last?.hasPrefix("step 40  value 1 of 12  ━━ said 0.0000  •━ true 0.0000") == true)
    }

    /// Every curve that is drawn has a name, before any has a figure, at any width with room for the names.
    @Test(arguments: 20...70) func everyCurveHasAName(_ width: Int) {
        for style in Self.looks {
            let (said, truth) = style.hasUnicode ? ("━━ said", "•━ true") : ("** said", "o. true")
            for chart in [one, twelve] {
                for height in [5, 10, 24] {
                    let foot = lines(chart, width, height, style).last ?? ""
                    #expect(foot.contains(said) && foot.contains(truth) && foot.count <= width, "\(width)x\(height): \(foot)")
                }
            }
        }
    }
}
