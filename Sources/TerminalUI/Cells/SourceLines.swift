import CellLanguage
import Charts
import Notebook

/// A cell's source as lines in colours.
enum SourceLines {
    static func lines(_ source: String, _ theme: Theme) -> [StyledLine] {
        let bytes = Array(source.utf8)
        var lines = [StyledLine()]
        func append(_ range: Range<Int>, _ style: Style) {
            let parts = bytes[range].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                if index > 0 { lines.append(StyledLine()) }
                lines[lines.count - 1].append(String(decoding: part, as: UTF8.self), style)
            }
        }
        var end = 0
        for span in SessionManager.spans(of: source) where span.range.lowerBound >= end && span.range.upperBound <= bytes.count {
            append(end..<span.range.lowerBound, theme.text)
            append(span.range, style(span.kind, theme))
            end = span.range.upperBound
        }
        append(end..<bytes.count, theme.text)
        return lines
    }

    private static func style(_ kind: SourceSpan.Kind, _ theme: Theme) -> Style {
        switch kind {
        case .function: theme.function
        case .name, .member: theme.text
        case .definition: theme.definition
        case .label: theme.label
        case .number: theme.number
        case .string: theme.string
        case .comment: theme.comment
        case .symbol: theme.symbol
        case .wrong: theme.bad.with(.underline)
        }
    }
}
