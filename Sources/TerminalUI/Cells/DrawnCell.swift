import Charts
import Notebook

/// Prose, or a cell and what it printed, as lines of one width.
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
        switch view.kind {
        case .prose:
            lines = ProseLines(width: width, terminalStyle: terminalStyle).lines(of: view.source).map { StyledLine([margin] + $0.spans) }
        case .code:
            let (mark, style) = Self.mark(view.status, terminalStyle)
            let source = SourceLines.lines(view.source, terminalStyle.theme).flatMap { $0.wrapped(width, indent: 4) }
            let output = BlockLines(width: width, terminalStyle: terminalStyle).lines(of: view.output)
            lines =
                source.enumerated().map { index, line in
                    StyledLine([.init(text: index == 0 ? mark + " " : "  ", style: style)] + line.spans)
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
