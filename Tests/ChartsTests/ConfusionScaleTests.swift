import Testing

@testable import Charts

/// The colours of the confusion matrix: shares of the true class, the same in every matrix.
@Suite struct ConfusionScaleTests {
    private func cell(_ counts: [Int], _ style: TerminalStyle) -> Style {
        let canvas = Samples.canvas(ConfusionChart(counts: counts, names: ["a", "b"]), 40, 8, style)
        // The mistakes of the first class.
        let chart = ConfusionChart(counts: counts, names: ["a", "b"])
        let x = (0..<40).last { chart.classes(x: $0, y: 1, in: canvas.area).map { $0 == (0, 1) } ?? false } ?? 0
        return canvas[x, 1].style
    }

    @Test func aShareHasOneColour() {
        for depth in [TerminalStyle.Depth.many, .all] {
            let style = TerminalStyle(depth: depth)
            let thirteen = cell([87, 13, 0, 100], style)
            #expect(thirteen == cell([870, 130, 900, 100], style) && thirteen.background != cell([50, 50, 0, 100], style).background)
            #expect(thirteen.background == HeatRamp(.probability, style).text(0.13).background)
        }
    }

    /// F1 follows the error if it is asked for and every count keeps its place.
    @Test func scoresFollowTheErrors() {
        var chart = ConfusionChart(counts: [87, 13, 0, 100], names: ["a", "b"])
        #expect(!Samples.canvas(chart, 40, 3).text.contains("F1"))
        chart.showsF1 = true
        let lines = Samples.canvas(chart, 40, 3).text.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(lines.map(\.last) == ["F1", "0.930", "0.939"])
        let narrow = Samples.canvas(chart, 20, 3).text
        #expect(!narrow.contains("F1") && narrow.contains("error") && narrow.contains("87"))
    }

    @Test func theScaleIsBelow() {
        let chart = ConfusionChart(counts: [87, 13, 0, 100], names: ["a", "b"])
        #expect(Samples.canvas(chart, 70, 8).text.contains("mistakes, as a share of the true class  0 "))
        #expect(Samples.canvas(chart, 34, 4, TerminalStyle(depth: .none)).text.contains("100 %"))
        #expect(!Samples.canvas(chart, 70, 3).text.contains("100 %"))
    }

    /// Without colours mistakes are shaded beside their numbers, as the scale says; in ASCII there is neither, but where there are no numbers.
    @Test func theScaleIsOfWhatIsDrawn() {
        let chart = ConfusionChart(counts: [37, 63, 0, 100], names: ["a", "b"])
        for depth in [TerminalStyle.Depth.none, .sixteen] {
            let text = Samples.canvas(chart, 70, 8, TerminalStyle(depth: depth)).text
            #expect(text.contains("63▓") && !text.contains("37▓") && !text.contains("100▓") && text.contains(" ░▒ 50 ▒▓█ "), "\(text)")
        }
        let plain = TerminalStyle(depth: .none, hasUnicode: false)
        #expect(!Samples.canvas(chart, 70, 8, plain).text.contains("100 %"))
        let many = ConfusionChart(
            counts: (0..<225).map { $0 / 15 == $0 % 15 ? 40 : 60 }, names: (0..<15).map { String(UnicodeScalar(UInt8(97 + $0))) })
        #expect(Samples.canvas(many, 36, 20, plain).text.contains("100 %"), "\(Samples.canvas(many, 36, 20, plain).text)")
    }

    /// Below the pairs that have room, the others are counted, on a page too.
    @Test func pairsThatAreNotShownAreCounted() {
        let chart = ConfusionChart(counts: [9, 4, 3, 0, 9, 2, 1, 0, 9], names: ["a", "b", "c"])
        for (rows, last) in [(3, "and 2 more pairs with 3 mistakes"), (2, "and 3 more pairs with 6 mistakes")] {
            let text = Samples.canvas(chart, 40, rows).text
            #expect(text.hasSuffix(last), "\(text)")
            let line = Rectangle(x: 0, y: 0, width: 40, height: rows)
            #expect(chart.classes(x: 5, y: rows - 2, in: line) != nil && chart.classes(x: 5, y: rows - 1, in: line) == nil)
        }
        #expect(!Samples.canvas(ConfusionChart(counts: [9, 4, 3, 9], names: ["a", "b"]), 40, 2).text.contains("more"))
        #expect(chart.pairLines(3, .plain).last?.text == "and 1 more mistake")
        #expect(chart.pairLines(4, .plain).count == 5)
    }
}
