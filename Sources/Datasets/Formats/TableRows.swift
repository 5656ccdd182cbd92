/// The sequences of one table, before the kind of their labels is decided.
struct TableRows {
    /// The kind of a table's labels; decided on the training table and kept for the test table.
    enum Kind {
        case sequenceClasses(ClassIndex)
        case stepClasses(ClassIndex)
        /// Values, with this base subtracted.
        case sequenceValues(base: Double)
        case stepValues(base: Double)
        /// Labels of a sequence: names in one column separated by this character, or one column for each label.
        case sequenceLabels(ClassIndex, separator: Character?)
        case nextStep
        /// Several targets, by name.
        case several([(name: String, kind: Kind)])
    }

    struct Label {
        /// Nil if the label is missing and missing ones do not count.
        var text: String?
        var line: Int
        /// The texts of the columns after the first one.
        var others: [String] = []
    }

    let file: SourceFile
    let layout: TableLayout
    /// The number of sequences.
    private(set) var count = 0
    /// The values of each sequence, step by step; NaN if one is missing and masked.
    private(set) var values = SequenceElements<Double>()
    /// The name of each sequence; empty if each row is a sequence.
    private(set) var names: [String] = []
    /// The labels of each sequence, one for the sequence or one for each step.
    private(set) var labels = SequenceElements<Label>()
    /// The same for each target after the first.
    private(set) var moreTargets: [SequenceElements<Label>] = []
    /// The weight of each sequence; empty if each counts once.
    private(set) var weights: [Float] = []
    /// The weight of each step of each sequence; empty if each counts once.
    private(set) var stepWeights = SequenceElements<Float>()
    private let isMultiLabel: Bool
    let width: Int
    let missing: MissingValues
    /// The time of each step of each sequence, in seconds since 1970; NaN if unknown.
    private(set) var times = SequenceElements<Double>()
    private var dateOrder = TimeStamp.DateOrder.monthFirst
    private(set) var isDateOrderKnown = true

    /// - Parameter isMultiLabel: whether a sequence may have any number of labels.
    init(_ file: SourceFile, layout: TableLayout, missing: MissingValues, isMultiLabel: Bool = false) throws(DataError) {
        self.isMultiLabel = isMultiLabel || !layout.moreLabelColumns.isEmpty
        self.file = file
        self.missing = missing
        let head = try TableHead(file, skipped: layout.skippedLines)
        var reader = try DelimitedReader(file, separator: layout.separator, skippedLines: head.lines)
        var row = DelimitedRow(file)
        var isRead = try reader.read(&row)
        // The names may be in a comment, followed by a row of numbers.
        if layout.hasHeader, !isRead || !row.texts.contains(where: layout.isNumber) || layout.startsAsHeader(row) {
            self.layout = try layout.matched(to: layout.names(of: row), file: file)
            isRead = try reader.read(&row)
        } else {
            self.layout = layout
        }
        width = layout.rows == .steps ? layout.featureColumns.count + 2 * layout.calendar.count : 1
        try chooseDateOrder(skippedLines: head.lines)
        moreTargets = self.layout.moreTargetColumns.map { _ in SequenceElements() }
        var numbers: [String: Int] = [:]
        while isRead {
            if row.cells.count == self.layout.columnNames.count || !row.isComment {
                row.removeEmptyCells(after: self.layout.columnNames.count)
                switch layout.rows {
                case .steps: try addStep(row, numbers: &numbers)
                case .sequences: try addSequence(row)
                }
            }
            isRead = try reader.read(&row)
        }
        guard count > 0 else { throw file.error(.table(.noRows)) }
        guard weights.isEmpty || weights.contains(where: { $0 > 0 }) else { throw file.error(.table(.noWeights)) }
        guard self.layout.stepWeightColumn == nil || stepWeights.all.contains(where: { $0 > 0 }) else {
            throw file.error(.table(.noStepWeights))
        }
        values.arrange(count: count)
        labels.arrange(count: count)
        for target in moreTargets.indices { moreTargets[target].arrange(count: count) }
        times.arrange(count: count)
        stepWeights.arrange(count: count)
        guard missing != .refuse else { return }
        for sequence in 0..<count where values.change(sequence, { missing.fill(&$0, in: $1, width: width) }) != nil {
            throw file.error(.table(.featureMissing(sequence: sequence + 1)))
        }
    }

    private mutating func addStep(_ row: DelimitedRow, numbers: inout [String: Int]) throws(DataError) {
        guard row.cells.count == layout.columnNames.count else {
            throw row.error(.table(.cells(found: row.cells.count, expected: layout.columnNames.count)))
        }
        let name = layout.sequenceColumn.map(row.text) ?? ""
        let sequence = numbers[name] ?? count
        if sequence == count {
            numbers[name] = sequence
            names.append(name)
            count += 1
        }
        for column in layout.featureColumns { values.append(try value(row, column), to: sequence) }
        if let column = layout.timeColumn { try addTime(row, column, sequence) }
        if let column = layout.labelColumn { labels.append(try label(row, column), to: sequence) }
        for (target, column) in layout.moreTargetColumns.enumerated() { moreTargets[target].append(try label(row, column), to: sequence) }
        try addWeight(row, sequence)
        if let column = layout.stepWeightColumn { stepWeights.append(try weight(row, column), to: sequence) }
    }

    private func weight(_ row: DelimitedRow, _ column: Int) throws(DataError) -> Float {
        let text = row.text(column)
        guard let weight = layout.number(text).map({ Float($0) }), weight >= 0, weight.isFinite else {
            throw row.error(.table(.notAWeight(found: text)), cell: column)
        }
        return weight
    }

    /// The same rows with one of several targets.
    func target(_ index: Int) -> TableRows {
        var rows = self
        if index > 0 { rows.labels = moreTargets[index - 1] }
        rows.moreTargets = []
        return rows
    }

    private mutating func addWeight(_ row: DelimitedRow, _ sequence: Int) throws(DataError) {
        guard let column = layout.weightColumn else { return }
        let weight = try weight(row, column)
        if sequence == weights.count { weights.append(weight) }
        guard weights[sequence] == weight else { throw row.error(.table(.weightChanges(sequence: sequence + 1)), cell: column) }
    }

    /// Adds the time of a row, and its calendar features.
    private mutating func addTime(_ row: DelimitedRow, _ column: Int, _ sequence: Int) throws(DataError) {
        let text = row.text(column)
        let time = TimeStamp.seconds(text, order: dateOrder)
        times.append(time ?? .nan, to: sequence)
        guard !layout.calendar.isEmpty else { return }
        guard let time else { throw row.error(.table(.noTime(found: text)), cell: column) }
        guard isDateOrderKnown else { throw row.error(.table(.dayOrMonth(found: text)), cell: column) }
        for part in layout.calendar { for feature in part.features(of: time) { values.append(feature, to: sequence) } }
    }

    /// Determines whether the day or the month comes first.
    private mutating func chooseDateOrder(skippedLines: Int) throws(DataError) {
        guard let column = layout.timeColumn else { return }
        var reader = try DelimitedReader(file, separator: layout.separator, skippedLines: skippedLines)
        var texts: [String] = []
        while layout.calendar.isEmpty ? texts.count < 1000 : true, let row = try reader.next() {
            if row.cells.indices.contains(column) { texts.append(row.text(column)) }
        }
        let order = TimeStamp.order(of: texts)
        (dateOrder, isDateOrderKnown) = (order ?? .monthFirst, order != nil)
    }

    /// The shortest and the longest time between consecutive rows, if they differ by more than months do.
    var irregularSteps: DataNote? {
        guard isDateOrderKnown else { return nil }
        return .irregularSteps(in: (0..<count).map { times[$0] })
    }

    private mutating func addSequence(_ row: DelimitedRow) throws(DataError) {
        guard let column = layout.labelColumn, row.cells.count > column else {
            throw row.error(.table(.endsBeforeLabel(cells: row.cells.count)))
        }
        let isRagged = row.cells.count != layout.columnNames.count
        guard !isRagged || column == 0 && layout.featureColumns.count == layout.columnNames.count - 1 else {
            throw row.error(.table(.cells(found: row.cells.count, expected: layout.columnNames.count)))
        }
        var columns = isRagged ? Array(1..<row.cells.count) : layout.featureColumns
        while let last = columns.last, row.isMissing(last) { columns.removeLast() }
        guard !columns.isEmpty else { throw row.error(.table(.noValues)) }
        for column in columns { values.append(try value(row, column), to: count) }
        labels.append(try label(row, column), to: count)
        for (target, column) in layout.moreTargetColumns.enumerated() {
            guard row.cells.indices.contains(column) else { throw row.error(.table(.endsBeforeLabel(cells: row.cells.count))) }
            moreTargets[target].append(try label(row, column), to: count)
        }
        try addWeight(row, count)
        count += 1
    }

    /// NaN if the value is missing.
    private func value(_ row: DelimitedRow, _ column: Int) throws(DataError) -> Double {
        guard row.isMissing(column) else { return try row.number(column, decimalComma: layout.decimalComma) }
        guard missing == .refuse else { return .nan }
        throw row.error(.value(.missing), cell: column)
    }

    private func label(_ row: DelimitedRow, _ column: Int) throws(DataError) -> Label {
        let text = row.text(column)
        let others = layout.moreLabelColumns.map(row.text)
        // A sequence may have no labels.
        if isMultiLabel { return Label(text: text, line: row.line, others: others) }
        if NumberText.isMissingLabel(text) {
            guard missing == .mask, layout.rows == .steps else { throw row.error(.value(.noLabel(found: text)), cell: column) }
            return Label(text: nil, line: row.line)
        }
        return Label(text: text, line: row.line)
    }
}

extension TableLayout {
    fileprivate func isNumber(_ text: String) -> Bool { number(text) != nil }

    /// Whether the row holds the names of the required columns.
    fileprivate func startsAsHeader(_ row: DelimitedRow) -> Bool {
        let names = Set(row.texts)
        return (featureColumns + [labelColumn].compactMap { $0 }).contains { names.contains(columnNames[$0]) }
    }

    /// The names in a header, as many as this layout has if the rest is empty.
    fileprivate func names(of row: DelimitedRow) -> [String] {
        var names = row.texts
        if columnNames.first?.isEmpty == true, names.first?.isEmpty == false, names.count == columnNames.count - 1 {
            names.insert("", at: 0)
        }
        while names.count > columnNames.count, names.last?.isEmpty == true { names.removeLast() }
        return names
    }
}
