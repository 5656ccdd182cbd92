import FoundationEssentials

/// Reads the rows of a table of text: cells between separators, where a cell in double quotes may hold separators, line ends and,
/// doubled, quotes (RFC 4180).
struct DelimitedReader {
    struct Cell {
        var text: String
        /// Column in the line, from 1.
        var column: Int

        var isMissing: Bool { ["", "?", "nan", "na", "null"].contains(text.lowercased()) }
        var isNumber: Bool { Float(text)?.isFinite ?? false }
    }

    struct Row {
        let file: String
        /// The line where the row starts, from 1.
        let line: Int
        var cells: [Cell]

        func error(_ problem: DataError.Problem, cell: Int? = nil) -> DataError {
            let column = cell.flatMap { cells.indices.contains($0) ? cells[$0].column : nil }
            return DataError(problem, file: file, line: line, column: column)
        }

        /// - Throws: `DataError` where the cell is no finite number.
        func number(_ cell: Int) throws(DataError) -> Float {
            guard let number = Float(cells[cell].text), number.isFinite else {
                throw error(.table(.notANumber(found: cells[cell].text)), cell: cell)
            }
            return number
        }
    }

    private let file: SourceFile
    private let separator: UInt8
    private var position: Int
    private var line = 1

    /// - Parameter separator: a character of ASCII.
    init(_ file: SourceFile, separator: Character) throws(DataError) {
        _ = try TextLines(file)
        self.file = file
        self.separator = separator.asciiValue ?? UInt8(ascii: ",")
        position = file.data.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The next row that is not blank; nil at the end of the file.
    mutating func next() throws(DataError) -> Row? {
        while position < file.data.count {
            let row = try readRow()
            if row.cells.count > 1 || row.cells.first?.text.isEmpty == false { return row }
        }
        return nil
    }

    private mutating func readRow() throws(DataError) -> Row {
        let bytes = file.data.span
        var row = Row(file: file.name, line: line, cells: [])
        var lineStart = position
        while true {
            let column = position - lineStart + 1
            var text: [UInt8] = []
            while position < bytes.count, bytes[position] == 0x20 { position += 1 }
            if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
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
            }
            while position < bytes.count, bytes[position] != separator, bytes[position] != UInt8(ascii: "\n") {
                text.append(bytes[position])
                position += 1
            }
            while let last = text.last, last == 0x20 || last == UInt8(ascii: "\r") { text.removeLast() }
            guard let cell = String(validating: text, as: UTF8.self) else {
                throw DataError(.value(.notUTF8), file: file.name, line: line, column: column)
            }
            row.cells.append(Cell(text: cell, column: column))
            guard position < bytes.count else { return row }
            position += 1
            if bytes[position - 1] == UInt8(ascii: "\n") {
                line += 1
                return row
            }
        }
    }
}
