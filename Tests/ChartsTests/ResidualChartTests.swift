import Testing

@testable import Charts

/// The greatest residual is within the axes, whether or not it is among those drawn.
@Suite struct ResidualChartTests {
    private static let residuals = (0..<200).map { (place: Int) -> (x: Double, residual: Double) in
        let (step, size) = (place % 20 + 1, place % 7)
        return (Double(step), Double(size) / 10 - 0.3)
    }

    @Test func theWorstIsSeen() {
        let chart = ResidualChart(Self.residuals, unit: "step", worst: (30, -2.03, "the worst, off by 2.03: sines[353] step 30"))
        let text = Samples.canvas(chart, 70, 16).text
        #expect(text.count { $0 == "●" } == 2 && text.contains("  2┤") && text.contains(" 30"), "\(text)")
    }

    @Test func theWorstIsSeenAgainstTheTruth() {
        let chart = ScatterChart(
            Self.residuals.map { ($0.x, $0.x + $0.residual) }, worst: (truth: 12, said: 47, label: "the worst, off by 35: sines[3]"))
        let text = Samples.canvas(chart, 70, 16).text
        #expect(text.count { $0 == "●" } == 2 && text.contains(" 40"), "\(text)")
    }

    /// If only some values are drawn, all are counted.
    @Test func allAreCounted() {
        var chart = ResidualChart(Self.residuals, unit: "step")
        chart.distribution = Array(repeating: -0.1, count: 5000) + Array(repeating: 0.4, count: 1234)
        #expect(Samples.canvas(chart, 70, 16).text.contains("0…5,000"))
    }
}
