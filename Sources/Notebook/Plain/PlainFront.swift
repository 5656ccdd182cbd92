/// The front without a screen: runs all cells and writes what they print, line by line as it comes, in the order of the cells.
public struct PlainFront {
    private let manager: SessionManager
    private let write: (String) -> Void
    private let progress: ((String) -> Void)?
    /// Milliseconds between two looks at the session.
    private static let pace = 50

    /// - Parameters:
    ///   - write: takes a part of the output.
    ///   - progress: takes what to show in place of the present progress line, empty to remove it; nil for no progress.
    public init(_ manager: SessionManager, write: @escaping (String) -> Void, progress: ((String) -> Void)? = nil) {
        self.manager = manager
        self.write = write
        self.progress = progress
    }

    /// What the cells of a session have printed until now.
    public static func printed(_ state: SessionState) -> [String] {
        var printer = OutputPrinter()
        return printer.news(state.cells)
    }

    /// Runs all cells to the end.
    ///
    /// - Returns: how many did not end as they should.
    public func runAll() -> Int {
        manager.runAll()
        var printer = OutputPrinter()
        var isIdle = false
        while !isIdle {
            isIdle = manager.waitUntilIdle(milliseconds: Self.pace)
            let state = manager.state
            let news = printer.news(state.cells)
            if !news.isEmpty { progress?("") }
            for text in news { write(text) }
            progress?(ProgressLine.text(state, width: 78))
        }
        progress?("")
        return manager.state.cells.count { $0.kind == .code && $0.status != .done }
    }
}
