import Foundation
import Recurrent
import TestSupport
import Testing

@testable import Notebook

/// What a run says of all its examples, looked at again.
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
                manager.lookAgain(wantsForecast: wantsForecast)
                run = manager.state.activeRun
                return run?.review?.isFinal == true && (!wantsForecast || run?.forecast?.isFinal == true)
            })
        return run
    }

    /// The matrix of the last test and the answers found afterwards are the same, since the weights are.
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
        #expect(!run.showsValues && run.scatterChart == nil && run.reviewed == nil)
        // Nothing has changed since: nothing is done.
        manager.lookAgain()
        #expect(manager.state.activeRun?.review?.step == review.step)
        #expect(manager.state.runs.last?.review?.answers == review.answers)
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
        #expect(run.residualChart?.unit == "step" && run.reviewed == "120 values after step \(run.step)")
        let forecast = try #require(run.forecastCharts?.first)
        // A quarter of the 21 steps that are known is said again, and as many after them.
        #expect(forecast.values.count == 10 && forecast.first == 17 && forecast.truth.count == 21)
        #expect(run.forecastError != nil && run.forecastProblem == nil)
        // Another example is gone on with at once.
        manager.watch(example: 4)
        #expect(
            eventually {
                manager.lookAgain(wantsForecast: true)
                return manager.state.activeRun?.forecast?.example == 4
            })
        let test = run.latestTest
        #expect(test?.valueErrorByStep?.count == 20 && test?.countByStep == Array(repeating: 6, count: 20))
        #expect(run.errorByStepChart(cursor: nil)?.measure == .distance)
    }

    /// Where one value is said of each sequence, what is off is seen over what is true.
    @Test func valuesOfSequencesHaveNoSteps() throws {
        let manager = manager(
            "sums = adding(train: 20, test: 6, lengths: 6..8)", "run = train(gru(3) | last | dense(1), sums, epochs: 1, batch: 5)")
        let run = try #require(reviewed(manager))
        #expect(run.showsValues && !run.showsForecast && !run.hasErrorByStep)
        #expect(run.residualChart?.unit == "true" && run.review?.answers.allSatisfy { $0.step == nil } == true)
    }
}
