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

    /// Runs all cells to the end.
    ///
    /// - Returns: how many did not end as they should.
    public func runAll() -> Int {
        manager.runAll()
        var printer = OutputPrinter(write: write)
        var isIdle = false
        while !isIdle {
            isIdle = manager.waitUntilIdle(milliseconds: Self.pace)
            let state = manager.state
            if printer.hasNews(state) { progress?("") }
            printer.print(state)
            progress?(ProgressLine.text(state, width: 78))
        }
        progress?("")
        return manager.state.cells.count { $0.kind == .code && $0.status != .done }
    }
}

/// Writes outputs of cells in order: a cell's lines as they come, the next cell's when it has ended.
struct OutputPrinter {
    let write: (String) -> Void
    private var cell = 0
    private var lines = 0
    private var hasWritten = false

    init(write: @escaping (String) -> Void) {
        self.write = write
    }

    /// Whether `print` would write anything.
    func hasNews(_ state: SessionState) -> Bool {
        var copy = OutputPrinter(write: { _ in })
        (copy.cell, copy.lines, copy.hasWritten) = (cell, lines, hasWritten)
        copy.print(state)
        return copy.cell != cell || copy.lines != lines
    }

    mutating func print(_ state: SessionState) {
        let cells = state.cells.filter { $0.kind == .code }
        while cell < cells.count {
            let view = cells[cell]
            guard view.status != .queued, view.status != .idle else { return }
            for line in finishedLines(view).dropFirst(lines) {
                if lines == 0, hasWritten { write("\n") }
                write(line + "\n")
                lines += 1
                hasWritten = true
            }
            guard view.status != .running else { return }
            cell += 1
            lines = 0
        }
    }

    /// The lines that will not change any more: of a running cell all but the last, which may still grow, unless it is an epoch's.
    private func finishedLines(_ view: CellView) -> ArraySlice<Substring> {
        guard !view.output.isEmpty else { return [] }
        let lines = view.output.plain.split(separator: "\n" as Character, omittingEmptySubsequences: false)
        if case .epochs? = view.output.blocks.last { return lines[...] }
        return view.status == .running ? lines.dropLast() : lines[...]
    }
}
