import TextFormatting
import Testing

@testable import Charts

/// How a chart of losses is looked at.
@Suite struct LossChartSettingsTests {
    private func text(_ settings: LossChartSettings, _ style: TerminalStyle = TerminalStyle(), width: Int = 70) -> String {
        var chart = Samples.losses(steps: 300)
        chart.settings = settings
        return Samples.canvas(chart, width, 14, style).text
    }

    @Test func oneSeesFewerStepsAndAllAgain() {
        var settings = LossChartSettings()
        settings.zoom(0.5, of: Samples.steps(0...400))
        #expect(settings.window == 200...400)
        settings.pan(-0.25, of: 0...400)
        #expect(settings.window == 150...350)
        settings.pan(-9, of: 0...400)
        #expect(settings.window == 0...200)
        for _ in 0..<20 { settings.zoom(0.5, of: Samples.steps(0...400)) }
        #expect(settings.window == 190...200)
        #expect(text(settings).contains("steps 190 to 200"))
        for _ in 0..<20 { settings.zoom(2, of: Samples.steps(0...400)) }
        #expect(settings.window == nil)
    }

    @Test func aCursorReadsTheLosses() {
        var settings = LossChartSettings()
        settings.moveCursor(-1, of: 0...300)
        #expect(settings.cursor == 300)
        settings.moveCursor(1, of: 0...300)
        #expect(settings.cursor == 300)
        for _ in 0..<21 { settings.moveCursor(-1, of: 0...300) }
        #expect(settings.cursor == 195)
        #expect(text(settings).hasPrefix("step 195, linear  ━━ train "))
        #expect(text(settings).contains("after epoch 1"))
        for _ in 0..<200 { settings.moveCursor(-1, of: 0...300) }
        #expect(settings.cursor == 1)
        settings.showAll()
        #expect(settings == LossChartSettings())
    }

    /// The scale is the one that was chosen, and is named.
    @Test func theScaleIsNamed() {
        var settings = LossChartSettings()
        #expect(text(settings).hasPrefix("loss linear  "))
        settings.scale = .logarithmic
        #expect(text(settings).hasPrefix("loss log  "))
        var chart = Samples.losses(steps: 300)
        chart.settings = settings
        chart.losses[10] = LossBin(least: -100_000, greatest: -100_000, sum: -100_000, count: 1)
        #expect(Samples.canvas(chart, 80, 14).text.hasPrefix("loss linear, as log needs losses above 0  "))
    }

    /// Training and testing are told apart where they are the same, without colour and without Unicode too.
    @Test func sameLossesAreBothSeen() {
        var chart = Samples.losses(steps: 300)
        chart.epochs = (1...3).map {
            EpochFigures(epoch: $0, step: $0 * 100, trainLoss: 1, testLoss: 1, testError: nil)
        }
        chart.losses = Array(repeating: LossBin(least: 1, greatest: 1, sum: 1, count: 1), count: 300)
        let plain = Samples.canvas(chart, 70, 14, TerminalStyle(depth: .none, hasUnicode: false)).text
        #expect(plain.contains("** train") && plain.contains("oo test"))
        #expect(plain.split(separator: "\n").contains { $0.contains("****") && $0.contains("o") })
        let dots = Samples.canvas(chart, 70, 14, TerminalStyle(depth: .none)).text
        #expect(dots.contains("•━ test") && dots.split(separator: "\n").dropFirst(2).contains { $0.contains("•") })
    }

    /// Once a run has ended, its loss is the one of the table.
    @Test func theLossOfARunThatHasEndedIsTheTables() {
        var chart = Samples.losses(steps: 300)
        chart.isOver = true
        #expect(Samples.canvas(chart, 70, 14).text.contains("train \(Figures.loss(chart.epochs[2].trainLoss))"))
    }

    @Test func stepsAreWhole() {
        let chart = LossChart(
            losses: [LossBin(least: 2, greatest: 2, sum: 2, count: 1)], epochs: [], step: 1, plannedSteps: 1, isOver: true)
        var canvas = Canvas(width: 60, height: 12)
        chart.draw(&canvas, in: canvas.area, TerminalStyle())
        let last = canvas.text.split(separator: "\n", omittingEmptySubsequences: false)[11]
        #expect(last.split(separator: " ") == ["step", "0", "1"])
    }
}
