import Charts
import Notebook

/// Prose, or a cell and what it printed, as lines of one width. What is not on disk yet has a sign of that beside the one that says how far it is; what has to
/// run again says so where there is room, and its outputs stand back.
struct DrawnCell: Sendable {
    let cell: CellID
    /// The version of the view that was drawn.
    let version: Int
    let lines: [StyledLine]

    /// The version of its source and output; nil where that is not known.
    private let contentVersion: Int?
    /// How its output was drawn.
    private let age: Age
    /// Columns of a line, without the marks before it.
    private let textWidth: Int

    /// - Parameter before: the cell as it was drawn of an earlier view, or nil: what stands behind the marks is taken from there where it is the same.
    init(_ view: CellView, before: DrawnCell? = nil, width: Int, terminalStyle: TerminalStyle) {
        cell = view.id
        version = view.version
        contentVersion = view.contentVersion
        age = Age(view)
        textWidth = max(1, width - 2)
        let marks = Self.marks(of: view, terminalStyle)
        if let before, before.cell == cell, before.textWidth == textWidth, before.age == age, let contentVersion,
            contentVersion == before.contentVersion
        {
            var lines = before.lines
            if !lines.isEmpty { lines[0] = lines[0].with(marks + lines[0].spans.dropFirst(2)) }
            self.lines = lines
        } else {
            let texts = Self.texts(of: view, width: textWidth, terminalStyle)
            lines = texts.enumerated().map { $1.with(($0 == 0 ? marks : Self.margin) + $1.spans) }
        }
    }

    /// Lines that stand for a cell for a while.
    init(_ cell: CellID, lines: [StyledLine]) {
        (self.cell, self.lines) = (cell, lines)
        (version, contentVersion, age, textWidth) = (-1, nil, .new, 1)
    }

    /// Whether the output still follows from what stands above it.
    private enum Age {
        case new
        /// The cell waits, and what it printed before is about to go.
        case old
        /// It does not.
        case stale

        init(_ view: CellView) {
            self = view.status == .stale ? .stale : view.status == .queued && !view.output.blocks.isEmpty ? .old : .new
        }
    }

    /// Columns of a line, without the marks before it.
    var width: Int { textWidth }

    private static let margin = [StyledLine.Span(text: "  ", style: .plain)]

    /// What the cell says and has printed.
    private static func texts(of view: CellView, width: Int, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        switch view.kind {
        case .prose: ProseLines(width: width, terminalStyle: terminalStyle).lines(of: view.source)
        case .code:
            source(of: view, width: width, terminalStyle) + output(of: view, width: width, terminalStyle)
        }
    }

    private static func source(of view: CellView, width: Int, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        var lines = SourceLines.lines(view.source, terminalStyle.theme).flatMap { $0.wrapped(width, indent: 4) }
        guard Age(view) == .stale, let first = lines.first, first.width + 2 + stale.count <= width else { return lines }
        lines[0].append(String(repeating: " ", count: width - first.width - stale.count))
        lines[0].append(stale, terminalStyle.theme.warning)
        return lines
    }

    /// What is said of a cell that has to run again, at the end of its first line.
    private static let stale = "stale"

    /// What a cell has printed.
    static func output(of view: CellView, width: Int, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        let lines = BlockLines(width: width, terminalStyle: terminalStyle).lines(of: view.output)
        return Age(view) == .new ? lines : lines.map(StaleLook(terminalStyle: terminalStyle).line)
    }

    /// The two columns before the first line: how far the cell is, and whether it is on disk.
    private static func marks(of view: CellView, _ terminalStyle: TerminalStyle) -> [StyledLine.Span] {
        let (mark, style) = view.kind == .prose ? (" ", Style.plain) : mark(view.status, terminalStyle)
        let unkept = StyledLine.Span(text: terminalStyle.hasUnicode ? "…" : ".", style: terminalStyle.theme.warning)
        return [StyledLine.Span(text: mark, style: style), view.isKept ? StyledLine.Span(text: " ", style: style) : unkept]
    }

    /// The sign before a cell that says how far it is.
    static func mark(_ status: CellStatus, _ terminalStyle: TerminalStyle) -> (String, Style) {
        let theme = terminalStyle.theme
        func either(_ symbol: String, _ plain: String) -> String { terminalStyle.hasUnicode ? symbol : plain }
        switch status {
        case .idle: return (either("·", "-"), theme.muted)
        case .queued: return (either("○", "o"), theme.accent)
        case .running: return (either("●", "*"), theme.accent)
        case .done: return (either("✓", "+"), theme.good)
        case .failed: return (either("✗", "x"), theme.bad)
        case .stale: return (either("↻", "~"), theme.warning)
        case .interrupted: return (either("■", "#"), theme.warning)
        }
    }
}
