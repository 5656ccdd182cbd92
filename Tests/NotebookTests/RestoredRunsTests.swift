import Datasets
import Foundation
import TestSupport
import Testing

@testable import Notebook
@testable import SessionStore

/// Runs of an earlier process, and earlier runs of this one, viewed again.
@Suite struct RestoredRunsTests {
    private static let data = "waves = sines(train: 20, test: 6, length: 20)"
    private static func training(_ name: String, _ units: Int) -> String {
        "\(name) = train(gru(\(units)) | dense(1), waves, epochs: 1, batch: 5)"
    }

    /// Creates a session with two runs and closes it.
    private func session(in folder: URL, _ cells: [String]) throws -> (path: String, reviews: [RunReview]) {
        let path = folder.appending(path: "a.md").path
        var reviews: [RunReview] = []
        try untilGone {
            let manager = SessionManager(try OpenedSession.open(path))
            manager.watch(true)
            for cell in cells { manager.submit(cell) }
            manager.waitUntilIdle()
            reviews = try manager.state.runs.map { try #require(review(of: $0.number, manager)) }
            try manager.save()
            manager.flush()
            return manager
        }
        return (path, reviews)
    }

    private func review(of number: Int, _ manager: SessionManager) -> RunReview? {
        func run() -> LiveRun? { manager.state.runs.first { $0.number == number } }
        #expect(
            eventually {
                manager.lookAgain(at: .forecast, of: number)
                return run()?.review?.isFinal == true && run()?.forecast != nil || run()?.reviewProblem != nil
            })
        return run()?.review
    }

    @Test func allRunsAreLookedAtAgainWithoutRunningACell() throws {
        try withTemporaryFolder { folder in
            let cells = [Self.data, Self.training("one", 2), Self.training("two", 3) + "\nsave(two, \"\(folder.path)/w.safetensors\")"]
            let (path, reviews) = try session(in: folder, cells)
            #expect(reviews.count == 2)
            let written = folder.appending(path: "w.safetensors").path
            try FileManager.default.removeItem(atPath: written)
            let manager = SessionManager(try OpenedSession.open(path))
            #expect(eventually { manager.state.runs.count == 2 })
            #expect(manager.state.runs.map(\.name) == ["one", "two"] && manager.state.activeRun?.name == "two")
            for (run, before) in zip(manager.state.runs, reviews) {
                #expect(run.isReviewable && run.isOver && run.showsValues && run.showsForecast && run.hasErrorByStep)
                #expect(!run.lossChart.losses.isEmpty && !run.epochRows.epochs.isEmpty && !run.gradientChart.layers.isEmpty)
                let again = try #require(review(of: run.number, manager))
                #expect(again.answers == before.answers && again.valueCount == 120)
            }
            // Each run has its own watched example, and another example has its own prediction.
            manager.watch(example: 4, of: 1)
            #expect(
                eventually {
                    manager.lookAgain(at: .example, of: 1)
                    return manager.state.runs[0].snapshot.stepwisePrediction?.example == 4
                })
            #expect(manager.state.runs[0].watchedExample?.index == 4 && manager.state.runs[1].watchedExample?.index == 0)
            #expect(manager.state.cells.allSatisfy { $0.status == .idle } && !FileManager.default.fileExists(atPath: written))
            // The same run replaces the one that was left.
            manager.run(manager.state.cells[1].id)
            manager.waitUntilIdle()
            #expect(manager.state.runs.map(\.name) == ["two", "one"])
        }
    }

    @Test func whatHasChangedIsToldWithItsCell() throws {
        try withTemporaryFolder { folder in
            let (path, _) = try session(in: folder, [Self.data, Self.training("one", 2)])
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try text.replacing("length: 20", with: "length: 21").write(toFile: path, atomically: true, encoding: .utf8)
            let manager = SessionManager(try OpenedSession.open(path))
            #expect(eventually { manager.state.runs.count == 1 })
            #expect(review(of: 1, manager) == nil)
            let problem = "The data has changed since one was trained: run cell 2 to train on the new data."
            #expect(manager.state.runs[0].reviewProblem == problem && manager.state.activeRun?.showsValues == true)
            // Weights that are no longer kept are reported, too.
            manager.forgetRun(nil)
            #expect(eventually { manager.keptRuns().isEmpty })
            #expect(
                eventually {
                    manager.lookAgain(of: 1)
                    return manager.state.runs[0].reviewProblem?.hasPrefix("The weights of one are no longer stored: run cell 2") == true
                })
        }
    }

    /// Trials have their own weights, now and after reopening.
    @Test func trialsFollowTheSelectedOne() throws {
        try withTemporaryFolder { folder in
            let tries = "tries = repeat(train(gru(2) | dense(1), waves, epochs: 1, batch: 5), seeds: 2)"
            let (path, reviews) = try session(in: folder, [Self.data, tries])
            #expect(reviews.count == 2 && reviews[0].answers != reviews[1].answers)
            let manager = SessionManager(try OpenedSession.open(path))
            #expect(eventually { manager.state.runs.count == 2 })
            for (run, before) in zip(manager.state.runs, reviews) {
                #expect(review(of: run.number, manager)?.answers == before.answers)
            }
        }
    }
}
