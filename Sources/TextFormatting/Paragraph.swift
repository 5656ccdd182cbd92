/// Text broken into lines.
public enum Paragraph {
    /// - Parameters:
    ///   - width: the greatest width of a line, in columns; a longer word has a line of its own.
    ///   - indent: the text in front of all lines but the first.
    public static func lines(_ text: String, width: Int, indent: String = "") -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " " as Character) {
            if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(String(word)) > width {
                lines.append(line)
                line = indent + word
            } else {
                line += (line.isEmpty || line == indent ? "" : " ") + word
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// A line of code or of a table, with its spaces, broken after a space where there is one and otherwise within a word.
    ///
    /// - Parameters:
    ///   - width: the greatest width of a line, in columns.
    ///   - indent: the number of columns by which all lines but the first are indented beyond the spaces at the start of the line, as far as
    ///     that leaves room.
    public static func broken(_ line: String, width: Int, indent: Int = 0) -> [String] {
        guard DisplayWidth.of(line) > width, width > 0 else { return [line] }
        let own = line.prefix { $0 == " " }.count + indent
        let margin = String(repeating: " ", count: own * 2 < width ? own : 0)
        var lines: [String] = []
        var rest = Substring(line)
        while !rest.isEmpty {
            let first = lines.isEmpty ? "" : margin
            var (end, taken) = (rest.startIndex, DisplayWidth.of(first))
            while end < rest.endIndex, end == rest.startIndex || taken + DisplayWidth.of(rest[end]) <= width {
                taken += DisplayWidth.of(rest[end])
                end = rest.index(after: end)
            }
            if end < rest.endIndex, let space = rest[..<end].lastIndex(of: " "), rest[..<space].contains(where: { $0 != " " }) {
                end = rest.index(after: space)
            }
            lines.append(first + rest[..<end].trimmingSpacesAtEnd)
            rest = rest[end...].drop { $0 == " " }
        }
        return lines
    }
}

extension Substring {
    fileprivate var trimmingSpacesAtEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
