import Charts
import Foundation
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// The answer to a change describes its effect.
@Suite struct TrainingAnswersTests {
    private static let data = "digits = strokes(train: 40, test: 4)"

    private func controller(_ epochs: Int) throws -> NotebookController {
        let manager = SessionManager(document: Document())
        manager.submit(Self.data)
        manager.submit("run = train(gru(2) | last | dense(10), digits, epochs: \(epochs), batch: 20)")
        try #require(eventually { manager.state.activeRun.map { $0.step > 2 || $0.isOver } ?? false })
        return NotebookController(manager, history: History(file: nil))
    }

    private func say(_ controller: inout NotebookController, _ command: String) -> String? {
        for character in command { controller.handle(.character(character), height: 24) }
        controller.handle(.enter, height: 24)
        return controller.model.message
    }

    private func answer(_ controller: inout NotebookController) -> String? {
        #expect(
            eventually {
                controller.followRate()
                return controller.rateRequest == nil
            })
        return controller.model.message
    }

    @Test func aRateIsSaidOnceItCounts() throws {
        var controller = try controller(1_000_000)
        let manager = controller.manager
        // A paused run still accepts changes.
        manager.pause()
        #expect(eventually { manager.state.activeRun?.phase == .paused })
        let step = try #require(manager.state.activeRun?.step)
        _ = say(&controller, ":rate 0.01")
        #expect(answer(&controller) == "The learning rate is 0.01 from step \(step + 1) on.")
        manager.resume()
        _ = say(&controller, ":rate 0.01")
        #expect(answer(&controller) == "The learning rate is already 0.01.")
        #expect(say(&controller, ":resume") == "Nothing is paused.")
        #expect(say(&controller, ":stop") == "Training stops after this step; its cell records that.")
        manager.waitUntilIdle()
        #expect(manager.state.cells[1].source.contains("changes: [rate(0.01, at: \(step)), stop(at: "))
        #expect(say(&controller, ":rate 0.02") == "Nothing is training.")
    }

    /// For a run that makes no further step, the answer is that nothing was changed.
    @Test func aRateThatCameTooLateIsSaid() throws {
        var controller = try controller(1)
        controller.manager.waitUntilIdle()
        // As if it had been requested a moment before the end.
        controller.rateRequest = controller.manager.askForLearningRate(0.01)
        #expect(answer(&controller) == "The learning rate was not changed: run ended before another step.")
        #expect(!controller.manager.state.cells[1].source.contains("changes"))
    }

    // MARK: A replay that pauses

    private static let endless = "run = train(gru(2) | last | dense(10), digits, epochs: 1000000, batch: 20)"

    /// Space pauses training at its next step, and resumes it with the same bits.
    @Test func aPauseOfAReplayHoldsTheTraining() throws {
        let manager = SessionManager(document: Document())
        let document = Document("```unroll\n\(Self.data)\n```\n\n```unroll\n\(Self.endless)\n```\n")
        var controller = NotebookController(manager, history: History(file: nil), player: ReplayPlayer(document))
        for _ in 0..<6 { controller.handle(.character("+"), height: 24) }
        func plays(until condition: () -> Bool) -> Bool {
            eventually {
                controller.play(0.2)
                return condition()
            }
        }
        func isHeld() -> Bool { manager.state.activeRun?.phase == .paused }
        #expect(plays { (manager.state.activeRun?.step ?? 0) > 0 })
        controller.handle(.character(" "), height: 24)
        #expect(plays { controller.model.replay?.text.contains("  paused") == true && isHeld() })
        let step = try #require(manager.state.activeRun?.step)
        for _ in 0..<20 {
            Thread.sleep(forTimeInterval: 0.001)
            controller.play(0.2)
        }
        #expect(isHeld() && manager.state.activeRun?.step == step)
        // One more cell runs this one to its end, and the pause follows it.
        controller.handle(.character("n"), height: 24)
        #expect(plays { (manager.state.activeRun?.step ?? 0) > step && !isHeld() })
        #expect(controller.model.replay?.text.contains("pauses after this cell") == true)
        controller.handle(.character(" "), height: 24)
        controller.handle(.character(" "), height: 24)
        #expect(plays(until: isHeld))
        controller.handle(.character(" "), height: 24)
        #expect(plays { !isHeld() })
        manager.stop()
        #expect(plays { !controller.isReplaying })
        manager.waitUntilIdle()
        // Replayed without a pause, the result is the same.
        let again = SessionManager(document: manager.document)
        again.runAll()
        again.waitUntilIdle()
        let check = ReplayCheck(recorded: manager.document, now: again.document)
        #expect(check.differences == 0 && manager.document.text.contains("stop(at: "))
    }

    /// A replay that is ended while its run trains leaves a session without a file: leaving asks what is to become of it.
    @Test func leavingAsksWhileTheRunOfAReplayTrains() {
        let manager = SessionManager(document: Document())
        let document = Document("```unroll\n\(Self.data)\n```\n\n```unroll\n\(Self.endless)\n```\n")
        var controller = NotebookController(manager, history: History(file: nil), player: ReplayPlayer(document))
        for _ in 0..<6 { controller.handle(.character("+"), height: 24) }
        #expect(
            eventually {
                controller.play(0.2)
                return (manager.state.activeRun?.step ?? 0) > 0
            })
        controller.handle(.character("q"), height: 24)
        controller.quit()
        guard case .leavingReplay? = controller.model.question, controller.leaving == nil else {
            Issue.record("leaving asks: \(String(describing: controller.model.question))")
            return
        }
        let status = StatusLine(state: manager.state, model: controller.model)
        var canvas = Canvas(width: 120, height: status.height(120))
        status.draw(&canvas, in: canvas.area, TerminalStyle())
        #expect(canvas.text.contains("run is still training; the notebook can be kept in "))
        controller.handle(.escape, height: 24)
        #expect(controller.leaving == nil)
        manager.interrupt()
        manager.waitUntilIdle()
        controller.quit()
        #expect(controller.leaving == .goingOnNextTime || controller.branchOfChangedReplay != nil)
    }

    /// What cannot be paused continues to its end, and this is reported.
    @Test func whatCannotBeHeldIsSaid() {
        let manager = SessionManager(document: Document())
        var controller = NotebookController(
            manager, history: History(file: nil), player: ReplayPlayer(Document("```unroll\nstrokes(train: 3000, test: 9)\n```\n")))
        controller.goInReplay(to: 0)
        for _ in 0..<6 { controller.handle(.character("+"), height: 24) }
        controller.play(1)
        guard manager.state.isBusy else { return }
        controller.handle(.character(" "), height: 24)
        controller.play(0)
        #expect(controller.model.replay?.text.contains("paused") == false || !manager.state.isBusy)
        manager.waitUntilIdle()
        controller.play(0)
        #expect(controller.model.replay?.text.contains("paused") != false)
    }

    /// Paused training resumes when the replay is ended.
    @Test func whatIsHeldGoesOnAtTheEnd() throws {
        let manager = SessionManager(document: Document())
        let document = Document("```unroll\n\(Self.data)\n```\n\n```unroll\n\(Self.endless)\n```\n")
        var controller = NotebookController(manager, history: History(file: nil), player: ReplayPlayer(document))
        controller.goInReplay(to: 1)
        for _ in 0..<6 { controller.handle(.character("+"), height: 24) }
        func plays(until condition: () -> Bool) -> Bool {
            eventually {
                controller.play(0.2)
                return condition()
            }
        }
        #expect(plays { (manager.state.activeRun?.step ?? 0) > 0 })
        controller.handle(.character(" "), height: 24)
        #expect(plays { manager.state.activeRun?.phase == .paused })
        let step = manager.state.activeRun?.step ?? 0
        controller.handle(.character("q"), height: 24)
        #expect(eventually { (manager.state.activeRun?.step ?? 0) > step })
        manager.interrupt()
        manager.waitUntilIdle()
    }
}
