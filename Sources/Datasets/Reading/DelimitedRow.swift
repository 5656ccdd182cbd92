import FoundationEssentials

/// A row of a table of text. Its cells are places in the file, of which a text is made only where one is asked for: most are numbers, and those are read already.
struct DelimitedRow {
    struct Cell {
        /// Where its text stands in the file, without blanks around it.
        var place: Range<Int>
        /// Column in the line, from 1.
        var column: Int
        /// Of a text in quotes: its number among those of the row.
        var quoted: Int?
        /// What the text is where it is a number written plainly, with a point; nil for all else.
        var plainNumber: Double?

        /// Whether nothing stands there, not even quotes.
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

    /// What a cell holds; empty where the row ends before it.
    func text(_ cell: Int) -> String {
        guard cells.indices.contains(cell) else { return "" }
        if let quoted = cells[cell].quoted { return quotedTexts[quoted] }
        // The reader has refused what is not UTF-8.
        guard let text = try? UTF8Span(validating: file.data.span.extracting(cells[cell].place)) else { return "" }
        return String(copying: text)
    }

    var texts: [String] { cells.indices.map(text) }

    /// Whether a value is missing there.
    func isMissing(_ cell: Int) -> Bool {
        guard cells[cell].plainNumber == nil else { return false }
        return cells[cell].isEmpty || NumberText.isMissing(text(cell))
    }

    /// Whether the row begins with a mark that comments have.
    var isComment: Bool { cells.first?.plainNumber == nil && text(0).first == "#" }

    /// - Throws: `DataError` where the cell is no finite number.
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

    /// What is wrong with a row that is not all UTF-8.
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

    /// Takes away empty cells at the end, which a separator at the end of a line makes, as long as there are more than `count`.
    mutating func removeEmptyCells(after count: Int) {
        while cells.count > count, let last = cells.indices.last, text(last).isEmpty { cells.removeLast() }
    }
}
