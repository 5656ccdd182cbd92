import FoundationEssentials

/// Reads the rows of a table of text: cells between separators, where a cell in double quotes may hold separators, line ends and,
/// doubled, quotes (RFC 4180).
struct DelimitedReader {
    struct Cell {
        var text: String
        /// Column in the line, from 1.
        var column: Int
        /// Whether it stands in quotes: an empty cell in quotes is one.
        var isQuoted = false
        /// What the text is where it is a number written plainly, with a point; nil for all else.
        var plainNumber: Double?

        var isMissing: Bool { plainNumber == nil && NumberText.isMissing(text) }
    }

    struct Row {
        let file: String
        /// The line where the row starts, from 1.
        let line: Int
        var cells: [Cell]

        /// Whether the row begins with a mark that comments have.
        var isComment: Bool { cells.first?.text.first == "#" }

        func error(_ problem: DataError.Problem, cell: Int? = nil) -> DataError {
            let column = cell.flatMap { cells.indices.contains($0) ? cells[$0].column : nil }
            return DataError(problem, file: file, line: line, column: column)
        }

        /// - Throws: `DataError` where the cell is no finite number.
        func number(_ cell: Int, decimalComma: Bool) throws(DataError) -> Double {
            if !decimalComma, let number = cells[cell].plainNumber { return number }
            switch TableNumber.number(cells[cell].text, decimalComma: decimalComma) {
            case .success(let number): return number
            case .failure(let failure):
                if case .value(.notANumber(let found)) = failure.problem { throw error(.table(.notANumber(found: found)), cell: cell) }
                throw error(failure.problem, cell: cell)
            }
        }
    }

    private let file: SourceFile
    private let separator: UInt8
    private var position: Int
    private var line = 1
    /// As many cells as the row before had: most tables are even.
    private var cellsBefore = 0

    /// - Parameters:
    ///   - separator: a character of ASCII.
    ///   - skippedLines: lines before the first row.
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
    mutating func next() throws(DataError) -> Row? {
        while position < file.data.count {
            if line & 1023 == 0 { try Cancellation.check(position, of: file.data.count) }
            let row = try readRow()
            if row.cells.count > 1 || row.cells.first.map({ !$0.text.isEmpty || $0.isQuoted }) == true { return row }
        }
        return nil
    }

    private mutating func readRow() throws(DataError) -> Row {
        let bytes = file.data.span
        var row = Row(file: file.name, line: line, cells: [])
        row.cells.reserveCapacity(cellsBefore)
        defer { cellsBefore = row.cells.count }
        var lineStart = position
        while true {
            let column = position - lineStart + 1
            while position < bytes.count, bytes[position] == 0x20 { position += 1 }
            if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
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
                row.cells.append(Cell(text: try self.text(text.span, column), column: column, isQuoted: true))
            } else {
                let start = position
                var (number, end) = (PlainDecimal(), position)
                while position < bytes.count {
                    let byte = bytes[position]
                    if byte == separator || byte == UInt8(ascii: "\n") { break }
                    position += 1
                    guard byte != 0x20, byte != UInt8(ascii: "\r") else { continue }
                    // What stands after blanks is no part of a number.
                    if position - 1 > end { number.add(0x20) }
                    number.add(byte)
                    end = position
                }
                let text = try self.text(bytes.extracting(start..<end), column)
                row.cells.append(Cell(text: text, column: column, plainNumber: number.value))
            }
            guard position < bytes.count else { return row }
            position += 1
            if bytes[position - 1] == UInt8(ascii: "\n") {
                line += 1
                return row
            }
        }
    }

    private func text(_ bytes: borrowing Span<UInt8>, _ column: Int) throws(DataError) -> String {
        guard let text = try? UTF8Span(validating: copy bytes) else {
            throw DataError(.value(.notUTF8), file: file.name, line: line, column: column)
        }
        return String(copying: text)
    }
}
