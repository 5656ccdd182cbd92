import TextFormatting

/// A line of text in parts of different styles.
package struct StyledLine: Hashable, Sendable {
    /// Text in one style.
    package struct Span: Hashable, Sendable {
        /// The characters.
        package var text: String
        /// The style.
        package var style: Style

        /// A part of a line.
        package init(text: String, style: Style) {
            self.text = text
            self.style = style
        }
    }

    /// The parts from left to right.
    package var spans: [Span]
    /// Whether the line is a piece of a picture, whose signs are no text to search.
    package var isDrawn = false

    /// A line of these parts.
    package init(_ spans: [Span] = []) {
        self.spans = spans
    }

    /// A line of one part; empty if the text is.
    package init(_ text: String, _ style: Style = .plain) {
        spans = text.isEmpty ? [] : [Span(text: text, style: style)]
    }

    /// Adds text at the end.
    package mutating func append(_ text: String, _ style: Style = .plain) {
        guard !text.isEmpty else { return }
        if spans.last?.style == style { spans[spans.count - 1].text += text } else { spans.append(Span(text: text, style: style)) }
    }

    /// Appends a cell's character.
    package mutating func append(_ cell: StyledCell) {
        guard let character = cell.character else { return }
        if spans.last?.style == cell.style { spans[spans.count - 1].text.append(character) } else { append(String(character), cell.style) }
    }

    /// The line without invisible blanks at its end.
    package var trimmed: StyledLine {
        var line = self
        while let last = line.spans.last, last.style.background == .standard, !last.style.attributes.contains(.reverse),
            last.text.last == " "
        {
            line.spans[line.spans.count - 1].text.removeLast()
            if line.spans[line.spans.count - 1].text.isEmpty { line.spans.removeLast() }
        }
        return line
    }

    /// The line with other parts.
    package func with(_ spans: [Span]) -> StyledLine {
        var line = self
        line.spans = spans
        return line
    }

    /// The line as a piece of a picture.
    package var drawn: StyledLine {
        var line = self
        line.isDrawn = true
        return line
    }

    /// The text without styles.
    package var text: String { spans.map(\.text).joined() }

    /// The line truncated to `width` columns, with an ellipsis if something is missing.
    package func fitted(_ width: Int, _ terminalStyle: TerminalStyle) -> StyledLine {
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

    /// Lines of at most `width` columns, broken after a space if there is one; lines after the first are indented, as far as space permits.
    package func wrapped(_ width: Int, indent: Int) -> [StyledLine] {
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

    /// The same in at most `most` lines: where more would follow, the last one ends behind a word, with an ellipsis.
    package func wrapped(_ width: Int, indent: Int = 0, most: Int, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        var lines = wrapped(width, indent: indent)
        guard lines.count > max(1, most) else { return lines }
        lines.removeLast(lines.count - max(1, most))
        guard let last = lines.popLast() else { return lines }
        var shown = last.spans.flatMap { span in span.text.map { (character: $0, style: span.style) } }
        func dropSpaces() { while shown.last?.character == " " { shown.removeLast() } }
        dropSpaces()
        if shown.reduce(0, { $0 + DisplayWidth.of($1.character) }) >= width {
            shown = Array(shown[..<(shown.lastIndex { $0.character == " " } ?? max(0, shown.count - 1))])
            dropSpaces()
        }
        var line = StyledLine()
        for (character, style) in shown { line.append(String(character), style) }
        line.append(String(terminalStyle.symbols.ellipsis), shown.last?.style ?? .plain)
        return lines + [line]
    }

    /// The width in columns.
    ///
    /// - Complexity: O(length of the text).
    package var width: Int { spans.reduce(0) { $0 + DisplayWidth.of($1.text) } }
}
