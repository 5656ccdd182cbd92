import Foundation
import Recurrent
import TestSupport
import Testing

@testable import Notebook
@testable import SessionStore

/// A session that one process works on, viewed from another, and again when it is next opened.
@Suite struct LiveViewTests {
    private static let training =
        "digits = strokes(train: 200, test: 50)\nrun = train(gru(8) | last | dense(10), digits, epochs: 3, batch: 20)"
    private static let long =
        "digits = strokes(train: 200, test: 50)\nrun = train(gru(8) | last | dense(10), digits, epochs: 1000000, batch: 20)"

    private func inFolder(_ body: (String) throws -> Void) throws {
        try withTemporaryFolder { folder in try body(folder.appending(path: "a.md").path) }
    }

    @Test func whatGoesOnElsewhereIsSeen() throws {
        try inFolder { path in
            let owner = SessionManager(try OpenedSession.open(path))
            owner.watch(true)
            owner.submit("1")
            try owner.save()
            let watcher = SessionManager(try OpenedSession.openToWatch(path))
            let second = SessionManager(try OpenedSession.open(path))
            owner.submit(Self.long)
            owner.submit("evaluate(run)")
            for manager in [watcher, second] {
                #expect(
                    eventually {
                        let state = manager.state
                        return state.isFollowed && state.activeRun?.watchedExample != nil && state.activeRun?.finishedEpochs ?? 0 > 1
                            && state.activeRun?.snapshot.stepwisePrediction != nil
                            && state.cells.map(\.status) == [.done, .running, .queued]
                    })
                let (theirs, ours) = (owner.state, manager.state)
                #expect(ours.cells.map(\.source) == theirs.cells.map(\.source))
                #expect(ours.runningCell == ours.cells[1].id && ours.isBusy && !ours.isModified)
                #expect(ours.activeRun?.name == "run" && ours.activeRun?.layerNames == theirs.activeRun?.layerNames)
                #expect(ours.activeRun?.snapshot.history.first?.trainLoss == theirs.activeRun?.snapshot.history.first?.trainLoss)
                #expect(ours.activeRun?.watchedExample?.trueClass == theirs.activeRun?.watchedExample?.trueClass)
                #expect(ours.cells[1].output.plain.contains("test error"))
            }
            // A cell that remains keeps its identity, whatever happens to others.
            let cell = watcher.state.cells[1].id
            owner.delete(owner.state.cells[0].id)
            #expect(eventually { watcher.state.cells.count == 2 })
            #expect(watcher.state.cells[0].id == cell)
            owner.interrupt()
            owner.waitUntilIdle()
            #expect(eventually { !watcher.state.isBusy && watcher.state.activeRun?.isOver == true })
            #expect(watcher.state.cells.map(\.status) == owner.state.cells.map(\.status))
            #expect(watcher.flush() == nil && !watcher.wouldLoseChanges)
        }
    }

    /// A viewer that changes something sees its own results.
    @Test func whoChangesSomethingGoesTheirOwnWay() throws {
        try inFolder { path in
            let owner = SessionManager(try OpenedSession.open(path))
            owner.submit("1")
            try owner.save()
            let watcher = SessionManager(try OpenedSession.openToWatch(path))
            owner.submit("2")
            #expect(eventually { watcher.state.cells.count == 2 })
            watcher.submit("[3, 3]")
            watcher.waitUntilIdle()
            owner.submit("4")
            #expect(eventually { !watcher.state.isFollowed })
            #expect(watcher.state.cells.map(\.source) == ["1", "2", "[3, 3]"])
            #expect(watcher.state.cells[2].output.plain == "[3, 3]")
            #expect(watcher.state.isModified && watcher.wouldLoseChanges)
        }
    }

    /// What was shown of a run is available again without computing anything; a process that has gone does nothing
    /// more.
    @Test func theRunThatWasShownLastIsShownAgain() throws {
        try inFolder { path in
            var history: [[Double]] = []
            var gradients: GradientHistory?
            try untilGone {
                let manager = SessionManager(try OpenedSession.open(path))
                manager.watch(true)
                manager.submit(Self.training)
                manager.waitUntilIdle()
                try manager.save()
                manager.flush()
                history = Self.figures(manager)
                gradients = manager.state.activeRun?.snapshot.gradients
                return manager
            }
            let manager = SessionManager(try OpenedSession.open(path))
            #expect(eventually { manager.state.activeRun != nil })
            #expect(history.count == 3 && Self.figures(manager) == history)
            #expect(gradients?.bins.count == 30 && manager.state.activeRun?.snapshot.gradients == gradients)
            #expect(manager.state.cells.map(\.status) == [.idle] && manager.state.activeRun?.isOver == true)
            manager.delete(manager.state.cells[0].id)
            #expect(manager.state.activeRun == nil)
        }
    }

    private static func figures(_ manager: SessionManager) -> [[Double]] {
        manager.state.activeRun?.snapshot.history.map { [$0.trainLoss, $0.test?.loss ?? -1] } ?? []
    }

    /// Reports from before gradients were kept can still be read.
    @Test func olderReportsAreRead() throws {
        let manager = SessionManager(document: Document())
        manager.submit(Self.training)
        manager.waitUntilIdle()
        let run = try #require(manager.state.activeRun)
        let report = manager.core.withLock { SessionReport($0.session, run: run, runningCell: nil, time: 0) }
        let bytes = Data(try #require(report.bytes))
        var object = try #require(JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        var old = try #require(object["run"] as? [String: Any])
        #expect(old.removeValue(forKey: "gradients") != nil && old.removeValue(forKey: "continuedAt") != nil)
        object["run"] = old
        let read = try #require(SessionReport(bytes: Array(try JSONSerialization.data(withJSONObject: object))))
        #expect(read.run?.live(of: CellID(0)).snapshot.gradients == GradientHistory())
        #expect(read.run?.live(of: CellID(0)).snapshot.step == run.step)
    }

    @Test func keptRunsAreListedAndForgotten() throws {
        try inFolder { path in
            let manager = SessionManager(try OpenedSession.open(path))
            manager.submit(Self.training)
            manager.submit("other = train(rnn(4) | last | dense(10), digits, epochs: 2)")
            manager.waitUntilIdle()
            let runs = manager.keptRuns()
            #expect(runs.count == 2 && runs.allSatisfy { $0.bytes > 1000 && $0.name.count >= 4 })
            #expect(try #require(runs.first).description.hasPrefix("rnn(4) | last | dense(10)  strokes  2 epochs  error "))
            manager.lookForKeptRuns()
            #expect(eventually { manager.state.keptRuns?.runs.map(\.name) == runs.map(\.name) })
            manager.forgetRun("zz")
            #expect(eventually { manager.state.message?.hasPrefix("No stored run has a name that begins with zz") == true })
            manager.forgetRun(runs[0].name)
            #expect(eventually { manager.keptRuns().map(\.name) == [runs[1].name] })
            // The latest run is kept whatever the limit; a limit is saved.
            manager.limitRuns(toBytes: 10)
            #expect(eventually { manager.state.message?.contains("may take 10 B") == true })
            manager.submit("third = train(rnn(5) | last | dense(10), digits, epochs: 2)")
            manager.waitUntilIdle()
            #expect(manager.keptRuns().count == 1)
            manager.forgetRun(nil)
            #expect(eventually { manager.keptRuns().isEmpty })
            manager.close()
            #expect(try #require(SessionManager(try OpenedSession.open(path)).core.withLock { $0.keeping.store }).runLimit == 10)
        }
    }

    @Test func reportsOfOtherVersionsOrDamagedOnesAreNotRead() throws {
        let session = Session(PendingDocument(Document("```unroll\n1\n```\n")))
        var report = SessionReport(session, run: nil, runningCell: nil, time: 0)
        let bytes = try #require(report.bytes)
        #expect(SessionReport(bytes: bytes)?.cells == report.cells)
        report.version = 99
        #expect(SessionReport(bytes: try #require(report.bytes)) == nil)
        #expect(SessionReport(bytes: Array(bytes.dropLast())) == nil)
    }
}
