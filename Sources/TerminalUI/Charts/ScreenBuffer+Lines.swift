extension ScreenBuffer {
    /// The rows as lines of text, cells of one style together, without plain spaces at the ends: for widgets in a list of lines.
    var lines: [StyledLine] {
        (0..<height).map { y in
            var line = StyledLine()
            for x in 0..<width {
                guard let character = self[x, y].character else { continue }
                let style = self[x, y].style
                if line.spans.last?.style == style {
                    line.spans[line.spans.count - 1].text.append(character)
                } else {
                    line.append(String(character), style)
                }
            }
            while let last = line.spans.last, last.style.background == .standard, !last.style.attributes.contains(.reverse) {
                let text = last.text.reversed().drop { $0 == " " }.reversed()
                line.spans.removeLast()
                guard text.isEmpty else {
                    line.append(String(text), last.style)
                    break
                }
            }
            return line
        }
    }
}
