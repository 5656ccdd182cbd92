import Foundation
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// Every action does something, or says why not: before any training, after a run, and with a run from the disk.
@Suite struct ActionAnswersTests {
    /// Arguments of the actions that need some.
    private static let arguments = [
        "rate": "0.01", "watch": "1", "pick-view": "2", "open": "/dev/null/session.md", "shot": "screen.svg", "forget": "zz",
        "limit": "400 MB",
        "search": "digits", "save": "/dev/null/a.md", "save!": "/dev/null/a.md", "write": "/dev/null/a.md", "write!": "/dev/null/a.md",
    ]
    /// These move within existing contents and stop at their ends, or have nothing to do on an empty line.
    private static let quiet: Set<String> = ["scroll-up", "scroll-down", "enter", "complete", "history-forward", "type"]

    /// Everything that a user could see, or that the program was asked to do.
    private func signature(_ controller: NotebookController, hasRun: Bool, hasCells: Bool = true) -> [String] {
        let model = controller.model
        var seen = [
            "\(model.mode)", "\(model.message ?? "")", "\(model.page != nil)", model.editor.string, "\(model.picker != nil)",
            "\(model.runs.isOpen)", "\(model.own != nil)", "\(model.building != nil)", "\(model.search != nil)", "\(model.typesProse)",
            "\(model.insertion.map { "\($0)" } ?? "")", "\(model.mouse)", "\(model.question != nil)", "\(model.looksElsewhere)",
            "\(controller.leaving.map { "\($0)" } ?? "")", "\(controller.wantsToTake)", "\(controller.wantsEditor)",
            "\(controller.wantsRepaint)",
            "\(controller.wantsSuspension)", controller.wantedFile ?? "", controller.wantedCopy ?? "",
            "\(String(describing: controller.wantedTour))",
            controller.wantedShot ?? "", controller.manager.state.message ?? "", "\(controller.manager.state.messages)",
        ]
        if hasCells { seen += controller.manager.state.cells.map { "\($0.source) \($0.version)" } }
        if hasRun {
            seen += ["\(model.view)", "\(model.loss)", "\(model.panel)", "\(model.step ?? -1)", "\(model.trail.map { "\($0)" } ?? "")"]
            seen += ["\(controller.shownRun?.watchedExample?.index ?? -1)", "\(model.awaited ?? "")"]
        }
        return seen
    }

    private func check(_ manager: SessionManager, hasRun: Bool) {
        let sources = manager.state.cells.map(\.source)
        for action in Action.all where !Self.quiet.contains(action.name) && action.mode == nil {
            for browses in [false, true] where browses || !action.needsCell {
                var controller = NotebookController(manager, history: History(file: nil))
                if browses {
                    controller.press(.escape)
                    controller.type("k")
                    controller.model.message = nil
                }
                guard !browses || !action.writes else { continue }
                let before = signature(controller, hasRun: hasRun)
                controller.perform(action, Self.arguments[action.name] ?? "")
                manager.waitUntilIdle()
                // Some answers come from the disk.
                let answers = eventually(seconds: 5) {
                    controller.followReview()
                    return signature(controller, hasRun: hasRun) != before
                }
                #expect(
                    answers,
                    "\(action.name) is silent\(browses ? " while cells are browsed" : ""), \(hasRun ? "with" : "without") a run")
                var undone = 0
                while manager.state.cells.map(\.source) != sources, undone < 3 {
                    manager.undo()
                    undone += 1
                }
                manager.waitUntilIdle()
            }
        }
        #expect(manager.state.cells.map(\.source) == sources)
    }

    private static let cells = [
        "digits = strokes(train: 20, test: 4)", "run = train(gru(2) | last | dense(10), digits, epochs: 1, batch: 20)", "digits.test.count",
    ]

    private static var document: Document {
        Document("# T\n\n" + cells.map { "```unroll\n\($0)\n```\n" }.joined(separator: "\n"))
    }

    @Test func whereNothingWasTrained() {
        check(
            SessionManager(document: Document("# T\n\n```unroll\na = 1\n```\n\n```unroll\n[a]\n```\n\n```unroll\nb = 2\n```\n")),
            hasRun: false)
    }

    @Test func afterARun() {
        let manager = SessionManager(document: Self.document)
        manager.watch(true)
        manager.runAll()
        manager.waitUntilIdle()
        check(manager, hasRun: true)
    }

    /// Actions that neither end nor begin anything also answer while a run trains.
    @Test func whileARunTrains() {
        let manager = SessionManager(document: Document())
        manager.watch(true)
        for cell in ["digits = strokes(train: 20, test: 4)", "run = train(gru(2) | last | dense(10), digits, epochs: 1000000, batch: 20)"] {
            manager.submit(cell)
        }
        #expect(eventually { (manager.state.activeRun?.step ?? 0) > 0 })
        let ending: Set<String> = ["stop", "interrupt", "run", "stale", "resume"]
        for action in Action.all where action.group == .panel || action.group == .training && !ending.contains(action.name) {
            var controller = NotebookController(manager, history: History(file: nil))
            let (before, phase) = (signature(controller, hasRun: true, hasCells: false), manager.state.activeRun?.phase == .paused)
            controller.perform(action, Self.arguments[action.name] ?? "")
            #expect(
                eventually(seconds: 5) {
                    controller.followReview()
                    return signature(controller, hasRun: true, hasCells: false) != before
                        || (manager.state.activeRun?.phase == .paused) != phase
                }, "\(action.name) is silent while a run trains")
            if action.name == "pause" { controller.perform(action) }
        }
        manager.interrupt()
        manager.waitUntilIdle()
    }

    @Test func withARunFromTheDisk() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            try Self.document.text.write(toFile: path, atomically: true, encoding: .utf8)
            let first = SessionManager(try OpenedSession.open(path))
            first.watch(true)
            first.runAll()
            first.waitUntilIdle()
            try first.save()
            first.flush()
            first.close()
            let manager = SessionManager(try OpenedSession.open(path))
            #expect(eventually { manager.state.runs.count == 1 })
            check(manager, hasRun: true)
            manager.close()
        }
    }
}
