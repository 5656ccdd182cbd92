import TestSupport
import Testing
import TextFormatting

@testable import Charts

/// States and gates of bidirectional layers, in panels of all sizes.
@Suite struct ActivityLayoutTests {
    private static let parts = ["state", "input gate", "forget gate", "output gate", "candidate"]

    /// The strips of a layer of `units` units over some steps, in both directions.
    private static func strips(_ layer: String, units: Int, steps: Int) -> [ActivityStrip] {
        ["forward", "backward"].flatMap { direction in
            parts.map { part in
                let values = (0..<steps * units).map { index in Float((index / units * (index % units + 1)) % 17) / 16 }
                var strip = ActivityStrip(
                    layer: layer, part: "\(direction) \(part)", isState: part == "state", isSigned: part == "state" || part == "candidate",
                    units: units, width: units, values: values)
                strip.isBackward = direction == "backward"
                return strip
            }
        }
    }

    private static let chart = ActivityChart(strips: strips("bidirectional(lstm(8))", units: 8, steps: 28), steps: 28, cursor: 9)

    /// In panels at the side and below, and on the whole screen, as on screens of 80x24, 120x40 and 200x60.
    @Test(arguments: [(38, 6), (78, 11), (54, 17), (118, 20), (90, 28), (198, 34)]) func goldens(_ width: Int, _ height: Int) throws {
        try Golden.expect(Samples.canvas(Self.chart, width, height), is: "directions-\(width)x\(height)")
    }

    /// One scale for all signed values, and one for all gates, each with its meaning.
    @Test func scalesSayWhatTheyAreOf() {
        for (width, height) in [(54, 17), (78, 11), (118, 20), (90, 28), (198, 34)] {
            let text = Samples.canvas(Self.chart, width, height).text
            let hasCandidates = text.contains("candidate")
            #expect(!text.contains("candidates -1") || hasCandidates, "\(width)x\(height)")
            #expect(text.contains(text.contains("ward candidate") ? "states, candidates -1" : "states -1"), "\(width)x\(height): \(text)")
            #expect(text.contains("gates 0") == text.contains(" gate"), "\(width)x\(height): \(text)")
        }
    }

    /// Titles are complete at any size that has room for one, strips have the same height, and those that do not fit
    /// are counted.
    @Test func titlesAreWhole() {
        let names = Set(Self.chart.strips.map(\.part))
        for (layer, units) in [("bidirectional(lstm(8))", 8), ("bidirectional(lstm(64, peephole: true)) a", 64)] {
            let chart = ActivityChart(strips: Self.strips(layer, units: units, steps: 28), steps: 28)
            for width in [24, 38, 52, 78, 120] {
                for height in 5...40 {
                    let lines = chart.text(width: width, rows: height)
                    let titles = lines.filter { $0.contains("ward ") }
                    let shown = titles.flatMap { line in names.filter { (line + "  ").contains($0 + "  ") } }
                    #expect(!shown.isEmpty && Set(shown).count == shown.count, "\(width)x\(height)")
                    #expect(titles.allSatisfy { !$0.contains("…") }, "\(width)x\(height): \(titles)")
                    let layout = chart.layout(Rectangle(x: 0, y: 0, width: width, height: height), .init(depth: .none, hasUnicode: false))
                    #expect(layout.hidden == names.count - shown.count)
                    #expect(lines.contains { $0.hasSuffix("... \(layout.hidden) more") } == (layout.hidden > 0), "\(width)x\(height)")
                }
            }
        }
    }

    /// Numbers of units in front of the rows take columns from both directions: where all steps no longer have room side by side, they stand one below the other.
    @Test func directionsAreStackedRatherThanFolded() {
        let style = TerminalStyle()
        var stacked = 0
        for steps in [20, 28, 40] {
            for units in [12, 64, 128, 300] {
                let chart = ActivityChart(strips: Self.strips("bidirectional(lstm(\(units)))", units: units, steps: steps), steps: steps)
                for width in 40...110 {
                    let layout = chart.layout(Rectangle(x: 0, y: 0, width: width, height: 30), style)
                    let isFolded = chart.axis(layout.width, margin: layout.margin).isFolded
                    #expect(!layout.isPaired || !isFolded, "\(steps) steps of \(units) units on \(width)")
                    if !layout.isPaired, width >= 2 * (steps + ActivityChart.margin) { stacked += 1 }
                }
            }
        }
        #expect(stacked > 0)
    }
}
