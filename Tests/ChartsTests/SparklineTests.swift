import Testing

@testable import Charts

@Suite struct SparklineTests {
    @Test func heightsAreMeansBetweenLeastAndGreatest() {
        #expect(Sparkline(values: [4, 3, 2, 1], width: 4).text(hasUnicode: true) == "█▆▃▁")
        #expect(Sparkline(values: [4, 4, 0, 0], width: 2).text(hasUnicode: false) == "#_")
        #expect(Sparkline(values: [5, 5], width: 9).text(hasUnicode: true) == "▁▁")
        #expect(Sparkline(values: [.nan, 1, .infinity], width: 9).text(hasUnicode: true) == "▁")
        #expect(Sparkline(values: [], width: 9).text(hasUnicode: true).isEmpty)
        #expect(Sparkline(values: [1, 2], width: 0).text(hasUnicode: true).isEmpty)
    }
}
