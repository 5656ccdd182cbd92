import Charts
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// What the last row of the screen says where there is little room.
@Suite struct StatusLineTests {
    private func line(_ state: SessionState, _ model: NotebookModel = NotebookModel(), width: Int) -> String {
        let status = StatusLine(state: state, model: model)
        var canvas = Canvas(width: width, height: status.height(width))
        status.draw(&canvas, in: canvas.area, TerminalStyle())
        return canvas.text
    }

    /// The queue and the epoch are in sight at any width, and every part is whole.
    @Test func theQueueIsAlwaysInSight() {
        var state = Pictures.session
        (state.waiting, state.isFollowed) = (2, false)
        for width in 30...200 {
            let text = line(state, width: width)
            #expect(text.contains("epoch 5/10") && text.contains("2 waiting") && !text.contains("…"), "\(width): \(text)")
        }
    }

    @Test func aReplayShowsHowToEndIt() {
        var model = NotebookModel()
        (model.replay, model.replaySpeed, model.isReplayPaused) = ("cell 1/5  paused", "160 characters a second", true)
        for width in 40...200 { #expect(line(SessionState(), model, width: width).contains("q end"), "\(width)") }
        #expect(line(SessionState(), model, width: 120).contains("160 characters a second"))
    }

    /// A list over the notebook has keys of its own there.
    @Test func listsHaveTheirOwnKeys() {
        var controller = NotebookController.ofSmallSession
        controller.press(.escape)
        #expect(line(controller.manager.state, controller.model, width: 120).contains("j k select"))
        controller.press(.control("p"))
        let text = line(controller.manager.state, controller.model, width: 120)
        #expect(text.contains("ret run  esc back  ") && text.contains("a-z narrow") && !text.contains("j k select"), "\(text)")
    }

    /// Why a session cannot be written is said until a key is pressed; then a word beside its name says that it cannot.
    @Test func readOnlyIsSaidInAWord() {
        var controller = NotebookController.ofSmallSession
        var state = controller.manager.state
        (state.location, state.isReadOnly) = ("a.md", true)
        state.warning = "Read-only: another notebook has a.md open; `:save other.md` keeps your changes."
        #expect(line(state, controller.model, width: 80).contains("Read-only: another notebook"))
        controller.model.readWarning = state.warning
        let text = line(state, controller.model, width: 120)
        #expect(text.contains("a.md (read-only)") && text.contains("F1 help"), "\(text)")
        state.warning = "The notebook that had a.md open has left it; `:take` continues here."
        #expect(line(state, controller.model, width: 80).contains("`:take` continues here"))
    }
}
