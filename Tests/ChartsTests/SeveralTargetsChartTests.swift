import Testing

@testable import Charts

/// Charts of a network with several targets.
@Suite struct SeveralTargetsChartTests {
    private let plain = TerminalStyle.plain

    private var chart: ExampleChart {
        var chart = ExampleChart(sequence: Samples.channels(steps: 20), outputs: nil, sample: [], missing: .reading, cursor: nil)
        var kinds = Samples.image(1, classes: 3, steps: 20)
        kinds.classNames = ["walk", "run", "rest"]
        var sizes = Samples.channels(steps: 20)
        (sizes.truth, sizes.classNames) = (.sequenceValues([0.5]), [])
        chart.targets = [
            (
                "activity",
                ExampleChart(
                    sequence: kinds, outputs: Samples.outputs(steps: 20, width: 3) { _ in 1 }, sample: [], missing: .reading, cursor: nil)
            ),
            (
                "age",
                ExampleChart(
                    sequence: sizes, outputs: StepwiseOutputs(values: [Float](repeating: 0.25, count: 20), steps: 20, width: 1), sample: [],
                    missing: .reading, cursor: nil)
            ),
        ]
        return chart
    }

    @Test func eachTargetHasAChartOfItsOwn() {
        let lines = Samples.canvas(chart, 50, 20, plain).text.split(separator: "\n", omittingEmptySubsequences: false)
        let (activity, age) = (lines.firstIndex { $0.hasPrefix("activity  is run  said run") }, lines.firstIndex { $0.hasPrefix("age") })
        #expect(activity == 1 && age.map { $0 > 8 } == true, "\(lines)")
        #expect(lines.contains { $0.contains("walk") })
        // If not all targets fit, the first are drawn.
        let small = Samples.canvas(chart, 50, 6, plain).text
        #expect(small.contains("activity") && !small.contains("age"), "\(small)")
    }

    @Test func epochsAndLegendsHaveAFigureForEach() {
        var epochs = Samples.epochs(3)
        for place in epochs.indices {
            epochs[place].testError = nil
            epochs[place].targets = [.init(name: "activity", figure: "\(place).50 %"), .init(name: "age", figure: "0.25")]
        }
        let rows = Samples.canvas(EpochRows(epochs: epochs), 70, 4, plain).text.split(separator: "\n")
        #expect(rows[0].contains("activity   age") && rows[3].contains("2.50 %  0.25"), "\(rows)")
        var loss = Samples.losses(steps: 300)
        loss.epochs[loss.epochs.count - 1].targets = epochs[2].targets
        #expect(Samples.canvas(loss, 100, 12, plain).text.contains("activity 2.50 %  age 0.25"))
    }
}
