/// Which column of a table means what, found from its options and first rows. Columns are counted from 0.
public struct TableLayout: Sendable, Equatable {
    /// Between the cells of a row.
    public let separator: Character
    /// Whether numbers have a comma before their fraction.
    public let decimalComma: Bool
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
    /// What was decided about columns, and why.
    public let notes: [DataNote]
    let skippedLines: Int

    init(_ file: SourceFile, options: TableOptions) throws(DataError) {
        let sample = try TableSample(file, options: options)
        let roles = try TableRoles(sample, file: file, options: options)
        separator = sample.separator
        decimalComma = sample.decimalComma
        hasHeader = sample.hasHeader
        columnNames = sample.names
        rows = roles.rows
        sequenceColumn = roles.sequence
        labelColumn = roles.label
        featureColumns = roles.features
        notes = roles.notes(sample)
        skippedLines = options.skippedLines
    }

    private init(_ other: TableLayout, columns: [Int], names: [String]) {
        separator = other.separator
        decimalComma = other.decimalComma
        hasHeader = other.hasHeader
        rows = other.rows
        sequenceColumn = other.sequenceColumn.map { columns[$0] }
        labelColumn = other.labelColumn.map { columns[$0] }
        featureColumns = other.featureColumns.map { columns[$0] }
        columnNames = names
        notes = []
        skippedLines = other.skippedLines
    }

    /// The names of the features, where the table names them and each is one.
    var featureNames: [String] { hasHeader && rows == .steps ? featureColumns.map { columnNames[$0] } : [] }

    /// The layout of another table with these names of columns, found by name; they may stand in another order.
    ///
    /// - Throws: `DataError` where a column that is read is not there.
    func matched(to names: [String], file: SourceFile) throws(DataError) -> TableLayout {
        guard names != columnNames else { return self }
        var columns = [Int](repeating: -1, count: columnNames.count)
        var missing: [String] = []
        for column in featureColumns + [sequenceColumn, labelColumn].compactMap({ $0 }) {
            if let place = names.firstIndex(of: columnNames[column]) {
                columns[column] = place
            } else {
                missing.append(columnNames[column])
            }
        }
        guard missing.isEmpty else { throw file.error(.table(.columnsMissing(missing, found: names))) }
        return TableLayout(self, columns: columns, names: names)
    }
}
