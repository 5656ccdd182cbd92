import CellLanguage
import Charts
import Notebook

/// A cell's source as lines in colours.
enum SourceLines {
    static func lines(_ source: String, _ theme: Theme) -> [StyledLine] {
        let bytes = Array(source.utf8)
        let breaks = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
        var lines = [StyledLine()]
        var passed = 0
        /// Adds the next part of the source.
        func append(_ range: Range<Int>, _ style: Style) {
            var start = range.lowerBound
            while passed < breaks.count, breaks[passed] < range.upperBound {
                lines[lines.count - 1].append(String(decoding: bytes[start..<breaks[passed]], as: UTF8.self), style)
                lines.append(StyledLine())
                start = breaks[passed] + 1
                passed += 1
            }
            if start < range.upperBound {
                lines[lines.count - 1].append(String(decoding: bytes[start..<range.upperBound], as: UTF8.self), style)
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
