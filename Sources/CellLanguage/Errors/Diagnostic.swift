import TextFormatting

/// Errors of one source as a cell prints them: the sentence, the line, and a caret under the part that is to blame.
///
/// Making it takes time linear in the source; each error then takes a time that does not grow with the source.
package struct Diagnostic: Sendable {
    private let bytes: [UInt8]
    /// Where each line begins.
    private let lineStarts: [Int]
    /// Columns of a source line that are shown; longer lines are cut around the place.
    private static let width = 96
    /// Bytes beside a place that are looked at: those of twice as many characters as a line has columns, and more than are shown.
    private static let window = 800

    package init(of source: String) {
        let bytes = Array(source.utf8)
        self.bytes = bytes
        lineStarts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    /// The error as it is printed: a single line where its place is not known, else three.
    package func text(_ error: CellError) -> String {
        let sentence = "error: " + error.problem.sentence
        guard let range = error.range else { return sentence }
        let start = max(0, min(range.lowerBound, bytes.count))
        let line = self.line(of: start)
        let end = max(start, min(range.upperBound, line.upperBound))
        var (before, isBeforeCut) = ending(line.lowerBound..<start)
        var (marked, isMarkedCut) = beginning(start..<end)
        var (after, isAfterCut) = beginning(end..<line.upperBound)
        if isBeforeCut || DisplayWidth.of(before) > Self.width / 2 { before = "…" + before.suffix(Self.width / 2) }
        if isMarkedCut || DisplayWidth.of(marked) > Self.width { marked = marked.prefix(Self.width) + "…" }
        isAfterCut = isAfterCut || DisplayWidth.of(before + marked + after) > Self.width
        if isAfterCut { after = after.prefix(max(0, Self.width - DisplayWidth.of(before + marked))) + "…" }
        // Marks and joined characters take no columns, however many there are.
        let most = Self.width
        if before.unicodeScalars.count > most { before = "…" + String(before.unicodeScalars.suffix(most)) }
        if marked.unicodeScalars.count > 2 * most { marked = String(marked.unicodeScalars.prefix(2 * most)) + "…" }
        if after.unicodeScalars.count > 2 * most { after = String(after.unicodeScalars.prefix(2 * most)) + "…" }
        return """
            \(sentence)
              \(before)\(marked)\(after)
              \(String(repeating: " ", count: DisplayWidth.of(before)))\(String(repeating: "^", count: max(1, DisplayWidth.of(marked))))
            """
    }

    /// The line that a byte is in, without its end. O(log lines).
    private func line(of place: Int) -> Range<Int> {
        var (low, high) = (0, lineStarts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= place { low = middle } else { high = middle }
        }
        return lineStarts[low]..<(high < lineStarts.count ? lineStarts[high] - 1 : bytes.count)
    }

    private func beginning(_ range: Range<Int>) -> (text: String, isCut: Bool) {
        guard range.count > Self.window else { return (shown(bytes[range]), false) }
        var end = range.lowerBound + Self.window
        while end > range.lowerBound, isInsideCharacter(end) { end -= 1 }
        return (shown(bytes[range.lowerBound..<end]), true)
    }

    private func ending(_ range: Range<Int>) -> (text: String, isCut: Bool) {
        guard range.count > Self.window else { return (shown(bytes[range]), false) }
        var start = range.upperBound - Self.window
        while start < range.upperBound, isInsideCharacter(start) { start += 1 }
        return (shown(bytes[start..<range.upperBound]), true)
    }

    private func isInsideCharacter(_ place: Int) -> Bool { bytes[place] & 0xC0 == 0x80 }

    /// Part of a line as it is shown: a tab as a space, other control characters as pictures of themselves.
    private func shown(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "\t")) else { return String(decoding: bytes, as: UTF8.self).visible }
        return String(decoding: bytes.map { $0 == UInt8(ascii: "\t") ? UInt8(ascii: " ") : $0 }, as: UTF8.self).visible
    }
}
