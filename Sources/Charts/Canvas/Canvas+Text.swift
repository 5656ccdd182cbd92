import TextFormatting

extension Canvas {
    /// The side at which a text is aligned.
    package enum Alignment { case left, right }

    /// Writes a text on the first line of `area`; text that is too wide ends with an ellipsis.
    package mutating func write(
        _ text: String, in area: Rectangle, _ style: Style = .plain, alignment: Alignment = .left, _ terminalStyle: TerminalStyle
    ) {
        guard !area.isEmpty else { return }
        let text = text.fitted(area.width, terminalStyle)
        let start = alignment == .left ? area.x : area.right - DisplayWidth.of(text)
        write(text, x: start, y: area.y, style, within: area)
    }

    /// Writes a text on as many lines of `area` as it takes, broken between words; what has no room is left out.
    package mutating func write(wrapped text: String, in area: Rectangle, _ style: Style = .plain) {
        for (row, line) in text.wrapped(area.width).prefix(area.height).enumerated() {
            write(line, x: area.x, y: area.y + row, style, within: area)
        }
    }
}

extension String {
    /// The text, shortened with an ellipsis if it is wider than `width` columns.
    package func fitted(_ width: Int, _ terminalStyle: TerminalStyle) -> String {
        guard utf8.count > width, DisplayWidth.of(self) > width else { return self }
        guard width > 0 else { return "" }
        var text = ""
        var taken = 0
        for character in self {
            let wide = DisplayWidth.of(character)
            guard taken + wide < width else { break }
            text.append(character)
            taken += wide
        }
        return text + String(terminalStyle.symbols.ellipsis)
    }
}
