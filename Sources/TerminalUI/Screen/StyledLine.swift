import Notebook
import TextFormatting

/// A line of text in parts of different styles.
struct StyledLine: Hashable, Sendable {
    struct Span: Hashable, Sendable {
        var text: String
        var style: Style
    }

    var spans: [Span]

    init(_ spans: [Span] = []) {
        self.spans = spans
    }

    init(_ text: String, _ style: Style = .plain) {
        spans = text.isEmpty ? [] : [Span(text: text, style: style)]
    }

    mutating func append(_ text: String, _ style: Style = .plain) {
        guard !text.isEmpty else { return }
        if spans.last?.style == style { spans[spans.count - 1].text += text } else { spans.append(Span(text: text, style: style)) }
    }

    var text: String { spans.map(\.text).joined() }
    /// Cut to so many columns, with an ellipsis where something is missing.
    func fitted(_ width: Int, _ terminalStyle: TerminalStyle) -> StyledLine {
        guard self.width > width else { return self }
        var line = StyledLine()
        var left = width - 1
        for span in spans {
            var text = ""
            for character in span.text {
                let wide = DisplayWidth.of(character)
                guard wide <= left else {
                    line.append(text + (width > 0 ? String(terminalStyle.symbols.ellipsis) : ""), span.style)
                    return line
                }
                text.append(character)
                left -= wide
            }
            line.append(text, span.style)
        }
        return line
    }

    /// Lines of at most `width` columns, broken after a space where there is one; those after the first are moved in, as far as that leaves room.
    func wrapped(_ width: Int, indent: Int) -> [StyledLine] {
        guard self.width > width, width > 0 else { return [self] }
        let indent = indent * 2 < width ? indent : 0
        var rest = spans.flatMap { span in span.text.map { (character: $0, style: span.style) } }[...]
        var lines: [StyledLine] = []
        while !rest.isEmpty {
            let room = lines.isEmpty ? width : width - indent
            var end = rest.startIndex
            var taken = 0
            while end < rest.endIndex, taken + DisplayWidth.of(rest[end].character) <= room || end == rest.startIndex {
                taken += DisplayWidth.of(rest[end].character)
                end += 1
            }
            if end < rest.endIndex, let space = rest[..<end].lastIndex(where: { $0.character == " " }), space > rest.startIndex {
                end = space + 1
            }
            var line = StyledLine(lines.isEmpty ? "" : String(repeating: " ", count: indent))
            for (character, style) in rest[..<end] { line.append(String(character), style) }
            lines.append(line)
            rest = rest[end...]
        }
        return lines
    }

    var width: Int { spans.reduce(0) { $0 + DisplayWidth.of($1.text) } }
}
