import Charts
import Datasets
import Foundation

import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// Series of examples: the worst ones, and those of a cell of the confusion matrix.
@Suite struct TrailTests {
    private func controller(_ cells: String...) -> NotebookController {
        let manager = SessionManager(document: Document())
        manager.watch(true)
        for cell in cells { manager.submit(cell) }
        manager.waitUntilIdle()
        return NotebookController(manager, history: History(file: nil))
    }

    private func digits() -> NotebookController {
        controller("digits = strokes(train: 40, test: 30)", "run = train(gru(3) | last | dense(10), digits, epochs: 1, batch: 20)")
    }

    /// Draws frames as the notebook does, until the requested state is there.
    private func follow(_ controller: inout NotebookController) {
        let end = ContinuousClock.now + .seconds(20)
        repeat { controller.followReview() } while controller.model.trail?.awaited != nil && ContinuousClock.now < end
    }

    private func watched(_ controller: NotebookController) -> Int? { controller.shownRun?.watchedExample?.index }

    @Test func theWorstExampleIsAKeyAway() throws {
        var controller = digits()
        controller.press(.alt("E"))
        #expect(controller.model.message == "All examples are being read.")
        follow(&controller)
        let review = try #require(controller.shownRun?.review)
        let wrong = review.answers.filter(\.isWrong)
        #expect(wrong.count > 2 && watched(controller) == wrong[0].sequence)
        #expect(controller.model.message?.contains("was taken for") == true)
        #expect(controller.model.message?.hasSuffix("1 of \(wrong.count) wrong ones, the worst first.") == true)
        controller.press(.alt("E"))
        #expect(watched(controller) == wrong[1].sequence)
        // The key for the next example still goes through all of them.
        controller.press(.alt("]"))
        #expect(watched(controller) == (wrong[1].sequence + 1) % 30)
    }

    @Test func aCellOfTheMatrixLeadsToItsExamples() throws {
        var controller = digits()
        controller.press(.alt("3"))
        let chart = try #require(controller.shownRun?.confusionChart)
        let first = try #require(chart.pairs.first)
        controller.press(.alt(">"))
        #expect(controller.model.pair == .init(truth: first.row, said: first.column))
        let count = chart.counts[first.row * 10 + first.column]
        #expect(controller.model.message?.contains("\(count) time") == true)
        #expect(controller.model.message?.hasSuffix("Alt-E shows the examples.") == true)
        controller.press(.alt(">"), .alt("<"), .alt("E"))
        follow(&controller)
        #expect(controller.model.view == .example)
        let pair = try #require(controller.model.pair)
        let expected = try #require(controller.shownRun?.review).answers.filter { $0.classes == pair }.map(\.sequence)
        #expect(expected.count == count && watched(controller) == expected[0])
        #expect(controller.model.message?.contains(": 1 of \(count) where \(first.row) was taken for \(first.column)") == true)
        // The key for the next example stays among them, and wraps around.
        for place in 1...count {
            controller.press(.alt("]"))
            #expect(watched(controller) == expected[place % count])
        }
        controller.press(.alt("["))
        #expect(watched(controller) == expected[count - 1])
        // In another view, it goes through all examples again.
        controller.press(.alt("v"))
        #expect(controller.model.trail == nil && controller.model.pair == nil)
        // A click does the same; nothing happens for a cell without examples.
        let empty = try #require(chart.counts.indices.first { chart.counts[$0] == 0 })
        controller.model.mouse = MouseUse()
        (controller.model.mouse.isOn, controller.model.mouse.isExplained) = (true, true)
        let area = Rectangle(x: 0, y: 0, width: 120, height: 40)
        controller.point(.init(.press, x: 0, y: 0), at: .confusion(row: empty / 10, column: empty % 10), of: area)
        #expect(controller.model.message?.contains("there is no example where \(empty / 10) was") == true)
        controller.point(.init(.press, x: 0, y: 0), at: .confusion(row: first.row, column: first.column), of: area)
        #expect(watched(controller) == expected[0])
    }

    @Test func valuesGoFromTheFarthestOff() throws {
        var controller = controller(
            "waves = sines(train: 20, test: 6, length: 20)", "run = train(gru(3) | dense(1), waves, epochs: 1, batch: 5)")
        #expect(LivePanel.View.applying(to: controller.shownRun).map(\.title).contains("scatter"))
        #expect(!LivePanel.View.applying(to: controller.shownRun).contains(.confusion))
        controller.model.view = .scatter
        controller.press(.alt("E"))
        follow(&controller)
        let answers = try #require(controller.shownRun?.review).answers
        #expect(watched(controller) == answers[0].sequence && controller.model.step == answers[0].step)
        #expect(controller.model.view == .scatter && controller.model.message?.contains("off by ") == true)
    }

    /// The worst example of an earlier run is one key away as well.
    @Test func earlierRunsAreGoneThrough() throws {
        var controller = controller(
            "waves = sines(train: 20, test: 6, length: 20)", "one = train(gru(3) | dense(1), waves, epochs: 1, batch: 5)",
            "two = train(gru(2) | dense(1), waves, epochs: 1, batch: 5)")
        controller.press(.alt("a"), .down, .enter)
        #expect(controller.shownRun?.name == "one")
        controller.model.view = .scatter
        controller.press(.alt("E"))
        follow(&controller)
        let answers = try #require(controller.shownRun?.review).answers
        #expect(answers.count == 6 && watched(controller) == answers[0].sequence)
        #expect(controller.shownRun?.scatterChart?.watched.count == 20)
        controller.press(.alt("E"))
        #expect(watched(controller) == answers[1].sequence && controller.model.message?.contains("off by ") == true)
        #expect(controller.manager.state.activeRun?.watchedExample?.index == 0)
    }

    /// If a run does not have a view, the nearest one that it has is shown.
    @Test func viewsThatDoNotApplyAreNotShown() {
        let (classes, values) = (Pictures.run(), Pictures.valueRun())
        #expect(LivePanel.View.confusion.shown(of: values) == .scatter)
        #expect(LivePanel.View.scatter.shown(of: classes) == .confusion)
        #expect(LivePanel.View.forecast.shown(of: classes) == .confusion)
        #expect(LivePanel.View.applying(to: values).count == 10)
        #expect(LivePanel.View.forecast.numberedTitle(of: values) == "5/10 forecast")
        var controller = digits()
        controller.type(":view scatter")
        controller.press(.enter)
        #expect(controller.model.message?.hasPrefix("The view `scatter` does not apply to this run; its views are example,") == true)
        #expect(controller.model.view == .example)
    }

    /// If there is no other example to watch because the data has changed, this is reported.
    @Test func examplesOfRunsFromTheDiskAreWatchedOrItIsSaidWhyNot() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            let cells = ["waves = sines(train: 20, test: 6, length: 20)", "one = train(gru(3) | dense(1), waves, epochs: 1, batch: 5)"]
            let first = SessionManager(try OpenedSession.open(path))
            for cell in cells { first.submit(cell) }
            first.waitUntilIdle()
            try first.save()
            first.flush()
            first.close()
            for length in [20, 21] {
                let text = try String(contentsOfFile: path, encoding: .utf8)
                try text.replacing("length: 20", with: "length: \(length)").write(toFile: path, atomically: true, encoding: .utf8)
                let manager = SessionManager(try OpenedSession.open(path))
                var controller = NotebookController(manager, history: History(file: nil))
                #expect(eventually { manager.state.activeRun != nil })
                controller.press(.alt("]"))
                #expect(controller.model.awaited != nil || watched(controller) == 1)
                let end = ContinuousClock.now + .seconds(20)
                repeat { controller.followReview() } while controller.model.awaited != nil && ContinuousClock.now < end
                #expect(watched(controller) == (length == 20 ? 1 : 0))
                #expect((controller.model.message?.hasPrefix("The data has changed since one was trained") ?? false) == (length == 21))
                manager.close()
            }
        }
    }

    /// The progress of a view's computation is shown in its place, and errors are shown completely.
    @Test(arguments: [LivePanel.View.scatter, .residuals, .forecast, .contributions])
    func whatAViewWaitsForIsTold(_ view: LivePanel.View) {
        var run = Pictures.valueRun()
        (run.review, run.forecast, run.contributions) = (nil, nil, nil)
        run.reviewNotice = "The data of cell 2 is being read again."
        func text() -> String {
            var canvas = Canvas(width: 50, height: 40)
            LivePanel(run: run, view: view).draw(&canvas, in: canvas.area, TerminalStyle(depth: .none))
            return canvas.text
        }
        #expect(text().contains("The data of cell 2 is being read again."))
        run.isReviewable = false
        run.reviewProblem = "The data has changed since run was trained: run cell 3 to train on the new data."
        #expect(text().contains("on the new data.") && text().contains(view.title))
    }

    @Test func pairsStandOutInTheMatrix() {
        var model = LivePanel(run: Pictures.run(), view: .confusion)
        func reversed(_ panel: LivePanel) -> Int {
            var canvas = Canvas(width: 60, height: 40)
            panel.draw(&canvas, in: canvas.area, TerminalStyle(depth: .none))
            return (0..<40).reduce(0) { sum, y in sum + (0..<60).filter { canvas[$0, y].style.attributes.contains(.reverse) }.count }
        }
        #expect(reversed(model) == 0)
        model.pair = .init(truth: 2, said: 3)
        #expect(reversed(model) > 0)
    }
}
