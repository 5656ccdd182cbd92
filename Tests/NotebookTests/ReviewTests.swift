import Foundation
import Recurrent
import TestSupport
import Testing

@testable import Notebook

/// Reviews of a run's predictions for all its examples.
@Suite struct ReviewTests {
    private func manager(_ cells: String...) -> SessionManager {
        let manager = SessionManager(document: Document())
        manager.watch(true)
        for cell in cells { manager.submit(cell) }
        manager.waitUntilIdle()
        return manager
    }

    private func reviewed(_ manager: SessionManager, wantsForecast: Bool = false) -> LiveRun? {
        var run: LiveRun?
        #expect(
            eventually {
                manager.lookAgain(at: wantsForecast ? .forecast : .all)
                run = manager.state.activeRun
                return run?.review?.isFinal == true && (!wantsForecast || run?.forecast?.isFinal == true)
            })
        return run
    }

    /// The confusion matrix of the last test agrees with the predictions computed afterwards, since the weights are the
    /// same.
    @Test func classesAreThoseOfTheTest() throws {
        let manager = manager(
            "digits = strokes(train: 60, test: 40)", "run = train(gru(4) | last | dense(10), digits, epochs: 1, batch: 20)")
        let run = try #require(reviewed(manager))
        let review = try #require(run.review)
        #expect(review.answers.count == 40 && review.step == run.step)
        #expect(review.answers.map(\.loss) == review.answers.map(\.loss).sorted(by: >))
        var counts = Array(repeating: 0, count: 100)
        for answer in review.answers {
            let pair = try #require(answer.classes)
            counts[10 * pair.truth + pair.said] += 1
            #expect(answer.isWrong == (pair.truth != pair.said) && answer.step == nil)
        }
        #expect(counts == run.confusionChart.counts)
        #expect(!run.showsValues && run.scatterChart == nil && run.reviewed.isEmpty)
        // Nothing has changed since, so nothing is computed.
        manager.lookAgain()
        #expect(manager.state.activeRun?.review?.step == review.step)
        #expect(manager.state.runs.last?.review?.answers == review.answers)
    }

    /// The contributions of all steps add up to the output minus that for zeros; another step or example is reviewed at
    /// once.
    @Test func whyAnExampleIsReadAsItIs() throws {
        let manager = manager(
            "data = words(train: 60, test: 8)", "run = train(gru(4) | dense(26), data, epochs: 1, batch: 20)")
        func found(at place: Int?, example: Int) -> LiveRun? {
            var run: LiveRun?
            #expect(
                eventually {
                    manager.lookAgain(at: .contributions(at: place))
                    run = manager.state.activeRun
                    return run?.contributions?.place == place && run?.contributions?.example == example
                })
            return run
        }
        let run = try #require(found(at: 1, example: 0))
        #expect(run.showsContributions && run.review == nil && run.contributionProblem == nil)
        let attribution = try #require(run.contributions?.attribution)
        #expect(attribution.step == 1 && run.contributionTitle?.contains(" at step 2: ") == true)
        let steps = try #require(run.contributionChart?.steps)
        #expect(steps.map(\.value) == (0..<attribution.steps).map(attribution.sum))
        let total = steps.reduce(0) { $0 + $1.value }
        #expect(abs(total - (attribution.said - attribution.base)) < 1e-3)
        manager.watch(example: 3)
        #expect(try #require(found(at: 1, example: 3)).contributionChart != nil)
        #expect(try #require(found(at: nil, example: 3)).contributions?.attribution?.step != 1)
    }

    /// A network whose outputs have no such derivative reports it.
    @Test func whatIsNotExplainedSaysWhy() throws {
        let manager = manager(
            "digits = strokes(train: 40, test: 10)", "run = train(gru(4, norm: layer) | last | dense(10), digits, epochs: 1, batch: 20)")
        #expect(
            eventually {
                manager.lookAgain(at: .contributions(at: nil))
                return manager.state.activeRun?.contributionProblem != nil
            })
        #expect(manager.state.activeRun?.contributionChart == nil && manager.state.activeRun?.contributionTitle == nil)
    }

    @Test func valuesAreSeenWithTheWorstAndHowTheyGoOn() throws {
        let manager = manager(
            "waves = sines(train: 20, test: 6, length: 20)", "run = train(gru(3) | dense(1), waves, epochs: 1, batch: 5)")
        let run = try #require(reviewed(manager, wantsForecast: true))
        let review = try #require(run.review)
        #expect(run.showsValues && run.showsForecast && !run.hasClasses)
        #expect(review.valueCount == 6 * 20 && review.answers.count == 6)
        let worst = try #require(review.worst)
        #expect(review.answers[0].sequence == worst.sequence && review.answers[0].step == worst.row)
        #expect(review.answers[0].loss == abs(worst.truth - worst.said))
        let scatter = try #require(run.scatterChart)
        #expect(scatter.worst?.label.hasPrefix("the worst, off by ") == true && scatter.points.count == 120)
        #expect(scatter.watched.count == 20 && run.residualChart?.watched.count == 20)
        #expect(run.residualChart?.unit == "step" && run.reviewed.first == "120 values after step \(run.step)")
        let forecast = try #require(run.forecastCharts?.first)
        // A quarter of the 21 known steps is predicted again, and as many steps after them.
        #expect(forecast.values.count == 10 && forecast.first == 17 && forecast.truth.count == 21)
        #expect(run.forecastError != nil && run.forecastProblem == nil)
        // Another example is continued at once.
        manager.watch(example: 4)
        #expect(
            eventually {
                manager.lookAgain(at: .forecast)
                return manager.state.activeRun?.forecast?.example == 4
            })
        let test = run.latestTest
        #expect(test?.valueErrorByStep?.count == 20 && test?.countByStep == Array(repeating: 6, count: 20))
        #expect(run.errorByStepChart(cursor: nil)?.measure == .distance)
    }

    /// If there are many values, only some are drawn, which is noted, and all are counted.
    @Test func whatIsDrawnOfManyValuesIsSaid() throws {
        let manager = manager(
            "waves = sines(train: 4, test: 90, length: 100)", "run = train(gru(2) | dense(1), waves, epochs: 1, batch: 4)")
        let run = try #require(reviewed(manager))
        #expect(run.reviewed[0] == "4,500 of 9,000 values drawn, after step \(run.step)")
        let chart = try #require(run.residualChart)
        #expect(chart.points.count == 4500 && chart.distribution.count == 9000 && run.scatterChart?.points.count == 4500)
        let worst = try #require(run.review?.worst)
        #expect(chart.distribution.map(abs).max() == worst.distance && chart.worst.map { abs($0.residual) } == worst.distance)
    }

    /// If each sequence has one value, residuals are shown over true values.
    @Test func valuesOfSequencesHaveNoSteps() throws {
        let manager = manager(
            "sums = adding(train: 20, test: 6, lengths: 6..8)", "run = train(gru(3) | last | dense(1), sums, epochs: 1, batch: 5)")
        let run = try #require(reviewed(manager))
        #expect(run.showsValues && !run.showsForecast && !run.hasErrorByStep)
        #expect(run.residualChart?.unit == "true" && run.review?.answers.allSatisfy { $0.step == nil } == true)
    }
}
