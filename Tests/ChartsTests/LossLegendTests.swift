import TestSupport
import Testing

@testable import Charts

/// What stands above a chart of losses in panels of any width, and its axes.
@Suite struct LossLegendTests {
    private static let looks = [
        ("colours", TerminalStyle()), ("colourless", TerminalStyle(depth: .none)),
        ("ascii", TerminalStyle(depth: .none, hasUnicode: false)),
    ]

    private func chart(_ change: (inout LossChart) -> Void = { _ in }) -> LossChart {
        var chart = Samples.losses(steps: 450)
        change(&chart)
        return chart
    }

    /// The samples of both curves stand before their names, and no figure is cut.
    @Test func bothCurvesAreNamedAtEveryWidth() {
        let large = chart { chart in
            for place in chart.epochs.indices {
                (chart.epochs[place].trainLoss, chart.epochs[place].testLoss) = (10_641.5776, 15_209.2752)
            }
            chart.isOver = true
        }
        let read = chart { $0.settings.moveCursor(-1, of: 0...450) }
        for (name, style) in Self.looks {
            let samples = style.hasUnicode ? ("━ train", ["• test", "•━ test"]) : ("* train", ["o test", "oo test"])
            for width in 17...100 {
                for height in [4, 8, 12, 20] {
                    for chart in [chart(), large, read] {
                        let curve = LossCurve(chart.losses, columns: 2 * width, steps: 0...500)
                        let legend = chart.legend(curve, Rectangle(x: 0, y: 0, width: width, height: height), style)
                        let lines = legend.lines.map(\.text)
                        let text = lines.joined(separator: "\n")
                        #expect(text.contains(samples.0), "\(name) \(width)x\(height): \(text)")
                        #expect(samples.1.contains { text.contains($0) }, "\(name) \(width)x\(height): \(text)")
                        #expect(lines.allSatisfy { $0.count <= width } && !text.contains("…") && !text.contains("~"))
                        // A figure stands whole behind its name, or not at all.
                        for word in text.split(whereSeparator: { " \n".contains($0) })
                        where word.contains(".") && word.contains(where: \.isNumber) {
                            let decimals = word.split(separator: ".").last?.filter(\.isNumber).count
                            #expect(decimals.map { 2...4 ~= $0 } ?? false, "\(name) \(width)x\(height): \(word)")
                        }
                    }
                }
            }
        }
    }

    @Test func goldens() throws {
        for (name, style) in Self.looks {
            for (width, height) in [(25, 10), (38, 7), (54, 14), (80, 20)] {
                try Golden.expect(Samples.canvas(chart(), width, height, style), is: "losses-\(width)x\(height)-\(name)")
            }
            // Zoomed out past all steps, with the labels of changes and of the planned end.
            let marked = chart { chart in
                chart.marks = [("continued", 90), ("rate 0.001", 200), ("rate 0.02", 215)].map { .init(step: $1, label: $0) }
                chart.settings.zoom(2.5, of: chart.charted)
            }
            try Golden.expect(Samples.canvas(marked, 80, 14, style), is: "losses-marked-80x14-\(name)")
        }
    }

    /// The best epoch has its mark where the legend says so, and nowhere else: without Unicode another one than points have.
    @Test func marksAreNamed() {
        for width in 17...80 {
            let text = Samples.canvas(chart(), width, 8).text
            #expect(text.count { $0 == "●" } == (text.contains("● best") ? 2 : 0), "\(width)")
        }
        let plain = Samples.canvas(chart(), 70, 12, TerminalStyle(depth: .none, hasUnicode: false)).text
        #expect(plain.contains("@ best") && plain.count { $0 == "@" } == 2)
    }

    /// The best epoch is named with its loss or not at all.
    @Test func theBestIsWhole() {
        for (name, style) in Self.looks {
            for width in stride(from: 17, through: 100, by: 6) {
                for height in [4, 8, 12, 20, 24] {
                    let text = Samples.canvas(chart(), width, height, style).text
                    #expect(text.contains("best") == text.contains("best 0.2505"), "\(name) \(width)x\(height): \(text)")
                }
            }
        }
    }

    /// How the axis of losses counts is said above the chart, or at the axis.
    @Test func theScaleIsNamedAtEverySize() {
        for (name, style) in Self.looks {
            for (scale, word) in [(LossChartSettings.Scale.linear, "lin"), (.logarithmic, "log")] {
                for width in [16, 21, 30, 38, 54, 80] {
                    for height in [6, 9, 20] {
                        for isRead in [false, true] {
                            let chart = chart {
                                $0.settings.scale = scale
                                if isRead { $0.settings.moveCursor(-1, of: 0...450) }
                            }
                            let lines = Samples.canvas(chart, width, height, style).text.split(separator: "\n")
                            let count = lines.reduce(0) { $0 + $1.split(separator: " ").filter { $0.hasPrefix(word) }.count }
                            #expect(count == 1, "\(name) \(width)x\(height): \(lines.joined(separator: "\n"))")
                        }
                    }
                }
            }
        }
    }

    /// The figure of the legend is that of the table, however small or large.
    @Test(arguments: [(3.14e-5, "3.1e-5"), (0.19, "0.1900"), (152.25, "152.2500"), (10_641.5776, "10,641.58")])
    func theLegendSaysWhatTheTableSays(_ loss: Double, _ figure: String) {
        let chart = chart { chart in
            for place in chart.epochs.indices { (chart.epochs[place].trainLoss, chart.epochs[place].testLoss) = (loss, loss) }
            chart.isOver = true
        }
        let text = Samples.canvas(chart, 90, 14).text
        #expect(text.contains("train \(figure) ") && text.contains("test \(figure)"), "\(text)")
        #expect(EpochRows(epochs: chart.epochs).text(width: 60, rows: 6)[1].contains(" \(figure) "))
    }

    /// Other runs keep their marks, where there is no room for figures too.
    @Test func overlaysAreNamed() {
        let chart = chart { chart in
            chart.overlays = [("slow", 1), ("wide", 2)].map {
                .init(number: $1, name: $0, losses: chart.losses, epochs: chart.epochs, step: chart.step)
            }
        }
        for (name, style) in Self.looks {
            let text = Samples.canvas(chart, 30, 12, style).text
            #expect(["1 slow", "2 wide", "train", "test"].allSatisfy { text.contains($0) }, "\(name): \(text)")
        }
    }

    // MARK: Axes

    /// Round numbers, two at least and no more than asked for, whatever the range and the scale.
    @Test func everyRangeHasTicks() {
        var numbers = SeededGenerator()
        for _ in 0..<2000 {
            let least = Double.random(in: -1...1, using: &numbers) * [1e-4, 0.1, 1, 30, 1e5][Int.random(in: 0..<5, using: &numbers)]
            let span = Double.random(in: 0.001...3, using: &numbers) * [1e-3, 0.5, 1, 20, 1e5][Int.random(in: 0..<5, using: &numbers)]
            let isLogarithmic = Bool.random(using: &numbers)
            let start = isLogarithmic ? least.magnitude + 1e-9 : least
            let axis = Axis(start, start + span, isLogarithmic: isLogarithmic)
            for count in 2...8 {
                let ticks = axis.ticks(count)
                #expect((2...count).contains(ticks.count), "\(axis), \(count), seed \(SeededGenerator.seed)")
                #expect(Set(ticks.map(\.label)).count == ticks.count, "\(axis), \(count): \(ticks.map(\.label))")
                #expect(ticks.allSatisfy { axis.position($0.value).map { $0 > -1e-6 && $0 < 1 + 1e-6 } ?? false })
            }
        }
    }

    /// A tick that points down stands above a number, one that points up where epochs end; long runs mark every so many of them.
    @Test(arguments: [3, 8, 30, 400]) func everyTickHasItsNumber(_ epochs: Int) {
        let chart = LossChart(
            losses: [],
            epochs: (1...epochs).map {
                .init(epoch: $0, step: $0 * 50, trainLoss: 1 / Double($0), testLoss: 0.9 / Double($0), testError: nil)
            },
            step: epochs * 50, plannedSteps: nil, isOver: true)
        for width in [24, 38, 54, 78, 118, 198] {
            for scale in [LossChartSettings.Scale.linear, .logarithmic] {
                var chart = chart
                chart.settings.scale = scale
                let lines = Samples.canvas(chart, width, 14).text.split(separator: "\n", omittingEmptySubsequences: false)
                let (axis, numbers) = (lines[lines.count - 2], lines[lines.count - 1])
                let figures = numbers.split(separator: " ").filter { $0 != "step" }
                #expect(figures.count == axis.count { $0 == "┬" || $0 == "┼" } && figures.count > 1, "\(width): \(numbers)")
                let ends = axis.count { $0 == "┴" || $0 == "┼" }
                #expect(ends <= width / 5 && ends <= epochs && (ends > 0 || epochs > 9), "\(width): \(axis)")
                let levels = lines.filter { $0.contains("┤") }
                #expect(levels.count > 1 && levels.count <= 5)
                #expect(levels.allSatisfy { $0.prefix { $0 != "┤" }.contains { $0.isNumber } })
            }
        }
    }
}
