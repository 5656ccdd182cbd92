import FoundationEssentials

/// A row of a text table. Its cells are ranges in the file, and texts are made only on demand: most cells are numbers, which are parsed
/// already.
struct DelimitedRow {
    struct Cell {
        /// The range of its text in the file, without surrounding white space.
        var place: Range<Int>
        /// The column in the line, from 1.
        var column: Int
        /// For a quoted text, its index among those of the row.
        var quoted: Int?
        /// The value of a number in plain decimal notation with a point; nil for all other texts.
        var plainNumber: Double?

        /// Whether the cell is empty, even without quotes.
        var isEmpty: Bool { quoted == nil && place.isEmpty }
    }

    /// The line where the row starts, from 1.
    private(set) var line = 0
    private(set) var cells: [Cell] = []
    private var quotedTexts: [String] = []
    private let file: SourceFile

    init(_ file: SourceFile) {
        self.file = file
    }

    /// The text of a cell; empty if the row ends before it.
    func text(_ cell: Int) -> String {
        guard cells.indices.contains(cell) else { return "" }
        if let quoted = cells[cell].quoted { return quotedTexts[quoted] }
        // The reader has rejected text that is not UTF-8.
        guard let text = try? UTF8Span(validating: file.data.span.extracting(cells[cell].place)) else { return "" }
        return String(copying: text)
    }

    var texts: [String] { cells.indices.map(text) }

    /// Whether the value of a cell is missing.
    func isMissing(_ cell: Int) -> Bool {
        guard cells[cell].plainNumber == nil else { return false }
        return cells[cell].isEmpty || NumberText.isMissing(text(cell))
    }

    /// Whether the row begins with a comment mark.
    var isComment: Bool { cells.first?.plainNumber == nil && text(0).first == "#" }

    /// - Throws: `DataError` if the cell is not a finite number.
    func number(_ cell: Int, decimalComma: Bool) throws(DataError) -> Double {
        if !decimalComma, let number = cells[cell].plainNumber { return number }
        switch TableNumber.number(text(cell), decimalComma: decimalComma) {
        case .success(let number): return number
        case .failure(let failure):
            if case .value(.notANumber(let found)) = failure.problem { throw error(.table(.notANumber(found: found)), cell: cell) }
            throw error(failure.problem, cell: cell)
        }
    }

    func error(_ problem: DataError.Problem, cell: Int? = nil) -> DataError {
        let column = cell.flatMap { cells.indices.contains($0) ? cells[$0].column : nil }
        return DataError(problem, file: file.name, line: line, column: column)
    }

    /// The problem of a row that is not valid UTF-8.
    var notUTF8: DataError {
        let bytes = file.data.span
        let cell = cells.indices.first { cells[$0].quoted == nil && (try? UTF8Span(validating: bytes.extracting(cells[$0].place))) == nil }
        return error(.value(.notUTF8), cell: cell)
    }

    // MARK: Reading

    /// Empties the row, but keeps its memory.
    mutating func begin(line: Int) {
        self.line = line
        cells.removeAll(keepingCapacity: true)
        quotedTexts.removeAll(keepingCapacity: true)
    }

    mutating func append(_ place: Range<Int>, column: Int, number: Double?) {
        cells.append(Cell(place: place, column: column, quoted: nil, plainNumber: number))
    }

    mutating func append(_ quotedText: String, column: Int) {
        cells.append(Cell(place: 0..<0, column: column, quoted: quotedTexts.count, plainNumber: nil))
        quotedTexts.append(quotedText)
    }

    /// Removes empty cells at the end, which result from a trailing separator, as long as there are more than `count`.
    mutating func removeEmptyCells(after count: Int) {
        while cells.count > count, let last = cells.indices.last, text(last).isEmpty { cells.removeLast() }
    }
}
