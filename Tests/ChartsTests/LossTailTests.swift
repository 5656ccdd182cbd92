import Foundation
import TextFormatting
import Testing

@testable import Charts

/// Which steps of a chart of losses are seen while they become more, and of which moment its figures are.
@Suite struct LossTailTests {
    private func chart(steps: Int, _ settings: LossChartSettings, isOver: Bool = false) -> LossChart {
        var chart = Samples.losses(steps: steps)
        (chart.settings, chart.isOver) = (settings, isOver)
        return chart
    }

    /// What is zoomed up to the newest step follows it; what is not is held, until the newest step is reached again.
    @Test func aWindowFollowsTheRunOrIsHeld() {
        var settings = LossChartSettings()
        settings.zoom(0.25, of: Samples.steps(0...400))
        #expect(settings.follows && settings.window(of: 0...400) == 300...400 && settings.window(of: 0...460) == 360...460)
        #expect(Samples.canvas(chart(steps: 460, settings), 80, 14).text.contains("live, steps 360 to 460"))
        settings.pan(-0.25, of: 0...460)
        #expect(!settings.follows && settings.window(of: 0...900) == 335...435)
        #expect(Samples.canvas(chart(steps: 460, settings), 80, 14).text.contains("held at steps 335 to 435"))
        settings.pan(0.25, of: 0...460)
        #expect(settings.follows && settings.window(of: 0...500) == 400...500)
        // What is read does not move away.
        settings.moveCursor(-1, of: 0...500)
        #expect(!settings.follows && settings.window(of: 0...600) == 400...500 && settings.cursor(of: 0...600) == 500)
        // Of a run with fewer steps as many of the last are seen.
        #expect(settings.window(of: 0...250) == 150...250 && settings.cursor(of: 0...250) == nil)
        #expect(settings.window(of: 0...80) == nil)
    }

    /// One key leads from any steps to the newest, however fast the run is.
    @Test func theNewestStepsAreFollowedAgain() {
        var settings = LossChartSettings()
        settings.zoom(0.25, of: Samples.steps(0...400))
        settings.pan(-2, of: 0...400)
        settings.read(120, of: 0...400)
        #expect(!settings.follows && settings.window(of: 0...9000) == 100...200)
        settings.follow(of: 0...9000)
        #expect(settings.follows && settings.window(of: 0...9000) == 8900...9000 && settings.cursor == nil)
        #expect(settings.window(of: 0...20_000) == 19_900...20_000)
        settings.showAll()
        settings.follow(of: 0...9000)
        #expect(settings == LossChartSettings())
    }

    /// Zoomed out past all steps there is room for those to come, with the end that is planned; a run that grows past that is shown whole.
    @Test func oneZoomsOutPastAllSteps() {
        var chart = chart(steps: 450, LossChartSettings())
        #expect(chart.charted.fit == 500 && chart.charted.limit == 8000)
        chart.settings.zoom(2, of: chart.charted)
        #expect(chart.reach == 1000)
        #expect(Samples.canvas(chart, 80, 14).text.contains("all steps, axis to 1,000"))
        chart.settings.zoom(1.25, of: chart.charted)
        let text = Samples.canvas(chart, 80, 14).text
        #expect(chart.reach == 1250 && text.contains("planned end"), "\(text)")
        // Curves take no more than their part of the plot.
        let right = text.split(separator: "\n").dropFirst(2).map { String($0.dropFirst(50)) }.joined()
        #expect(!right.contains { $0 >= "\u{2801}" && $0 <= "\u{28FF}" }, "\(text)")
        for _ in 0..<9 { chart.settings.zoom(2, of: chart.charted) }
        #expect(chart.reach == 8000)
        let before = chart.settings
        chart.settings.zoom(2, of: chart.charted)
        #expect(chart.settings == before)
        // A pan has nowhere to go, and the way back leads to all steps, then to fewer.
        chart.settings.pan(0.25, of: chart.done)
        #expect(chart.settings == before)
        for _ in 0..<4 { chart.settings.zoom(0.5, of: chart.charted) }
        #expect(chart.reach == nil && chart.window == nil && chart.settings == LossChartSettings())
        chart.settings.zoom(0.5, of: chart.charted)
        #expect(chart.window == 225...450)
        for _ in 0..<2 { chart.settings.zoom(2, of: chart.charted) }
        #expect(chart.reach == 1000)
        chart.step = 1100
        #expect(chart.reach == nil && chart.window == nil)
    }

    @Test func theTailIsNamedInPanelsOfAnySize() {
        var live = LossChartSettings()
        live.zoom(0.25, of: Samples.steps(0...450))
        var held = live
        held.pan(-0.5, of: 0...450)
        for (settings, word) in [(LossChartSettings(), "all steps"), (live, "live"), (held, "held")] {
            for width in [44, 54, 80, 120] {
                let text = Samples.canvas(chart(steps: 450, settings), width, 14).text
                #expect(text.contains("  \(word)"), "\(width): \(text)")
            }
        }
        // In a single row what is not shown counts more than what the chart is called.
        for (settings, word) in [(live, "live"), (held, "held")] {
            let line = Samples.canvas(chart(steps: 450, settings), 38, 7).text.split(separator: "\n")[0]
            #expect(line.hasSuffix("  \(word)") && line.contains("train 0.") && line.contains("test 0."), "\(line)")
        }
        // A run that has ended has no tail to follow.
        #expect(Samples.canvas(chart(steps: 450, live, isOver: true), 80, 14).text.contains("  steps 338 to 450"))
    }

    /// Both losses are those of the last epoch that has ended where the window does, as the table has them; which it is is said where it is not the newest.
    @Test func figuresAreOfOneEpoch() {
        var settings = LossChartSettings()
        settings.zoom(0.25, of: Samples.steps(0...400))
        for isOver in [false, true] {
            let chart = chart(steps: 400, settings, isOver: isOver)
            let (train, test) = (Figures.loss(chart.epochs[3].trainLoss), Figures.loss(chart.epochs[3].testLoss ?? 0))
            let text = Samples.canvas(chart, 90, 20).text
            #expect(text.contains("train \(train)  ") && text.contains("test \(test)  ") && !text.contains("after epoch"), "\(text)")
        }
        settings.pan(-1, of: 0...400)
        let chart = chart(steps: 400, settings)
        let (train, test) = (Figures.loss(chart.epochs[2].trainLoss), Figures.loss(chart.epochs[2].testLoss ?? 0))
        let text = Samples.canvas(chart, 54, 14).text
        #expect(text.contains("train \(train)  ") && text.contains("test \(test)") && text.contains("after epoch 3"), "\(text)")
        // Before the first epoch has ended there are but single steps.
        settings.pan(-9, of: 0...400)
        #expect(Samples.canvas(self.chart(steps: 400, settings), 54, 14).text.contains("after epoch 1"))
        settings.zoom(0.5, of: Samples.steps(0...400))
        settings.pan(-9, of: 0...400)
        #expect(Samples.canvas(self.chart(steps: 400, settings), 54, 14).text.contains("at step "))
    }

    /// How strongly the curve is smoothed is said wherever single steps are behind it.
    @Test func singleStepsAreNamed() {
        let band = TerminalStyle().theme.band
        func isDrawn(_ canvas: Canvas) -> Bool {
            (0..<canvas.height).contains { y in (0..<canvas.width).contains { canvas[$0, y].style == band } }
        }
        for smoothing in LossChartSettings.Smoothing.allCases {
            for isRead in [false, true] {
                var settings = LossChartSettings()
                settings.smoothing = smoothing
                if isRead { settings.moveCursor(-1, of: 0...450) }
                for (width, height) in [(25, 10), (38, 7), (54, 14), (90, 20)] {
                    let canvas = Samples.canvas(chart(steps: 450, settings), width, height)
                    let steps = LossCurve(Samples.losses(steps: 450).losses, columns: 2 * width, steps: 0...500, smoothing: smoothing)
                        .smoothing
                    let name = smoothing == .none ? "not smoothed" : "smoothed"
                    let isNamed = canvas.text.contains(name) && (smoothing == .none || canvas.text.contains(" \(steps)"))
                    #expect(!isDrawn(canvas) || steps == 1 || isNamed, "\(width)x\(height): \(canvas.text)")
                    #expect(width < 54 || isNamed || steps == 1, "\(width)x\(height): \(canvas.text)")
                }
            }
        }
        #expect(!Samples.canvas(chart(steps: 1, LossChartSettings()), 100, 20).text.contains("smoothed"))
    }

    /// While a step is read, other runs keep their names, with their losses at that step, and the scale is named.
    @Test func whatIsComparedIsReadToo() {
        var settings = LossChartSettings()
        settings.read(120, of: 0...400)
        var chart = chart(steps: 400, settings)
        var losses = chart.losses
        for place in losses.indices { losses[place].sum = Double(place + 1) / 100 }
        chart.overlays = [.init(number: 2, name: "wide", losses: losses, epochs: chart.epochs, step: chart.step)]
        let text = Samples.canvas(chart, 60, 14).text
        #expect(text.hasPrefix("step 120, linear  ") && text.contains("2 wide 1.2000"), "\(text)")
        #expect(Samples.canvas(chart, 34, 12).text.contains("2 wide"))
    }

    /// What a line marks stands beside it, apart from other lines and what those mark.
    @Test(arguments: [40, 54, 80]) func changesStandApart(_ width: Int) throws {
        var chart = chart(steps: 400, LossChartSettings())
        let labels = ["rate 0.05", "rate 1e+30", "rate 0.01", "stopped"]
        chart.marks = zip(labels, [100, 112, 120, 400]).map { .init(step: $1, label: $0) }
        for (height, least) in [(8, 2), (14, width < 50 ? 3 : 4)] {
            let canvas = Samples.canvas(chart, width, height)
            let shown = labels.filter(canvas.text.contains)
            #expect(shown.count >= least && shown.contains("stopped"), "\(canvas.text)")
            // Each is whole and touches one line: its own. No curve is in its rows.
            let lines = canvas.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            for label in shown {
                let line = try #require(lines.first { $0.contains(label) })
                let parts = line.components(separatedBy: label)
                #expect(parts.count == 2 && (parts[0].last == "┊") != (parts[1].first == "┊"), "\(canvas.text)")
                #expect(!line.contains { ("\u{2801}"..."\u{28FF}").contains($0) }, "\(canvas.text)")
            }
        }
    }
}
