import Testing

@testable import Charts

/// The mean of several runs, and the band between the least and the greatest of them.
@Suite struct RunCurvesTests {
    private static let runs = [0.0, 2, 4].map { offset in
        RunCurvesChart.Curve((1...5).map { (epoch: $0, figure: [5.0, 1, 4, 0, 3][$0 - 1] + offset) })
    }

    private func plot(_ style: TerminalStyle) -> (canvas: Canvas, columns: Range<Int>, rows: Range<Int>) {
        let canvas = Samples.canvas(RunCurvesChart(Self.runs, .spread, figure: "test loss"), 60, 30, style)
        return (canvas, 7..<60, 1..<28)
    }

    private func isDotted(_ cell: StyledCell) -> Bool { cell.character.map { "⠁"..."⣿" ~= $0 } ?? false }

    /// The mean of values that far apart lies between the ends of the band at each column, also between two epochs.
    @Test func theMeanStaysWithinItsBand() {
        let (canvas, columns, rows) = plot(TerminalStyle(depth: .none))
        for column in columns {
            let band = rows.filter { canvas[column, $0].character == "░" }
            let mean = rows.filter { isDotted(canvas[column, $0]) }
            guard let top = band.first, let bottom = band.last, !mean.isEmpty else {
                Issue.record("column \(column) has no band or no mean:\n\(canvas.text)")
                continue
            }
            #expect(mean.allSatisfy { top < $0 && $0 < bottom }, "column \(column):\n\(canvas.text)")
        }
    }

    /// Where there are colours, the band goes on behind the mean.
    @Test func theMeanDoesNotHideItsBand() {
        for depth in [TerminalStyle.Depth.many, .all] {
            let style = TerminalStyle(depth: depth)
            let (canvas, columns, rows) = plot(style)
            let mean = columns.flatMap { column in
                rows.map { canvas[column, $0].style }.filter { $0.foreground == style.theme.test.foreground }
            }
            #expect(mean.count >= columns.count && mean.allSatisfy { $0.background == style.theme.band.foreground })
        }
    }

    /// In the legend and in the drawing, both have signs of their own, whatever the colours.
    @Test func theBandHasASignOfItsOwn() {
        for (style, mean, band) in [
            (TerminalStyle(), "━━", "⣿⣿"), (TerminalStyle(depth: .sixteen), "━━", "░░"), (TerminalStyle(depth: .none), "━━", "░░"),
            (TerminalStyle(depth: .none, hasUnicode: false), "**", ".."),
        ] {
            let (canvas, columns, rows) = plot(style)
            #expect(canvas.text.contains("\(mean) mean  \(band) least to greatest"), "\(canvas.text)")
            let drawn = columns.flatMap { column in rows.map { canvas[column, $0].character } }
            #expect(drawn.contains(band.first), "\(canvas.text)")
        }
    }
}
