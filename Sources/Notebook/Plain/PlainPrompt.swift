/// The notebook for terminals that cannot draw: a line is a cell, and what it prints follows.
public struct PlainPrompt {
    private let manager: SessionManager
    private let write: (String) -> Void
    private let read: () -> String?
    private let prompt: String

    /// - Parameters:
    ///   - prompt: written before each line is read; empty where nobody types.
    ///   - read: gives the next line, nil at the end.
    public init(_ manager: SessionManager, prompt: String, read: @escaping () -> String?, write: @escaping (String) -> Void) {
        self.manager = manager
        self.prompt = prompt
        self.read = read
        self.write = write
    }

    /// Reads and runs lines until the end of input or `:quit`.
    ///
    /// - Returns: how many cells failed.
    public func run() -> Int {
        var failed = 0
        show(manager.state.warning ?? manager.state.message)
        while let line = nextCell() {
            if line.allSatisfy(\.isWhitespace) { continue }
            if line.hasPrefix(":") {
                guard obey(line) else { break }
                continue
            }
            let cell = manager.submit(line)
            if !follow(cell) { failed += 1 }
        }
        return failed
    }

    /// A line, with those that follow while a bracket is open.
    private func nextCell() -> String? {
        write(prompt)
        guard var cell = read() else { return nil }
        while !cell.hasPrefix(":"), Self.openBrackets(cell) > 0 {
            write(String(repeating: " ", count: prompt.count))
            guard let more = read() else { break }
            cell += "\n" + more
        }
        return cell
    }

    private static func openBrackets(_ text: String) -> Int {
        var (open, inText, inComment) = (0, false, false)
        for character in text {
            switch character {
            case "\n": (inText, inComment) = (false, false)
            case _ where inComment: continue
            case "\"": inText.toggle()
            case _ where inText: continue
            case "#": inComment = true
            case "(", "[": open += 1
            case ")", "]": open -= 1
            default: continue
            }
        }
        return open
    }

    /// Prints what a cell prints until it ends.
    ///
    /// - Returns: whether it ended as it should.
    private func follow(_ cell: CellID) -> Bool {
        var printer = OutputPrinter()
        while true {
            _ = manager.waitUntilIdle(milliseconds: 20)
            let cells = manager.state.cells
            guard let view = cells.place(of: cell).map({ cells[$0] }) else { return false }
            for text in printer.news([view]) { write(text) }
            if !view.status.isPending { return view.status == .done }
        }
    }

    /// - Returns: false to leave.
    private func obey(_ line: String) -> Bool {
        let words = line.dropFirst().split(separator: " " as Character).map(String.init)
        switch words.first ?? "" {
        case "q", "quit":
            return false
        case "save", "save!", "w":
            try? manager.save(to: words.dropFirst().first, overwriting: words[0] == "save!")
            show(manager.state.message)
        case "run":
            manager.runAll()
            for cell in manager.state.cells where cell.kind == .code { _ = follow(cell.id) }
        case "help":
            write(
                ":save [FILE]  writes the session\n:run          runs all cells\n:quit         leaves\nhelp()        lists the functions\n")
        default:
            write("There is no command \(line); :help lists them.\n")
        }
        return true
    }

    private func show(_ message: String?) {
        if let message { write(message + "\n") }
    }
}
