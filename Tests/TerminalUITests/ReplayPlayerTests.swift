import Notebook
import Testing

@testable import TerminalUI

@Suite struct ReplayPlayerTests {
    private let recorded = Document("# Title\n\n```unroll\nn = 3\n```\n\n```unroll\n[n, n]\n```\n\n```output\n[3, 3]\n```\n")

    /// Plays on until the input line satisfies `isWanted`, or it is over.
    private func play(_ player: inout ReplayPlayer, _ manager: SessionManager, until isWanted: (String) -> Bool = { _ in false }) {
        for _ in 0..<2000 where !player.isFinished {
            if isWanted(player.advance(0.05, manager)) { return }
            manager.waitUntilIdle()
        }
    }

    @Test func typesAndRunsEachCell() {
        let manager = SessionManager(document: Document(), location: nil)
        var player = ReplayPlayer(recorded)
        play(&player, manager) { $0 == "n " }
        #expect(manager.state.cells.filter { $0.kind == .code }.isEmpty)
        #expect(player.verdict(manager) == nil)
        play(&player, manager)
        #expect(player.isFinished)
        #expect(manager.state.cells.filter { $0.kind == .code }.map(\.source) == ["n = 3", "[n, n]"])
        #expect(player.verdict(manager) == "replayed: every output is as recorded")
    }

    @Test func pausesAndSteps() {
        let manager = SessionManager(document: Document(), location: nil)
        var player = ReplayPlayer(recorded)
        play(&player, manager) { $0 == "n " }
        _ = player.handle(.character(" "))
        for _ in 0..<100 { _ = player.advance(1, manager) }
        #expect(manager.state.cells.filter { $0.kind == .code }.isEmpty)
        _ = player.handle(.character("n"))
        for _ in 0..<100 {
            _ = player.advance(1, manager)
            manager.waitUntilIdle()
        }
        #expect(manager.state.cells.filter { $0.kind == .code }.map(\.source) == ["n = 3"])
        _ = player.handle(.character("q"))
        #expect(player.isFinished)
        #expect(player.verdict(manager) == nil)
    }

    /// After q, what is typed is the user's.
    @Test func whatIsEndedIsNotShownAnyMore() {
        let manager = SessionManager(document: Document(), location: nil)
        var controller = NotebookController(manager, history: History(file: nil), player: ReplayPlayer(recorded))
        controller.play(0.1)
        controller.press(.character(" "), .character("+"))
        controller.play(0.1)
        #expect(controller.model.replay == "replay  part 2/4  paused  80 characters a second")
        controller.press(.character("q"))
        #expect(controller.model.replay == nil)
        #expect(controller.model.message == "the replay was ended; the notebook is yours")
        controller.press(.character("q"))
        #expect(controller.model.editor.string == "q")
    }

    @Test func saysWhatDiffers() {
        let manager = SessionManager(document: Document(), location: nil)
        var other = recorded
        other.setOutput("[4, 4]", cell: 1)
        var player = ReplayPlayer(other)
        play(&player, manager)
        #expect(player.verdict(manager) == "replayed: 1 cell printed something else than is recorded")
    }
}
