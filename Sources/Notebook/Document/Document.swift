/// A session as its Markdown file has it: prose, and cells with what they printed.
///
/// What is not touched keeps its bytes: `Document(text).text == text` for every text.
public struct Document: Sendable, Equatable {
    /// A part of the file.
    public enum Element: Sendable, Equatable {
        /// Markdown as it stands in the file, line ends included.
        case prose(String)
        /// A cell with what it printed.
        case cell(DocumentCell)
    }

    /// The parts in the order of the file.
    public var elements: [Element]
    /// How lines of new parts end: as the first line of the file does.
    public var lineEnd: String
    /// Whether the file begins with a byte order mark, as some editors write it.
    public var hasByteOrderMark = false

    /// A document without parts.
    public init() {
        elements = []
        lineEnd = "\n"
    }

    /// The cells in order.
    ///
    /// - Complexity: O(n), as for all that follows.
    public var cells: [DocumentCell] {
        elements.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
    }
}

extension Document {
    /// The file's text. New, moved and changed parts are set off by blank lines; all else is as it was read.
    public var text: String {
        var text = ""
        var last: Element?
        var followsNewPart = false
        for (place, element) in elements.enumerated() {
            switch element {
            case .prose(let prose):
                guard !prose.isEmpty else { continue }
                endLine(&text, after: last)
                // What follows prose in a file that was read is never prose.
                if case .prose = last, !startsWithBlankLine(prose), !endsWithBlankLine(text) { text += lineEnd }
                if followsNewPart, !startsWithBlankLine(prose) { text += lineEnd }
                text += prose
                followsNewPart = false
            case .cell(var cell):
                endLine(&text, after: last)
                // What stands in prose does not become the output of the cell above it.
                if cell.output == nil, place + 1 < elements.count, case .prose(let next) = elements[place + 1], beginsWithOutput(next) {
                    cell.output = ""
                }
                let isNew = cell.written == nil || cell.isSetOff
                if isNew || followsNewPart, !text.isEmpty, !endsWithBlankLine(text) { text += lineEnd }
                text += cell.text(lineEnd: lineEnd)
                followsNewPart = isNew || !cell.isAsWritten
            }
            last = element
        }
        return hasByteOrderMark ? "\u{FEFF}" + text : text
    }

    /// Closes the fence that `last`, with which the text ends, may leave open, and ends its line, so that something can follow.
    private func endLine(_ text: inout String, after last: Element?) {
        let fence: String? =
            switch last {
            case nil: nil
            case .prose(let prose): Self.closingLine(of: prose, lineEnd: lineEnd)
            case .cell(let cell): cell.isClosed ? nil : Self.closingLine(of: cell.text(lineEnd: lineEnd), lineEnd: lineEnd)
            }
        if let fence { text += fence }
        if !text.isEmpty, text.utf8.last != UInt8(ascii: "\n") { text += lineEnd }
    }

    /// Whether what `prose` begins with would be taken for what a cell above it has printed.
    private func beginsWithOutput(_ prose: String) -> Bool {
        let body = prose.utf8.drop { $0 <= UInt8(ascii: " ") }
        guard body.starts(with: "```".utf8) || body.starts(with: "~~~".utf8) else { return false }
        return Document("```unroll\n```\n" + prose).cells.first?.output != nil
    }

    private func endsWithBlankLine(_ text: String) -> Bool {
        let bytes = text.utf8.suffix(4)
        return bytes.elementsEqual("\r\n\r\n".utf8) || bytes.suffix(2).elementsEqual("\n\n".utf8)
    }

    private func startsWithBlankLine(_ text: String) -> Bool {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): continue
            default: return byte == UInt8(ascii: "\n")
            }
        }
        return true
    }
}

extension Document {
    /// Records what the cell at `index`, counted over cells, printed; nil for nothing.
    public mutating func setOutput(_ output: String?, cell index: Int) {
        var count = 0
        for position in elements.indices {
            guard case .cell(var cell) = elements[position] else { continue }
            if count == index {
                cell.output = output
                elements[position] = .cell(cell)
                return
            }
            count += 1
        }
    }
}
