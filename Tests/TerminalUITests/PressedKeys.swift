@testable import Notebook
@testable import TerminalUI

extension NotebookController {
    /// A session of these cells, which have run.
    init(withRun cells: [String]) {
        self.init(SessionManager(document: Document()), history: History(file: nil))
        for cell in cells { manager.submit(cell) }
        manager.waitUntilIdle()
    }

    /// Handles these keys on a screen of 24 rows, and waits for what they begin.
    mutating func press(_ keys: Key...) {
        for key in keys { handle(key, height: 24) }
        manager.waitUntilIdle()
    }

    /// Handles the keys of these characters, as `press` does.
    mutating func type(_ text: String) {
        for character in text { handle(.character(character), height: 24) }
        manager.waitUntilIdle()
    }
}
