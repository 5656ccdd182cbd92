import Datasets
import Foundation
import Recurrent
import Synchronization
import TestSupport
import Testing

@testable import Notebook

@Suite struct SessionTrainingTests {
    private static let definitions = "digits = strokes(train: 400, test: 100)\nnet = gru(16) | last | dense(10)"

    private func training(_ epochs: Int, _ more: String = "") -> String {
        "run = train(net, digits, epochs: \(epochs), batch: 20, optimizer: adam(0.003)\(more))"
    }

    private func manager(_ sources: String..., location: String? = nil) -> SessionManager {
        var document = Document()
        document.elements = sources.map { .cell(DocumentCell(source: $0)) }
        return SessionManager(document: document, location: location)
    }

    /// Waits until the active run exists and `condition` holds for it, or some seconds have passed.
    private func wait(_ manager: SessionManager, until condition: (LiveRun) -> Bool) -> Bool {
        eventually(every: .milliseconds(5)) { manager.state.activeRun.map(condition) ?? false }
    }

    /// Lines without what differs between machines.
    private func comparable(_ view: CellView) -> [Substring] {
        view.output.plain.split(separator: "\n" as Character).map { RecordedOutput.comparable(String($0)) }
    }

    @Test func aLossThatGrewIsSaid() {
        let cells = runCells([
            "d = strokes(train: 100, test: 10)", "wild = train(gru(8) | last | dense(10), d, epochs: 2, batch: 20, optimizer: sgd(1000))",
            "tame = train(gru(8) | last | dense(10), d, epochs: 2, batch: 20)",
        ])
        let last = cells[1].output.split(separator: "\n").last ?? ""
        #expect(
            last.hasPrefix("The loss grew from 2.") && last.hasSuffix("a smaller learning rate, or `clip:`, may help."),
            "\(cells[1].output)"
        )
        #expect(cells[1].status == .done && !cells[2].output.contains("grew"))
    }

    @Test func trainsEvaluatesAndPredicts() throws {
        let manager = manager(
            Self.definitions, training(2), "evaluate(run, digits.test)", "predict(run, digits.test[17])", "run", "run.steps",
            "digits.test[17]")
        manager.runAll()
        manager.waitUntilIdle()
        let state = manager.state
        #expect(state.cells.map(\.status) == Array(repeating: .done, count: 7), "\(state.cells.map(\.output.plain))")
        guard case .epochs(let table)? = state.cells[1].output.blocks.first else { throw TestFailure("no table of epochs") }
        #expect(table.rows.map(\.epoch) == [1, 2])
        guard case .evaluation(let report)? = state.cells[2].output.blocks.first else { throw TestFailure("no evaluation") }
        #expect(report.dataset == "strokes test")
        #expect(report.evaluation == table.rows[1].test)
        guard case .prediction(let prediction)? = state.cells[3].output.blocks.first else { throw TestFailure("no prediction") }
        #expect(prediction.stepwisePrediction.steps == 28)
        #expect(state.cells[4].output.plain.hasPrefix("2 epochs, 40 steps, train loss "))
        #expect(state.cells[5].output.plain == "40")
        #expect(state.activeRun?.name == "run")
        #expect(state.activeRun?.snapshot.phase == .finished)
        #expect(state.activeRun?.watchedExample?.dataset.count == 100)
    }

    @Test func independentCellsRunWhileItTrains() {
        let manager = manager(Self.definitions)
        manager.submit(training(1_000_000))
        #expect(wait(manager) { $0.snapshot.step > 0 })
        manager.submit("[1, 2]")
        let waiting = manager.submit("run.steps")
        #expect(wait(manager) { _ in manager.state.cells[2].status == .done })
        #expect(manager.state.cells.first { $0.id == waiting }?.status == .queued)
        #expect(manager.state.activeRun?.progress.map { $0 > 0 && $0 < 1 } == true)
        manager.stop()
        manager.waitUntilIdle()
        #expect(manager.state.cells.map(\.status) == [.done, .done, .done, .done])
    }

    @Test func liveChangesAreWrittenAndReplay() {
        let live = manager(Self.definitions, training(1_000_000), "run.steps", "evaluate(run)")
        live.runAll()
        #expect(wait(live) { $0.snapshot.step > 3 })
        live.setLearningRate(0.01)
        #expect(wait(live) { $0.snapshot.learningRate == 0.01 })
        let step = live.state.activeRun?.snapshot.step ?? 0
        #expect(wait(live) { $0.snapshot.step > step + 25 })
        live.stop()
        live.waitUntilIdle()
        let source = live.state.cells[1].source
        #expect(source.contains(", changes: [rate(0.01, at: "))
        #expect(source.contains(", stop(at: "))

        let replayed = SessionManager(document: Document(live.document.text), location: nil)
        replayed.runAll()
        replayed.waitUntilIdle()
        for (old, new) in zip(live.state.cells, replayed.state.cells) { #expect(comparable(old) == comparable(new)) }
        #expect(replayed.state.cells[1].source == source)
    }

    /// A recorded stop counts as the end, so no epochs beyond it are promised.
    @Test func aRecordedStopIsTheEndThatIsCounted() throws {
        let manager = manager(Self.definitions, training(1_000_000, ", clip: 0.01, changes: [stop(at: 100000)]"))
        manager.runAll()
        // Each has 20 steps.
        let isCounted = wait(manager) { $0.snapshot.step > 2 && $0.epochOfAll.hasSuffix("/5000") }
        #expect(isCounted)
        let run = try #require(manager.state.activeRun)
        #expect(run.secondsLeft.map { $0 < 100_000 } != false)
        #expect(run.lossChart.plannedSteps == 100_000)
        let chart = try #require(run.gradientChart.history)
        #expect(chart.clippedShare > 0.5)
        #expect(chart.curves.map(\.number) == [1, 3])
        manager.stop()
        manager.waitUntilIdle()
    }

    /// A file whose cells give nothing new but speeds is unchanged.
    @Test func speedsAloneChangeNoFile() {
        let first = manager("data = strokes(train: 40, test: 10)\nrun = train(rnn(2) | last | dense(10), data, epochs: 2)")
        first.runAll()
        first.waitUntilIdle()
        let text = first.document.text.replacing(/[0-9,]+\/s/, with: "7/s")
        #expect(text.contains("7/s"))
        let again = SessionManager(document: Document(text), location: nil)
        again.runAll()
        again.waitUntilIdle()
        #expect(again.document.text == text)
        let other = SessionManager(document: Document(text.replacing("epochs: 2", with: "epochs: 3")), location: nil)
        other.runAll()
        other.waitUntilIdle()
        #expect(!other.document.text.contains(" 7/s"))
    }

    /// A long run is not discarded because something above it was edited.
    @Test func aRunningCellWhoseInputsChangeEndsStale() {
        let manager = manager("n = 1000", Self.definitions, training(1_000_000), "[n]")
        manager.runAll()
        #expect(wait(manager) { $0.snapshot.step > 0 })
        manager.edit(manager.state.cells[1].id, Self.definitions + "\n# edited")
        #expect(wait(manager) { _ in manager.state.cells[1].status == .done })
        #expect(manager.state.cells[2].status == .running)
        manager.stop()
        manager.waitUntilIdle()
        #expect(manager.state.cells.map(\.status) == [.done, .done, .stale, .done])
        #expect(manager.state.cells[2].output.plain.contains("stopped at step "))
    }

    @Test func interruptStopsTheRunAndEmptiesTheQueue() {
        let manager = manager(Self.definitions, training(1_000_000), "evaluate(run)")
        manager.runAll()
        #expect(wait(manager) { $0.snapshot.step > 0 })
        manager.interrupt()
        manager.waitUntilIdle()
        #expect(manager.state.cells.map(\.status) == [.done, .done, .idle])
        #expect(manager.state.cells[1].output.plain.contains("stopped at step "))
    }

    @Test func pauseHoldsTheRun() {
        let manager = manager(Self.definitions, training(1000))
        manager.runAll()
        #expect(wait(manager) { $0.snapshot.step > 0 })
        manager.pause()
        #expect(wait(manager) { $0.snapshot.phase == .paused })
        let step = manager.state.activeRun?.snapshot.step
        usleep(50_000)
        #expect(manager.state.activeRun?.snapshot.step == step)
        manager.resume()
        #expect(wait(manager) { $0.snapshot.step > step ?? 0 })
        manager.stop()
        manager.waitUntilIdle()
    }

    @Test func whatDidNotRunIsNotPrinted() {
        let document = Document(
            "```unroll\n\(Self.definitions)\n```\n\n```unroll\n\(training(100_000))\n```\n\n```unroll\nevaluate(run)\n```\n\n```output\nas recorded\n```\n"
        )
        let manager = SessionManager(document: document, location: nil)
        let written = Mutex("")
        let isOver = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            _ = PlainFront(manager, write: { text in written.withLock { $0 += text } }).runAll()
            isOver.signal()
        }
        #expect(wait(manager) { $0.snapshot.step > 0 })
        manager.interrupt()
        isOver.wait()
        #expect(manager.state.cells.map(\.status) == [.done, .done, .idle])
        #expect(written.withLock { $0.contains("stopped at step") && !$0.contains("as recorded") })
    }

    @Test func theWatchedExampleMovesWithinTheTestSet() {
        let manager = manager(Self.definitions, training(1))
        manager.runAll()
        manager.waitUntilIdle()
        manager.previousExample()
        #expect(manager.state.activeRun?.watchedExample?.index == 99)
        manager.nextExample()
        #expect(manager.state.activeRun?.watchedExample?.index == 0)
        manager.watch(example: 1_000_000)
        #expect(manager.state.activeRun?.watchedExample?.index == 99)
        #expect(wait(manager) { $0.snapshot.stepwisePrediction?.example == 99 })
    }

    /// The saved runs of a session's file, by the extensions of their names.
    private func keptRuns(_ path: String) -> [String] {
        let folder = URL(filePath: path).deletingLastPathComponent().appending(path: ".unroll/a.md/runs")
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).map { URL(filePath: $0).pathExtension }.sorted()
    }

    @Test func aSuspendedRunGoesOnWithTheSameBits() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            let whole = manager(Self.definitions, training(60), "evaluate(run)")
            let text = whole.document.text
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            whole.runAll()
            whole.waitUntilIdle()
            try untilGone {
                let first = SessionManager(try OpenedSession.open(path))
                first.runAll()
                #expect(wait(first) { $0.snapshot.step > 40 })
                #expect(first.suspend(milliseconds: 60_000))
                #expect(keptRuns(path) == ["checkpoint"])
                // The document is as the user wrote it.
                #expect(first.state.cells[1].source == training(60))
                return first
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
            try untilGone {
                let resumed = SessionManager(try OpenedSession.open(path))
                #expect(resumed.state.message == "Training resumes where it was interrupted.")
                resumed.waitUntilIdle()
                for (old, new) in zip(whole.state.cells, resumed.state.cells) { #expect(comparable(old) == comparable(new)) }
                #expect(keptRuns(path) == ["finished"])
                try resumed.save()
                return resumed
            }
            // A finished run is available without a step.
            let later = SessionManager(try OpenedSession.open(path))
            #expect(later.state.message == nil)
            later.run(later.state.cells[2].id)
            later.waitUntilIdle()
            for (old, new) in zip(whole.state.cells, later.state.cells) { #expect(comparable(old) == comparable(new)) }
            #expect(later.state.activeRun?.snapshot.phase == .finished)
        }
    }
}

struct TestFailure: Error {
    var problem: String
    init(_ problem: String) { self.problem = problem }
}
