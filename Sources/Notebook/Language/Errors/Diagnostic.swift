import TextFormatting

/// An error as a cell prints it: the sentence, the line, and a caret under the part that is to blame.
enum Diagnostic {
    /// Columns of a source line that are shown; longer lines are cut around the place.
    private static let width = 96

    static func text(_ error: CellError, in source: String) -> String {
        guard let range = error.range else { return "error: " + error.problem.sentence }
        return text(error.problem.sentence, range, in: source)
    }

    static func text(_ sentence: String, _ range: SourceRange, in source: String) -> String {
        let bytes = Array(source.utf8)
        let start = max(0, min(range.lowerBound, bytes.count))
        let lineStart = bytes[..<start].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let lineEnd = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        let end = max(start, min(range.upperBound, lineEnd))
        var before = shown(bytes[lineStart..<start])
        var marked = shown(bytes[start..<end])
        var after = shown(bytes[end..<lineEnd])
        if DisplayWidth.of(before) > width / 2 { before = "…" + before.suffix(width / 2) }
        if DisplayWidth.of(marked) > width { marked = marked.prefix(width) + "…" }
        if DisplayWidth.of(before + marked + after) > width {
            after = after.prefix(max(0, width - DisplayWidth.of(before + marked))) + "…"
        }
        return """
            error: \(sentence)
              \(before)\(marked)\(after)
              \(String(repeating: " ", count: DisplayWidth.of(before)))\(String(repeating: "^", count: max(1, DisplayWidth.of(marked))))
            """
    }

    /// Part of a line as it is shown: a tab as a space, other control characters as pictures of themselves.
    private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.map { $0 == UInt8(ascii: "\t") ? UInt8(ascii: " ") : $0 }, as: UTF8.self).visible
    }
}
