import Charts
import TextFormatting

/// An error as a list of cells shows it: its sentence wrapped, and the source that it quotes wrapped with the carets below what is meant.
struct ErrorLines {
    /// Columns there are; no line is wider.
    var width: Int
    private static let indent = 2

    func lines(_ text: String) -> [String] {
        let given = text.split(separator: "\n" as Character, omittingEmptySubsequences: false).map(String.init)
        guard given.count > 2, let carets = given.last, let marked = Self.marked(in: carets) else { return text.wrapped(width) }
        let source = given[given.count - 2]
        let sentence = given.dropLast(2).joined(separator: "\n").wrapped(width)
        guard max(DisplayWidth.of(source), marked.upperBound) > width else { return sentence + [source, carets] }
        return sentence
            + quoted(String(source.dropFirst(Self.indent)), marked: marked.lowerBound - Self.indent..<marked.upperBound - Self.indent)
    }

    /// The columns of the carets in a line that has nothing else; nil if it has.
    private static func marked(in line: String) -> Range<Int>? {
        let blanks = line.prefix { $0 == " " }.count
        let carets = line.dropFirst(blanks)
        guard blanks >= indent, !carets.isEmpty, carets.allSatisfy({ $0 == "^" }) else { return nil }
        return blanks..<blanks + carets.count
    }

    /// The source on as many rows as it takes, each that has something marked with its carets below it.
    ///
    /// - Parameter marked: columns of the source; those of what is missing begin at its end.
    private func quoted(_ source: String, marked: Range<Int>) -> [String] {
        // A column is left for the caret of what is missing at the end.
        let room = width - Self.indent - 1
        guard room > 0 else { return [] }
        let margin = String(repeating: " ", count: Self.indent)
        var lines: [String] = []
        var start = 0
        let rows = Self.rows(source, room)
        for (place, row) in rows.enumerated() {
            let isLast = place == rows.count - 1
            let end = start + DisplayWidth.of(row)
            lines.append(margin + row)
            let here = max(marked.lowerBound, start)..<max(marked.lowerBound, start, min(marked.upperBound, isLast ? .max : end))
            if !here.isEmpty {
                let count = min(here.count, room + 1 - (here.lowerBound - start))
                lines.append(margin + String(repeating: " ", count: here.lowerBound - start) + String(repeating: "^", count: max(0, count)))
            }
            start = end
        }
        return lines
    }

    /// The text in rows of so many columns at most that come to the whole text, broken after a space where there is one.
    private static func rows(_ text: String, _ room: Int) -> [Substring] {
        var rows: [Substring] = []
        var rest = text[...]
        while !rest.isEmpty {
            var (end, columns) = (rest.startIndex, 0)
            var afterSpace: String.Index?
            while end < rest.endIndex, end == rest.startIndex || columns + DisplayWidth.of(rest[end]) <= room {
                columns += DisplayWidth.of(rest[end])
                if rest[end] == " " { afterSpace = rest.index(after: end) }
                end = rest.index(after: end)
            }
            if end < rest.endIndex, let afterSpace { end = afterSpace }
            rows.append(rest[..<end])
            rest = rest[end...]
        }
        return rows
    }
}
