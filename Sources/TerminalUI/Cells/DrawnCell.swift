import Charts
import Notebook

/// Prose, or a cell and what it printed, as lines of one width. What is not on disk yet has a sign of that beside the one that says how far it is.
struct DrawnCell: Sendable {
    let cell: CellID
    /// The version of the view that was drawn.
    let version: Int
    let lines: [StyledLine]

    init(_ view: CellView, width: Int, terminalStyle: TerminalStyle) {
        cell = view.id
        version = view.version
        let width = max(1, width - 2)
        let margin = StyledLine.Span(text: "  ", style: .plain)
        let unkept = StyledLine.Span(
            text: view.isKept ? " " : terminalStyle.hasUnicode ? "…" : ".", style: terminalStyle.theme.warning)
        switch view.kind {
        case .prose:
            let prose = ProseLines(width: width, terminalStyle: terminalStyle).lines(of: view.source)
            lines = prose.enumerated().map { index, line in
                StyledLine((index > 0 || view.isKept ? [margin] : [.init(text: " ", style: .plain), unkept]) + line.spans)
            }
        case .code:
            let (mark, style) = Self.mark(view.status, terminalStyle)
            let source = SourceLines.lines(view.source, terminalStyle.theme).flatMap { $0.wrapped(width, indent: 4) }
            let output = BlockLines(width: width, terminalStyle: terminalStyle).lines(of: view.output)
            lines =
                source.enumerated().map { index, line in
                    let isMarked = index == 0 && !view.isKept
                    let mark = StyledLine.Span(text: index > 0 ? "  " : isMarked ? mark : mark + " ", style: style)
                    return StyledLine([mark] + (isMarked ? [unkept] : []) + line.spans)
                }
                + output.map { StyledLine([margin] + $0.spans) }
        }
    }

    /// The sign before a cell that says how far it is.
    static func mark(_ status: CellStatus, _ terminalStyle: TerminalStyle) -> (String, Style) {
        let theme = terminalStyle.theme
        func either(_ symbol: String, _ plain: String) -> String { terminalStyle.hasUnicode ? symbol : plain }
        switch status {
        case .idle: return (either("·", "-"), theme.muted)
        case .queued: return (either("○", "o"), theme.warning)
        case .running: return (either("●", "*"), theme.accent)
        case .done: return (either("✓", "+"), theme.good)
        case .failed: return (either("✗", "x"), theme.bad)
        case .stale: return (either("◌", "~"), theme.warning)
        case .interrupted: return (either("■", "#"), theme.warning)
        }
    }
}
