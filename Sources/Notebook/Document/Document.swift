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
    /// The file's text. New and changed parts are set off by blank lines; all else is as it was read.
    public var text: String {
        var text = ""
        var last = ""
        var followsNewPart = false
        for element in elements {
            switch element {
            case .prose(let prose):
                guard !prose.isEmpty else { continue }
                if followsNewPart, !startsWithBlankLine(prose) { text += lineEnd }
                last = prose
                followsNewPart = false
            case .cell(let cell):
                if cell.written == nil || cell.isToBeSetOff || followsNewPart { separate(&text, endingIn: last) }
                last = cell.text(lineEnd: lineEnd)
                followsNewPart = !cell.isAsWritten
            }
            text += last
        }
        return text
    }

    /// Ends the text, whose last element is `last`, with a blank line, unless it is empty.
    private func separate(_ text: inout String, endingIn last: String) {
        guard !text.isEmpty else { return }
        if let fence = Self.closingFence(of: last, lineEnd: lineEnd) { text += fence }
        if text.utf8.last != UInt8(ascii: "\n") { text += lineEnd }
        let bytes = text.utf8.suffix(4)
        if !bytes.elementsEqual("\r\n\r\n".utf8), !bytes.suffix(2).elementsEqual("\n\n".utf8) { text += lineEnd }
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
