extension Document {
    /// Reads Markdown: fences marked `unroll` are cells, each with the fence marked `output` that follows it after blank lines at most.
    public init(_ text: String) {
        self.init()
        let parser = DocumentParser(text)
        hasByteOrderMark = parser.hasByteOrderMark
        elements = parser.elements()
        lineEnd = parser.lineEnd
    }

    /// What closes a fence or a comment that `text` leaves open, so that something can follow; nil where none is open.
    static func closingLine(of text: String, lineEnd: String) -> String? {
        guard let end = DocumentParser(text).openEnd else { return nil }
        return (text.utf8.last == UInt8(ascii: "\n") ? "" : lineEnd) + end + lineEnd
    }
}

/// Splits Markdown into prose and cells, line by line, over bytes: for Swift's characters a carriage return and a line feed are one.
struct DocumentParser {
    let hasByteOrderMark: Bool
    /// All bytes after the mark.
    private let bytes: [UInt8]
    /// Where each line starts; the last element is the end of the text.
    private let starts: [Int]

    init(_ text: String) {
        hasByteOrderMark = text.unicodeScalars.first == "\u{FEFF}"
        bytes = Array(text.utf8.dropFirst(hasByteOrderMark ? "\u{FEFF}".utf8.count : 0))
        var starts = [0]
        var place = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "\n") { starts.append(place + 1) }
            place += 1
        }
        if starts.last != bytes.count { starts.append(bytes.count) }
        self.starts = starts
    }

    private var lines: Int { starts.count - 1 }

    /// How the first line ends.
    var lineEnd: String {
        guard lines > 0, starts[1] >= 2, bytes[starts[1] - 1] == UInt8(ascii: "\n"), bytes[starts[1] - 2] == UInt8(ascii: "\r")
        else { return "\n" }
        return "\r\n"
    }

    func elements() -> [Document.Element] {
        var elements: [Document.Element] = []
        var proseStart = 0
        var line = 0
        while line < lines {
            guard let (block, next) = fencedBlock(at: line) else {
                line = lineAfterText(line)
                continue
            }
            guard block.language == "unroll" else {
                line = next
                continue
            }
            if proseStart < line { elements.append(.prose(raw(proseStart..<line))) }
            var written = DocumentCell.Written(source: block, gap: "", output: nil)
            line = next
            var gapEnd = next
            while gapEnd < lines, isBlank(gapEnd) { gapEnd += 1 }
            if let (output, next) = fencedBlock(at: gapEnd), output.language == "output" {
                written.gap = raw(line..<gapEnd)
                written.output = output
                line = next
            }
            elements.append(.cell(DocumentCell(written)))
            proseStart = line
        }
        if proseStart < lines { elements.append(.prose(raw(proseStart..<lines))) }
        return elements
    }

    /// The line that ends the fenced block, or the block of HTML, that goes on at the end of the text; nil where none is open.
    var openEnd: String? {
        var line = 0
        while line < lines {
            if let fence = fence(at: line) {
                let closing = closingLine(of: fence, at: line)
                if closing == lines {
                    return String(repeating: " ", count: fence.indent) + String(repeating: fence.character, count: fence.length)
                }
                line = closing + 1
            } else {
                let next = lineAfterText(line)
                if next == lines, let html = HTMLBlock(opening: content(line)), !html.ends(with: content(next - 1)) { return html.end }
                line = next
            }
        }
        return nil
    }

    /// Fences of another spelling, such as `{unroll}`, and such as are quoted or indented like code.
    func lookalikes() -> [(line: Int, text: String)] {
        var found: [(line: Int, text: String)] = []
        var line = 0
        while line < lines {
            if let fence = fence(at: line) {
                if FencedBlock.language(fence.info) != "unroll", isName(fence.info) { found.append((line + 1, trimmed(content(line)))) }
                line = closingLine(of: fence, at: line) + 1
            } else {
                if let info = quotedFence(line), isName(info) { found.append((line + 1, trimmed(content(line)))) }
                line = lineAfterText(line)
            }
        }
        return found
    }

    /// What follows the marks of a fence that stands in a quotation, in a list or too far to the right to be one; nil where there is none.
    private func quotedFence(_ line: Int) -> String? {
        let text = content(line).drop { isSpace($0) || ">*-+".utf8.contains($0) }
        guard let mark = text.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let info = text.drop { $0 == mark }
        return text.count - info.count >= 3 ? trimmed(info) : nil
    }

    private func isName(_ info: String) -> Bool {
        let words = info.lowercased().split { " \t{}.,".contains($0) }
        return words.first == "unroll"
    }

    /// The line after a line that is in no fence, or after the block of HTML that opens with it. One that nothing closes ends with the text.
    private func lineAfterText(_ first: Int) -> Int {
        guard let html = HTMLBlock(opening: content(first)) else { return first + 1 }
        return ((first..<lines).first { html.ends(with: content($0)) } ?? lines - 1) + 1
    }

    /// The line that opens a fenced block.
    private struct Fence {
        var indent: Int
        var mark: UInt8
        var length: Int
        var info: String

        var character: Character { Character(UnicodeScalar(mark)) }
    }

    private func fence(at line: Int) -> Fence? {
        guard line < lines else { return nil }
        let opening = content(line)
        let indent = opening.prefix { $0 == UInt8(ascii: " ") }.count
        guard indent <= 3, let mark = opening.dropFirst(indent).first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")
        else { return nil }
        let length = opening.dropFirst(indent).prefix { $0 == mark }.count
        let info = opening.dropFirst(indent + length)
        guard length >= 3, mark == UInt8(ascii: "~") || !info.contains(mark) else { return nil }
        return Fence(indent: indent, mark: mark, length: length, info: trimmed(info))
    }

    /// The line that closes the block which opens on line `first`; the end of the text where none does.
    private func closingLine(of fence: Fence, at first: Int) -> Int {
        var line = first + 1
        while line < lines, !isClosing(line, mark: fence.mark, length: fence.length) { line += 1 }
        return line
    }

    /// The fenced block that opens on this line, and the line after it. A block that nothing closes ends with the text.
    private func fencedBlock(at first: Int) -> (FencedBlock, next: Int)? {
        guard let fence = fence(at: first) else { return nil }
        let closing = closingLine(of: fence, at: first)
        let text = (first + 1..<closing).map { line in
            let content = content(line)
            let margin = min(fence.indent, content.prefix { $0 == UInt8(ascii: " ") }.count)
            return String(decoding: content.dropFirst(margin), as: UTF8.self)
        }
        let next = min(closing + 1, lines)
        let block = FencedBlock(
            raw: raw(first..<next), content: text.joined(separator: "\n"), indent: fence.indent, mark: fence.character,
            length: fence.length, info: fence.info, isClosed: closing < lines)
        return (block, next)
    }

    private func isClosing(_ line: Int, mark: UInt8, length: Int) -> Bool {
        let text = content(line)
        let indent = text.prefix { $0 == UInt8(ascii: " ") }.count
        let run = text.dropFirst(indent).prefix { $0 == mark }.count
        return indent <= 3 && run >= length && text.dropFirst(indent + run).allSatisfy(isSpace)
    }

    private func isBlank(_ line: Int) -> Bool {
        content(line).allSatisfy(isSpace)
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    private func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        var bytes = bytes.drop(while: isSpace)
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A line without its end.
    private func content(_ line: Int) -> ArraySlice<UInt8> {
        var end = starts[line + 1]
        if end > starts[line], bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        // Also one at the end of the file: what follows it later begins with a line's end.
        while end > starts[line], bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return bytes[starts[line]..<end]
    }

    private func raw(_ range: Range<Int>) -> String {
        String(decoding: bytes[starts[range.lowerBound]..<starts[range.upperBound]], as: UTF8.self)
    }
}
