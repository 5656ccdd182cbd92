/// The roles of the columns of a table, found from its options and first rows. Columns are counted from 0.
public struct TableLayout: Sendable, Equatable {
    /// The separator between the cells of a row.
    public let separator: Character
    /// Whether numbers have decimal commas.
    public let decimalComma: Bool
    /// Whether the first row names the columns.
    public let hasHeader: Bool
    /// What each row is.
    public let rows: TableOptions.Rows
    /// The column that identifies the sequence of each row; nil if all rows are one sequence, or each row is a sequence.
    public let sequenceColumn: Int?
    /// The column of the target; nil if that is the next row.
    public let labelColumn: Int?
    /// Further columns that are each one label.
    public let moreLabelColumns: [Int]
    /// Further columns that are each a target.
    public let moreTargetColumns: [Int]
    /// The column with the weight of each sequence; nil if each counts once.
    public let weightColumn: Int?
    /// The column with the weight of each step; nil if each counts once.
    public let stepWeightColumn: Int?
    /// The columns with the features, in order.
    public let featureColumns: [Int]
    /// The columns whose next values are predicted if there is no label; empty for all features.
    public let predictedColumns: [Int]
    /// The columns that are known one row ahead.
    public let knownColumns: [Int]
    /// The column with the time of each row; nil if there is none.
    public let timeColumn: Int?
    /// The calendar features made from it.
    public let calendar: [CalendarPart]
    /// The names of all columns, from the header or made from their numbers.
    public let columnNames: [String]
    /// The decisions about columns, with reasons.
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
        (weightColumn, moreLabelColumns) = (roles.weight, roles.moreLabels)
        (stepWeightColumn, moreTargetColumns) = (roles.stepWeight, roles.moreTargets)
        featureColumns = roles.features
        (predictedColumns, knownColumns, timeColumn, calendar) = (roles.predicted, roles.known, roles.time, options.calendar)
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
        weightColumn = other.weightColumn.map { columns[$0] }
        stepWeightColumn = other.stepWeightColumn.map { columns[$0] }
        moreLabelColumns = other.moreLabelColumns.map { columns[$0] }
        moreTargetColumns = other.moreTargetColumns.map { columns[$0] }
        featureColumns = other.featureColumns.map { columns[$0] }
        predictedColumns = other.predictedColumns.map { columns[$0] }
        knownColumns = other.knownColumns.map { columns[$0] }
        timeColumn = other.calendar.isEmpty ? nil : other.timeColumn.map { columns[$0] }
        calendar = other.calendar
        columnNames = names
        notes = []
        skippedLines = other.skippedLines
    }

    /// The names of the features, if the table names each of them.
    var featureNames: [String] {
        hasHeader && rows == .steps ? featureColumns.map { columnNames[$0] } + calendar.flatMap(\.featureNames) : []
    }

    /// The indices of predicted features: all that are not known ahead.
    var predictedFeatures: [Int] {
        if predictedColumns.isEmpty { return featureColumns.indices.filter { !knownColumns.contains(featureColumns[$0]) } }
        return predictedColumns.compactMap { featureColumns.firstIndex(of: $0) }
    }

    /// The indices of features that are known ahead; those of the calendar come last.
    var knownFeatures: [Int] {
        knownColumns.compactMap { featureColumns.firstIndex(of: $0) }
            + (0..<(2 * calendar.count)).map { featureColumns.count + $0 }
    }

    /// The layout of another table with these column names, which may be in another order.
    ///
    /// - Throws: `DataError` if a required column is missing.
    func matched(to names: [String], file: SourceFile) throws(DataError) -> TableLayout {
        guard names != columnNames else { return self }
        var columns = [Int](repeating: -1, count: columnNames.count)
        var missing: [String] = []
        let time = calendar.isEmpty ? nil : timeColumn
        let single = [sequenceColumn, labelColumn, weightColumn, stepWeightColumn, time].compactMap { $0 }
        for column in featureColumns + moreLabelColumns + moreTargetColumns + single {
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
