@testable import Notebook
@testable import TerminalUI

extension NotebookController {
    /// A session with a heading, `a = 1`, `[a]` and `5`, none of which has run.
    static var ofSmallSession: NotebookController {
        NotebookController(of: "# T\n\n```unroll\na = 1\n```\n\n```unroll\n[a]\n```\n\n```unroll\n5\n```\n")
    }

    /// A session with this text, nothing of which has run.
    init(of text: String) {
        self.init(SessionManager(document: Document(text)), history: History(file: nil))
    }

    /// A session with these cells, which have run.
    init(withRun cells: [String]) {
        self.init(SessionManager(document: Document()), history: History(file: nil))
        for cell in cells { manager.submit(cell) }
        manager.waitUntilIdle()
    }

    /// Handles these keys on a screen of 24 rows, and waits for the work that they begin.
    mutating func press(_ keys: Key...) {
        for key in keys { handle(key, height: 24) }
        manager.waitUntilIdle()
    }

    /// Handles the keys for these characters, like `press`.
    mutating func type(_ text: String) {
        for character in text { handle(.character(character), height: 24) }
        manager.waitUntilIdle()
    }
}
