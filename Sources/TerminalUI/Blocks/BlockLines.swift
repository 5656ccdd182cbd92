import Charts
import Notebook
import TextFormatting

/// What a cell printed, as lines for the list of cells: in colours, and with charts where the plain form draws with characters.
struct BlockLines {
    /// Columns there are; no line is wider.
    var width: Int
    var terminalStyle: TerminalStyle

    func lines(of output: CellOutput) -> [StyledLine] {
        output.blocks.flatMap { $0.parts(width: width, terminalStyle) }.flatMap(lines)
    }

    private func lines(of part: OutputPart) -> [StyledLine] {
        switch part {
        case .error(let text): ErrorLines(width: width).lines(text).map { StyledLine($0, terminalStyle.theme.bad) }
        case .text(let text): texts(text, terminalStyle.theme.text)
        case .table(let text): texts(text, terminalStyle.theme.text, titles: terminalStyle.theme.muted)
        case .figures(let text): texts(text, terminalStyle.theme.text, titles: terminalStyle.theme.muted).map(\.drawn)
        case .headline(let text): [StyledLine(text, terminalStyle.theme.muted).fitted(width, terminalStyle)]
        case .lines(let lines): lines.map { $0.fitted(width, terminalStyle).drawn }
        case .chart(let chart, let rows): drawn(chart, rows: rows)
        }
    }

    /// Tables are set for the width. Sentences are wrapped, those in a last column below their beginning; other rows of figures are cut.
    private func texts(_ text: String, _ style: Style, titles: Style? = nil) -> [StyledLine] {
        let lines = text.split(separator: "\n" as Character, omittingEmptySubsequences: false).map(String.init)
        var drawn: [StyledLine] = []
        var rest = lines[...]
        while !rest.isEmpty {
            let table = Self.table(at: rest)
            let own = drawn.isEmpty ? titles ?? style : style
            if table.contains(where: { DisplayWidth.of($0) > width }), let set = fitted(table) {
                drawn += set.head.map { StyledLine($0, own) } + set.body.map { StyledLine($0, style).fitted(width, terminalStyle) }
                rest = rest.dropFirst(table.count)
            } else {
                // What is no table is looked at once, and its lines one by one.
                let count = max(1, table.count)
                for (place, line) in rest.prefix(count).enumerated() { drawn += self.line(line, place == 0 ? own : style) }
                rest = rest.dropFirst(count)
            }
        }
        return drawn
    }

    private func line(_ line: String, _ style: Style) -> [StyledLine] {
        let last = Self.lastColumn(of: line[...])
        let styled = StyledLine(line, style)
        // Chinese and Japanese sentences have no spaces.
        let isSentence =
            (last.count { $0 == " " } >= 3 && last.contains { $0.isLetter }) || last.contains { DisplayWidth.of($0) > 1 }
        guard isSentence else { return [styled.fitted(width, terminalStyle)] }
        return styled.wrapped(width, indent: DisplayWidth.of(String(line[..<last.startIndex])))
    }

    /// The rows at the beginning of these lines that may be a table, with what stands between them.
    private static func table(at lines: ArraySlice<String>) -> ArraySlice<String> {
        guard let first = lines.first, PlainTable.isRow(first) else { return lines.prefix(0) }
        let chunk = lines.prefix { !$0.isEmpty }
        guard let last = chunk.lastIndex(where: PlainTable.isRow) else { return lines.prefix(0) }
        return chunk[...last]
    }

    /// Columns that are left out first where a table has no room: what a run was asked for, and how fast it was, before what it came to.
    private static let leastTelling = ["sequences/s", "symbols/s", "parameters", "precision", "epochs", "best", "train loss"]

    private func fitted(_ lines: ArraySlice<String>) -> (head: [String], body: [String])? {
        PlainTable(lines)?.fitted(width, leastTelling: Self.leastTelling, ellipsis: terminalStyle.symbols.ellipsis)
    }

    /// What follows the last gap of two spaces or more; the line without its indent where there is none.
    private static func lastColumn(of line: Substring) -> Substring {
        let (bytes, space) = (line.utf8, UInt8(ascii: " "))
        var end = bytes.endIndex
        var isAfterSpace = false
        while end > bytes.startIndex {
            let place = bytes.index(before: end)
            let isSpace = bytes[place] == space
            if isSpace, isAfterSpace { return line[bytes.index(after: end)...].drop { $0 == " " } }
            (isAfterSpace, end) = (isSpace, place)
        }
        return line.drop { $0 == " " }
    }

    /// What a chart draws on so many rows, without empty ones at the end.
    private func drawn(_ chart: any Drawable, rows: Int) -> [StyledLine] {
        var canvas = Canvas(width: width, height: rows)
        chart.draw(&canvas, in: canvas.area, terminalStyle)
        var lines = (0..<rows).map { canvas.line($0).drawn }
        while lines.last?.spans.isEmpty == true { lines.removeLast() }
        return lines
    }
}
