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
        case .error(let text): text.wrapped(width).map { StyledLine($0, terminalStyle.theme.bad) }
        case .text(let text): texts(text, terminalStyle.theme.text)
        case .table(let text): table(text)
        case .headline(let text): [StyledLine(text, terminalStyle.theme.muted).fitted(width, terminalStyle)]
        case .lines(let lines): lines.map { $0.fitted(width, terminalStyle) }
        case .chart(let chart, let rows): drawn(chart, rows: rows)
        }
    }

    /// Sentences are wrapped, those in a last column below their beginning; rows of figures are cut.
    private func texts(_ text: String, _ style: Style) -> [StyledLine] {
        text.split(separator: "\n" as Character, omittingEmptySubsequences: false).flatMap { line in
            let last = Self.lastColumn(of: line)
            let styled = StyledLine(String(line), style)
            // Chinese and Japanese sentences have no spaces.
            let isSentence = (last.count { $0 == " " } >= 3 && !Self.isPipeline(last)) || last.contains { DisplayWidth.of($0) > 1 }
            guard isSentence else { return [styled.fitted(width, terminalStyle)] }
            return styled.wrapped(width, indent: DisplayWidth.of(String(line[..<last.startIndex])))
        }
    }

    /// Whether these are layers joined by `|`, such as the last column of a comparison of runs.
    private static func isPipeline(_ text: Substring) -> Bool {
        var (depth, pipes, before) = (0, 0, Character(" "))
        for (character, next) in zip(text, text.dropFirst() + " ") {
            switch character {
            case "(": depth += 1
            case ")": depth -= 1
            case "|": pipes += 1
            case " " where depth == 0: if before != "|", next != "|" { return false }
            default: break
            }
            before = character
        }
        return pipes > 0
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

    private func table(_ text: String) -> [StyledLine] {
        text.split(separator: "\n" as Character, omittingEmptySubsequences: false).enumerated().map { row, line in
            StyledLine(String(line), row == 0 ? terminalStyle.theme.muted : terminalStyle.theme.text).fitted(width, terminalStyle)
        }
    }

    /// What a chart draws on so many rows, without empty ones at the end.
    private func drawn(_ chart: any Drawable, rows: Int) -> [StyledLine] {
        var canvas = Canvas(width: width, height: rows)
        chart.draw(&canvas, in: canvas.area, terminalStyle)
        var lines = (0..<rows).map { canvas.line($0) }
        while lines.last?.spans.isEmpty == true { lines.removeLast() }
        return lines
    }
}
