/// Which column of a table means what, found from its options and first rows. Columns are counted from 0.
public struct TableLayout: Sendable, Equatable {
    /// Between the cells of a row.
    public let separator: Character
    /// Whether the first row names the columns.
    public let hasHeader: Bool
    /// What a row holds.
    public let rows: TableOptions.Rows
    /// The column that tells sequences apart; nil where all rows are one sequence, or each is one.
    public let sequenceColumn: Int?
    /// The column with what is to be predicted; nil where that is the next row.
    public let labelColumn: Int?
    /// The columns with the features, in order.
    public let featureColumns: [Int]
    /// The names of all columns, from the header or made up of their numbers.
    public let columnNames: [String]

    private static let sequenceNames: Set = ["sequence", "sequence_id", "sequenceid", "seq", "seq_id", "series", "series_id", "id"]
    private static let labelNames: Set = ["label", "labels", "class", "target", "tag", "y"]
    /// Rows looked at.
    private static let sampleSize = 100

    init(_ file: SourceFile, options: TableOptions) throws(DataError) {
        if let chosen = options.separator { separator = chosen } else { separator = try TableLayout.separator(of: file) }
        var reader = try DelimitedReader(file, separator: separator)
        var sample: [DelimitedReader.Row] = []
        while sample.count < TableLayout.sampleSize, let row = try reader.next() { sample.append(row) }
        guard let first = sample.first else { throw file.error(.table(.noRows)) }
        hasHeader = options.header ?? !first.cells.contains(where: \.isNumber)
        let titles = hasHeader ? first.cells.map(\.text) : first.cells.indices.map { "column \($0 + 1)" }
        columnNames = titles
        if hasHeader { sample.removeFirst() }
        guard !sample.isEmpty else { throw file.error(.table(.noRowsAfterHeader)) }

        let names = hasHeader ? columnNames.map { $0.lowercased() } : []
        func index(_ column: TableOptions.Column, _ role: DataError.TableProblem.ColumnRole) throws(DataError) -> Int {
            let index: Int? =
                switch column {
                case .number(let number): number >= 1 && number <= first.cells.count ? number - 1 : nil
                case .name(let name): titles.firstIndex(of: name) ?? names.firstIndex(of: name.lowercased())
                }
            guard let index else {
                throw file.error(.table(.noColumn(column, for: role, columns: first.cells.count, names: names.isEmpty ? [] : titles)))
            }
            return index
        }
        var ignored: Set<Int> = []
        for column in options.ignored { ignored.insert(try index(column, .ignored)) }
        var sequenceColumn: Int?
        if let column = options.sequence {
            sequenceColumn = try index(column, .sequence)
        } else if options.rows != .sequences {
            sequenceColumn = names.firstIndex(where: TableLayout.sequenceNames.contains)
        }
        if let column = sequenceColumn, ignored.contains(column) { sequenceColumn = nil }
        self.sequenceColumn = sequenceColumn
        if let column = options.label {
            labelColumn = try index(column, .label)
        } else {
            let others = ignored.union(sequenceColumn.map { [$0] } ?? [])
            labelColumn = TableLayout.labelColumn(names: names, sample: sample, excluding: others)
        }
        let taken = ignored.union([sequenceColumn, labelColumn].compactMap { $0 })
        featureColumns = first.cells.indices.filter { !taken.contains($0) }
        guard !featureColumns.isEmpty else { throw file.error(.table(.noFeatures)) }
        rows = options.rows ?? (sequenceColumn != nil || labelColumn == nil ? .steps : .sequences)
        if rows == .sequences, labelColumn == nil {
            throw file.error(.table(.noLabelColumn))
        }
    }

    private static func separator(of file: SourceFile) throws(DataError) -> Character {
        let lines = try TextLines(file).lazy.filter { !$0.isBlank }
        guard let line = lines.first(where: { _ in true }) else { throw file.error(.file(.empty)) }
        func count(_ separator: Character) -> Int { line.fields(separatedBy: separator).count }
        let best = (["\t", ",", ";"] as [Character]).max { count($0) < count($1) } ?? ","
        return count(best) > 1 ? best : ","
    }

    /// A column named as labels are; else the only one with words; else, without a header, the first or the last one where it holds whole
    /// numbers among fractions, as the UCR archive's tables do.
    private static func labelColumn(names: [String], sample: [DelimitedReader.Row], excluding: Set<Int>) -> Int? {
        if let named = names.firstIndex(where: labelNames.contains), !excluding.contains(named) { return named }
        let columns = (sample.map(\.cells.count).min() ?? 0)
        let candidates = (0..<columns).filter { !excluding.contains($0) }
        func all(_ column: Int, _ test: (DelimitedReader.Cell) -> Bool) -> Bool { sample.allSatisfy { test($0.cells[column]) } }
        let words = candidates.filter { column in !all(column) { $0.isNumber || $0.isMissing } }
        if words.count == 1, candidates.count > 1 { return words[0] }
        guard names.isEmpty, words.isEmpty, candidates.count > 1 else { return nil }
        let whole = candidates.filter { column in all(column) { Float($0.text).map { $0 == $0.rounded() } ?? false } }
        return [candidates[0], candidates[candidates.count - 1]].first(where: whole.contains)
    }
}
