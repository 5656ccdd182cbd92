/// The first rows of a table, and its format detected from them: the separator, and whether the first row names the columns.
struct TableSample {
    /// The greatest number of rows and cells to examine.
    private static let (mostRows, mostCells) = (1000, 2_000_000)

    let separator: Character
    let decimalComma: Bool
    let hasHeader: Bool
    /// Whether the names are in a comment.
    let hasCommentHeader: Bool
    /// The names of all columns, from the header or made from their numbers; empty for columns without one.
    let names: [String]
    /// The rows after the header.
    let rows: [DelimitedRow]
    let head: TableHead

    init(_ file: SourceFile, options: TableOptions) throws(DataError) {
        head = try TableHead(file, skipped: options.skippedLines)
        if let chosen = options.separator ?? head.separator {
            separator = chosen
        } else {
            separator = try TableSample.separator(of: file, after: head.lines)
        }
        let separator = separator
        var reader = try DelimitedReader(file, separator: separator, skippedLines: head.lines)
        var rows: [DelimitedRow] = []
        while rows.count < TableSample.mostRows, rows.count < 20 || rows.count * rows[0].cells.count < TableSample.mostCells,
            let row = try reader.next()
        {
            if !row.isComment || row.cells.count == rows.first?.cells.count { rows.append(row) }
        }
        guard let first = rows.first else { throw file.error(.table(.noRows)) }
        decimalComma = options.decimalComma ?? (separator != "," && TableSample.hasDecimalComma(rows))
        let comment = head.comment.map { $0.split(separator: separator, omittingEmptySubsequences: false).map(TableSample.trimmed) }
        let isNamed = comment.map { $0.count == first.cells.count && $0.count > 1 && !$0.contains(where: NumberText.isNumber) } ?? false
        hasCommentHeader = options.header != false && isNamed && first.texts.contains(where: NumberText.isNumber)
        hasHeader = hasCommentHeader || (options.header ?? TableSample.isHeader(first, rows.dropFirst(), decimalComma: decimalComma))
        var names = hasCommentHeader ? comment ?? [] : hasHeader ? first.texts : first.cells.indices.map { "column \($0 + 1)" }
        if hasHeader, !hasCommentHeader { rows.removeFirst() }
        guard let row = rows.first else { throw file.error(.table(.noRowsAfterHeader)) }
        // A program that writes the names of rows leaves out the name of their column.
        if hasHeader, row.cells.count == names.count + 1, row.texts.last?.isEmpty == false,
            rows.allSatisfy({ $0.cells.count == row.cells.count })
        {
            names.insert("", at: 0)
        }
        // A separator at the end of each line makes an empty column.
        func isEmptyAtEnd(_ column: Int) -> Bool { rows.allSatisfy { $0.text(column).isEmpty } }
        while let last = names.last, last.isEmpty || !hasHeader, names.count > 1, isEmptyAtEnd(names.count - 1) { names.removeLast() }
        self.names = names
        self.rows = rows
    }

    private static func trimmed(_ text: Substring) -> String {
        String(decoding: Array(text.utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 || $0 == 0x0D }.reversed()), as: UTF8.self)
    }

    /// The character that splits every line. A comma between digits may be a decimal comma, so semicolons take precedence.
    private static func separator(of file: SourceFile, after head: Int) throws(DataError) -> Character {
        let lines = Array(try TextLines(file).lazy.filter { $0.number > head && !$0.isBlank && !$0.starts(with: "#") }.prefix(20))
        guard let first = lines.first else { throw file.error(.file(.empty)) }
        func splitsAll(_ separator: Character) -> Bool { lines.allSatisfy { $0.fields(separatedBy: separator).count > 1 } }
        func isQuoted(_ separator: Character) -> Bool {
            first.bytes.contains(UInt8(ascii: "\"")) && first.fields(separatedBy: ",").count > 1
        }
        if splitsAll("\t") { return "\t" }
        for separator in [";", "|"] as [Character] where splitsAll(separator) && !isQuoted(separator) { return separator }
        // A header without a comma above numbers with one: a single column.
        if lines.count > 1, first.fields(separatedBy: ",").count == 1,
            lines.dropFirst().allSatisfy({ TableNumber.hasDecimalComma(String(decoding: $0.bytes, as: UTF8.self)) })
        {
            return ";"
        }
        func count(_ separator: Character) -> Int { first.fields(separatedBy: separator).count }
        let best = (["\t", ",", ";"] as [Character]).max { count($0) < count($1) } ?? ","
        return count(best) > 1 ? best : ","
    }

    /// Whether numbers have decimal commas: some do, and none has a point.
    private static func hasDecimalComma(_ rows: [DelimitedRow]) -> Bool {
        var hasCommas = false
        for text in rows.lazy.flatMap(\.texts) {
            if TableNumber.hasDecimalComma(text) { hasCommas = true }
            if text.contains("."), Double(text) != nil { return false }
        }
        return hasCommas
    }

    /// Whether the first row names the columns: it has no number; or a word above numbers; or it counts the columns, as a data frame
    /// without names does.
    private static func isHeader(
        _ first: DelimitedRow, _ rows: ArraySlice<DelimitedRow>, decimalComma: Bool
    ) -> Bool {
        func isNumber(_ text: String) -> Bool { TableNumber.double(text, decimalComma: decimalComma) != nil }
        let cells = first.texts
        guard cells.contains(where: isNumber) else { return true }
        guard !rows.isEmpty else { return false }
        let isWordAboveNumbers = cells.indices.contains { column in
            guard !isNumber(cells[column]), !NumberText.isMissing(cells[column]), !NumberText.isOddNumber(cells[column]) else {
                return false
            }
            let below = rows.map { $0.text(column) }.filter { !NumberText.isMissing($0) }
            return !below.isEmpty && below.allSatisfy(isNumber)
        }
        let increasing = cells.compactMap { Double($0) }
        if isWordAboveNumbers, zip(increasing, increasing.dropFirst()).allSatisfy({ $0 < $1 && $1 == $1.rounded() }) { return true }
        let wholes = cells.compactMap { Int($0) }
        guard wholes.count > 2, wholes.count == cells.count(where: isNumber),
            zip(wholes, wholes.dropFirst()).allSatisfy({ $0 < .max && $0 + 1 == $1 })
        else { return false }
        let hasFractions = rows.contains { $0.texts.contains { Double($0).map { $0 != $0.rounded() } ?? false } }
        return hasFractions && !rows.contains { row in row.texts.map { Int($0) } == cells.map { Int($0) } }
    }
}
