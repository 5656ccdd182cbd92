import Charts
import Foundation
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

@Suite struct RecentSessionsTests {
    @Test func theLatestSessionsAreOffered() throws {
        try withTemporaryFolder { folder in
            let paths = ["a.md", "b.md", "gone.md"].map { folder.appending(path: $0).path }
            for path in paths.prefix(2) { try "# T\n".write(toFile: path, atomically: true, encoding: .utf8) }
            let recent = RecentSessions(file: HistoryFile(folder.appending(path: "sessions.jsonl")))
            #expect(recent.paths.isEmpty)
            for path in [paths[0], paths[2], paths[1], paths[0]] {
                recent.note(path)
                recent.flush()
            }
            // Each once, the latest first, and none that no longer exists.
            #expect(recent.paths == [paths[0], paths[1]])

            var controller = NotebookController(SessionManager(document: Document("")), history: History(file: nil))
            controller.press(.alt("o"))
            #expect(controller.model.message == "There are no other recent sessions.")
            controller.recent = recent
            controller.press(.alt("o"), .down, .enter)
            let wanted = controller.takeWantedFile()
            #expect(wanted == paths[1])

            var model = NotebookModel()
            model.recent = recent.paths
            var canvas = Canvas(width: 120, height: 24)
            let list = CellList(ShownCells(), width: 100, terminalStyle: TerminalStyle())
            NotebookScreen(state: SessionState(), model: model, terminalStyle: TerminalStyle()).draw(&canvas, list: list)
            #expect(canvas.text.contains(paths[1]))
        }
    }
}
