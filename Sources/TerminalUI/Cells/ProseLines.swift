import Charts
import Notebook

/// Markdown prose as lines of one width: paragraphs flow anew, headings and code between backticks stand out, everything else stays as it is.
struct ProseLines {
    var width: Int
    var terminalStyle: TerminalStyle

    func lines(of prose: String) -> [StyledLine] {
        var lines: [StyledLine] = []
        var paragraph = ""
        func flush() {
            if !paragraph.isEmpty { lines += styled(paragraph).wrapped(width, indent: 0) }
            paragraph = ""
        }
        for line in prose.split(separator: "\n" as Character, omittingEmptySubsequences: false) {
            if line.hasPrefix("#") {
                flush()
                lines += StyledLine(String(line.drop { $0 == "#" || $0 == " " }), terminalStyle.theme.heading).wrapped(width, indent: 0)
            } else if Self.stands(line) {
                flush()
                lines += styled(String(line)).wrapped(width, indent: 4)
            } else {
                paragraph += (paragraph.isEmpty ? "" : " ") + line
            }
        }
        flush()
        return lines
    }

    /// Whether a line is one of its own: empty, indented, or an item, a quotation, a row of a table.
    private static func stands(_ line: Substring) -> Bool {
        guard let first = line.first, !line.allSatisfy(\.isWhitespace) else { return true }
        if " \t|>".contains(first) || line.hasPrefix("```") { return true }
        let mark = line.prefix { $0 != " " }
        return ["-", "*", "+"].contains(mark) || mark.hasSuffix(".") && mark.dropLast().allSatisfy(\.isNumber) && mark.count > 1
    }

    private func styled(_ text: String) -> StyledLine {
        let parts = text.split(separator: "`" as Character, omittingEmptySubsequences: false)
        // An odd backtick is only a backtick.
        guard parts.count > 1, !parts.count.isMultiple(of: 2) else { return StyledLine(text, terminalStyle.theme.muted) }
        var line = StyledLine()
        for (index, part) in parts.enumerated() {
            line.append(String(part), index.isMultiple(of: 2) ? terminalStyle.theme.muted : terminalStyle.theme.text)
        }
        return line
    }
}
