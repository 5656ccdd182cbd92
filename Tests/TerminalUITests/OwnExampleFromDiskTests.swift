import Foundation
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// A user's own examples, read by runs of an earlier process.
@Suite struct OwnExampleFromDiskTests {
    /// A run left by an earlier process reads the made-up example with its saved weights, without running its cell.
    @Test func aRunFromTheDiskReadsItToo() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            let cells = [
                "letters = words(train: 60, test: 40)", "run = train(gru(4) | dense(26), letters, epochs: 1, batch: 20)",
                "digits = strokes(train: 40, test: 20)", "other = train(gru(4) | last | dense(10), digits, epochs: 1, batch: 20)",
            ]
            func outputs(_ manager: SessionManager, _ number: Int, _ keys: String) throws -> [Float] {
                var controller = NotebookController(manager, history: History(file: nil))
                controller.model.runs.look(at: number, of: controller.manager.state)
                controller.press(.alt("w"))
                #expect(controller.model.message == nil && controller.mode == .own)
                let wants = keys.count
                #expect(
                    eventually {
                        controller.type(keys)
                        guard case .letters(let row)? = controller.model.own?.content else { return true }
                        if row.pads.count < wants { controller.press(.alt("c")) }
                        return row.pads.count == wants
                    })
                controller.model.own?.wait()
                #expect(controller.model.own?.answer?.note == nil)
                return try #require(controller.model.own?.answer?.outputs).values
            }
            let first = SessionManager(try OpenedSession.open(path))
            first.watch(true)
            // One after the other, so that the runs' numbers are known.
            for cell in cells {
                first.submit(cell)
                first.waitUntilIdle()
            }
            let before = try [outputs(first, 1, "an"), outputs(first, 2, " ")]
            try first.save()
            first.flush()
            first.close()
            let manager = SessionManager(try OpenedSession.open(path))
            #expect(eventually { manager.state.runs.count == 2 })
            #expect(try outputs(manager, 2, " ") == before[1])
            #expect(try outputs(manager, 1, "an") == before[0])
            #expect(manager.state.cells.allSatisfy { $0.status == .idle })
            // If the weights are no longer kept, this is reported, with what to do.
            manager.forgetRun(nil)
            #expect(eventually { manager.keptRuns().isEmpty })
            var controller = NotebookController(manager, history: History(file: nil))
            controller.model.runs.look(at: 2, of: controller.manager.state)
            controller.press(.alt("w"))
            controller.model.own?.wait()
            #expect(controller.model.own?.answer?.note == "The weights of other are no longer stored: run cell 4 to train it again.")
            manager.close()
        }
    }
}
