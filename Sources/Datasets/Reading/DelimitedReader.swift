import FoundationEssentials

/// Reads the rows of a text table: cells between separators, where a cell in double quotes may contain separators, line ends and doubled
/// quotes (RFC 4180).
struct DelimitedReader {
    private let file: SourceFile
    private let separator: UInt8
    private var position: Int
    private var line = 1

    /// - Parameters:
    ///   - separator: an ASCII character.
    ///   - skippedLines: the number of lines before the first row.
    init(_ file: SourceFile, separator: Character, skippedLines: Int = 0) throws(DataError) {
        _ = try TextLines(file)
        self.file = file
        self.separator = separator.asciiValue ?? UInt8(ascii: ",")
        position = file.data.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let bytes = file.data.span
        while line <= skippedLines, position < bytes.count {
            if bytes[position] == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
    }

    /// The next row that is not blank; nil at the end of the file.
    mutating func next() throws(DataError) -> DelimitedRow? {
        var row = DelimitedRow(file)
        return try read(&row) ? row : nil
    }

    /// Reads the next row that is not blank into `row`, and reuses its memory.
    ///
    /// - Returns: whether there was one.
    mutating func read(_ row: inout DelimitedRow) throws(DataError) -> Bool {
        while position < file.data.count {
            if line & 1023 == 0 { try Cancellation.check(position, of: file.data.count) }
            row.begin(line: line)
            try readCells(&row)
            if row.cells.count > 1 || row.cells.first?.isEmpty == false { return true }
        }
        return false
    }

    private mutating func readCells(_ row: inout DelimitedRow) throws(DataError) {
        let data = file.data
        let bytes = data.span
        let rowStart = position
        var lineStart = position
        var (isOpen, isPlain) = (true, true)
        while isOpen {
            let column = position - lineStart + 1
            while position < bytes.count, bytes[position] == 0x20 { position += 1 }
            if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
                row.append(try quotedText(bytes, lineStart: &lineStart, column), column: column)
            } else if let number = PlainDecimal(bytes, from: position), endsCell(bytes, number.end) {
                row.append(position..<number.end, column: column, number: number.value)
                position = number.end
            } else {
                isPlain = false
                row.append(unquotedText(bytes), column: column, number: nil)
            }
            // White space, and the first half of a line end.
            while position < bytes.count, bytes[position] != separator, bytes[position] != UInt8(ascii: "\n") { position += 1 }
            isOpen = position < bytes.count && bytes[position] == separator
            position += 1
            if position <= bytes.count, !isOpen { line += 1 }
        }
        guard !isPlain else { return }
        let end = min(position, bytes.count)
        if (try? UTF8Span(validating: bytes.extracting(rowStart..<end))) == nil { throw row.notUTF8 }
    }

    /// Whether a cell ends at `position`, apart from white space.
    private func endsCell(_ bytes: borrowing Span<UInt8>, _ position: Int) -> Bool {
        var position = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == separator || byte == UInt8(ascii: "\n") { return true }
            guard byte == 0x20 || byte == UInt8(ascii: "\r") else { return false }
            position += 1
        }
        return true
    }

    /// Moves to the end of a cell, and returns the range of its text, without trailing white space.
    private mutating func unquotedText(_ bytes: borrowing Span<UInt8>) -> Range<Int> {
        let start = position
        var end = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == separator || byte == UInt8(ascii: "\n") { break }
            position += 1
            if byte != 0x20, byte != UInt8(ascii: "\r") { end = position }
        }
        return start..<end
    }

    /// Moves past a quoted text, and any white space between its last quote and the end of the cell.
    private mutating func quotedText(_ bytes: borrowing Span<UInt8>, lineStart: inout Int, _ column: Int) throws(DataError) -> String {
        var text: [UInt8] = []
        position += 1
        let opened = line
        while true {
            guard position < bytes.count else {
                throw DataError(.table(.openQuote), file: file.name, line: opened, column: column)
            }
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { break }
                position += 1
            } else if byte == UInt8(ascii: "\n") {
                line += 1
                lineStart = position
            }
            text.append(byte)
        }
        while position < bytes.count, bytes[position] != separator, bytes[position] != UInt8(ascii: "\n") {
            text.append(bytes[position])
            position += 1
        }
        while let last = text.last, last == 0x20 || last == UInt8(ascii: "\r") { text.removeLast() }
        guard let text = String(validating: text, as: UTF8.self) else {
            throw DataError(.value(.notUTF8), file: file.name, line: line, column: column)
        }
        return text
    }
}
