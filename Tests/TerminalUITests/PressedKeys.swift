@testable import Notebook
@testable import TerminalUI

extension NotebookController {
    /// A session with a heading, `a = 1`, `[a]` and `5`, of which nothing has run.
    static var ofSmallSession: NotebookController {
        NotebookController(of: "# T\n\n```unroll\na = 1\n```\n\n```unroll\n[a]\n```\n\n```unroll\n5\n```\n")
    }

    /// A session of this text, of which nothing has run.
    init(of text: String) {
        self.init(SessionManager(document: Document(text)), history: History(file: nil))
    }

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
