import Foundation
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// A session that another process has: its run has the same views here, with the same numbers.
@Suite struct FollowedViewsTests {
    private static let classes =
        "digits = strokes(train: 40, test: 10)\nrun = train(gru(4) | last | dense(10), digits, epochs: 1, batch: 20)"
    private static let values = "waves = sines(train: 20, test: 6, length: 20)\nrun = train(gru(2) | dense(1), waves, epochs: 1, batch: 5)"

    /// A session in a folder of its own, held by one manager and seen by another.
    private func inBoth(_ cell: String, _ body: (_ theirs: SessionManager, _ ours: SessionManager) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            let owner = SessionManager(try OpenedSession.open(path))
            owner.watch(true)
            owner.submit("1")
            try owner.save()
            owner.submit(cell)
            try body(owner, SessionManager(try OpenedSession.open(path)))
            owner.interrupt()
            owner.waitUntilIdle()
        }
    }

    @Test(arguments: [classes, values]) func anEndedRunHasTheSameViews(_ cell: String) throws {
        try inBoth(cell) { owner, manager in
            owner.waitUntilIdle()
            #expect(eventually { manager.state.activeRun?.isOver == true })
            let (theirs, ours) = (try #require(owner.state.activeRun), try #require(manager.state.activeRun))
            #expect(LivePanel.View.applying(to: ours) == LivePanel.View.applying(to: theirs))
            // What they show is computed here, from the weights that are stored.
            #expect(
                eventually {
                    manager.lookAgain(at: .contributions(at: nil))
                    return manager.state.activeRun?.contributionChart != nil
                })
            #expect(
                eventually {
                    manager.lookAgain(at: .example)
                    return manager.state.activeRun?.activityChart(cursor: nil).strips.isEmpty == false
                })
            var controller = NotebookController(manager, history: History(file: nil))
            controller.handle(.alt("]"), height: 24)
            #expect(controller.model.message == nil)
            #expect(eventually { manager.state.activeRun?.watchedExample?.index == 1 })
            controller.handle(.alt("s"), height: 24)
            #expect(controller.model.message?.contains("belongs to another notebook") == true)
            manager.watch(example: 3)
            #expect(
                eventually {
                    manager.lookAgain(at: .forecast)
                    let run = manager.state.activeRun
                    return run?.watchedExample?.index == 3 && run?.review?.isFinal == true
                })
            #expect(manager.state.isFollowed && !manager.state.isModified && owner.state.activeRun?.watchedExample?.index == 0)
        }
    }

    /// What cannot be computed before the end says so.
    @Test func aRunThatTrainsHasTheSameViews() throws {
        try inBoth(Self.classes.replacing("epochs: 1", with: "epochs: 1000000")) { owner, manager in
            #expect(eventually { manager.state.activeRun?.finishedEpochs ?? 0 > 0 })
            let (theirs, ours) = (try #require(owner.state.activeRun), try #require(manager.state.activeRun))
            #expect(LivePanel.View.applying(to: ours) == LivePanel.View.applying(to: theirs))
            #expect(ours.reviewProblem == "run trains in another notebook: this view is shown here once training has ended.")
        }
    }
}
