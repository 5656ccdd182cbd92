import Charts
import Notebook

/// Prose, cells and what they printed, one below the other, as lines of one width.
struct CellList: Sendable {
    struct Line: Sendable {
        /// nil between cells.
        var cell: CellID?
        var line: StyledLine
    }

    private(set) var lines: [Line] = []

    init(_ cells: [CellView], width: Int, terminalStyle: TerminalStyle) {
        for cell in cells {
            if !lines.isEmpty { lines.append(Line(cell: nil, line: StyledLine())) }
            switch cell.kind {
            case .prose:
                for line in ProseLines(width: max(1, width - 2), terminalStyle: terminalStyle).lines(of: cell.source) {
                    add(StyledLine([.init(text: "  ", style: .plain)] + line.spans), cell)
                }
            case .code:
                let (mark, style) = Self.mark(cell.status, terminalStyle)
                let source = SourceLines.lines(cell.source, terminalStyle.theme).flatMap { $0.wrapped(max(1, width - 2), indent: 4) }
                for (index, line) in source.enumerated() {
                    add(StyledLine([.init(text: index == 0 ? mark + " " : "  ", style: style)] + line.spans), cell)
                }
                for line in BlockLines(width: max(1, width - 2), terminalStyle: terminalStyle).lines(of: cell.output) {
                    add(StyledLine([.init(text: "  ", style: .plain)] + line.spans), cell)
                }
            }
        }
    }

    private mutating func add(_ line: StyledLine, _ cell: CellView) {
        lines.append(Line(cell: cell.id, line: line))
    }

    /// Lines of a cell.
    func range(of cell: CellID) -> Range<Int>? {
        guard let first = lines.firstIndex(where: { $0.cell == cell }), let last = lines.lastIndex(where: { $0.cell == cell }) else {
            return nil
        }
        return first..<(last + 1)
    }

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
