import Testing

@testable import Charts

/// The units that the rows of states and gates show.
@Suite struct UnitNamesTests {
    /// A layer whose unit `k`, from 1, has its own value at all steps, and of whose units `width` are kept.
    private func strip(_ units: Int, width: Int, steps: Int, part: String = "state", isBackward: Bool = false) -> ActivityStrip {
        let kept = (0..<width).map { $0 * units / width }
        let values = (0..<steps).flatMap { _ in kept.map { Float($0) / Float(units) } }
        var strip = ActivityStrip(
            layer: "gru(\(units))", part: part, isState: part.hasSuffix("state"), isSigned: true, units: units, width: width, values: values
        )
        strip.isBackward = isBackward
        return strip
    }

    private static let looks = [
        TerminalStyle(), TerminalStyle(depth: .all), TerminalStyle(depth: .sixteen), TerminalStyle(depth: .none),
        TerminalStyle(depth: .none, hasUnicode: false),
    ]

    /// A row's number is that of the unit whose values it shows.
    @Test func rowsHaveTheirNumbers() {
        for (units, width) in [(64, 64), (90, 64), (8, 8), (300, 64)] {
            let chart = ActivityChart(strips: [strip(units, width: width, steps: 20)], steps: 20)
            for style in Self.looks {
                for height in [6, 9, 14, 40, 80] {
                    let area = Rectangle(x: 0, y: 0, width: 60, height: height)
                    let layout = chart.layout(area, style)
                    let canvas = Samples.canvas(chart, 60, height, style)
                    let ramp = HeatRamp(style.depth >= .many ? .signed : .probability, style)
                    func shade(_ unit: Int) -> Float {
                        let value = Float(unit - 1) / Float(units)
                        return style.depth >= .many ? (value + 1) / 2 : value
                    }
                    #expect(layout.unitNames == .rows)
                    var (last, named) = (0, 0)
                    for row in 1...layout.heatRows {
                        let numbers = (0..<layout.margin).compactMap { canvas[$0, row].character }
                        let label = String(numbers).split(separator: " ").compactMap { Int($0) }
                        named += label.count
                        // A row without a number continues the unit above it.
                        let (first, second): (Int, Int) =
                            label.count == 2 ? (label[0], label[1]) : label.isEmpty ? (last, last) : (row == 1 ? label[0] : last, label[0])
                        let cell = canvas[layout.margin, row]
                        let other =
                            ramp.isFine
                            ? ramp.halves(shade(label.count == 1 && !ramp.isFine ? label[0] : first), shade(second))
                            : ramp.cell(shade(second))
                        let whole = ramp.isFine ? ramp.halves(shade(second), shade(second)) : other
                        #expect(cell == other || cell == whole, "\(units) of \(style.depth), \(height): row \(row), \(label)")
                        last = second
                    }
                    let lines = layout.heatRows * ActivityChart.linesPerRow(style)
                    #expect(named == min(lines, width), "\(units), \(height)")
                }
            }
        }
    }

    /// If numbers in front of the rows would make the steps much narrower, they are in the title.
    @Test func titlesNameUnitsWhereRowsHaveNoRoom() {
        let chart = ActivityChart(strips: [strip(64, width: 64, steps: 29)], steps: 29)
        let lines = chart.text(width: 60, rows: 7)
        #expect(lines[0].hasPrefix("gru(64)  state  units 1, 17, 33, 49 of 64"), "\(lines)")
        #expect(lines.contains { $0.contains("states 0+-") })
        // More numbers than can be counted at a glance are in front of the rows even so.
        let many = chart.text(width: 60, rows: 16)
        #expect(many[0].hasPrefix("gru(64)  state  14 of 64 units") && many[2].hasPrefix(" 5 "), "\(many)")
        // If there are few units, all of them are named.
        let few = ActivityChart(strips: [strip(4, width: 4, steps: 29)], steps: 29).text(width: 60, rows: 10)
        #expect(few[0].hasPrefix("gru(4)  state") && few[1] == "1" && few[2].isEmpty && few[3].hasPrefix("2 "))
    }

    /// If there is a line for it, the meaning of the colours is explained in the longest form that fits.
    @Test func colorsAreExplainedWhereTitlesHaveNoRoom() {
        let chart = ActivityChart(
            strips: ["state", "candidate"].map { strip(64, width: 64, steps: 28, part: $0) }, steps: 28)
        for style in Self.looks {
            for width in 38...60 {
                let text = Samples.canvas(chart, width, 7, style).text
                #expect(text.contains(style.depth >= .many ? "-1 " : style.hasUnicode ? "0 ± " : "0+- "), "\(width): \(text)")
            }
        }
    }

    /// Units are named in both directions, side by side and one below the other.
    @Test func bothDirectionsNameTheirUnits() {
        let strips = ["forward state", "backward state"].map {
            strip(64, width: 64, steps: 12, part: $0, isBackward: $0.hasPrefix("backward"))
        }
        for width in [30, 44, 60, 80, 120] {
            for style in Self.looks {
                let lines = Samples.canvas(ActivityChart(strips: strips, steps: 12), width, 16, style).text.split(separator: "\n")
                let layout = ActivityChart(strips: strips, steps: 12).layout(Rectangle(x: 0, y: 0, width: width, height: 16), style)
                let first = layout.unitNames == .rows ? " 1 " : "units 1, "
                let count = lines.reduce(0) { $0 + (" " + $1).split(separator: first, omittingEmptySubsequences: false).count - 1 }
                #expect(count >= (layout.unitNames == .rows ? 2 : 1) && !lines.contains { $0.contains("evenly") }, "\(width): \(lines)")
            }
        }
    }
}
