/// The sequences of one table, before it is decided what their labels are.
struct TableRows {
    /// What the labels of a table are; decided on the training table and kept for the test table.
    enum Kind {
        case sequenceClasses(ClassIndex)
        case stepClasses(ClassIndex)
        /// Values from which this is taken away.
        case sequenceValues(base: Double)
        case stepValues(base: Double)
        /// Labels of a sequence: the names in one column with this between them, or a column each.
        case sequenceLabels(ClassIndex, separator: Character?)
        case nextStep
        /// Several targets by their names.
        case several([(name: String, kind: Kind)])
    }

    struct Label {
        /// nil where it is missing, and what is missing does not count.
        var text: String?
        var line: Int
        /// Of the columns beside the first one.
        var others: [String] = []
    }

    let file: SourceFile
    let layout: TableLayout
    /// Values of each sequence, step by step; NaN where one is missing and masked.
    private(set) var sequences: [[Double]] = []
    /// What each sequence is called; empty where a row is one.
    private(set) var names: [String] = []
    /// Labels of each sequence, one or one a step.
    private(set) var labels: [[Label]] = []
    /// The same of each target beside the first.
    private(set) var moreTargets: [[[Label]]] = []
    /// How often each sequence counts; empty where each counts once.
    private(set) var weights: [Float] = []
    /// How much each step of each sequence counts; empty where each counts once.
    private(set) var stepWeights: [[Float]] = []
    private let isMultiLabel: Bool
    let width: Int
    let missing: MissingValues
    /// The time of each step of each sequence, in seconds since 1970; NaN where it is not known.
    private(set) var times: [[Double]] = []
    private var dateOrder = TimeStamp.DateOrder.monthFirst
    private(set) var isDateOrderKnown = true

    /// - Parameter isMultiLabel: whether a sequence may have any number of labels.
    init(_ file: SourceFile, layout: TableLayout, missing: MissingValues, isMultiLabel: Bool = false) throws(DataError) {
        self.isMultiLabel = isMultiLabel || !layout.moreLabelColumns.isEmpty
        self.file = file
        self.missing = missing
        let head = try TableHead(file, skipped: layout.skippedLines)
        var reader = try DelimitedReader(file, separator: layout.separator, skippedLines: head.lines)
        var waiting: DelimitedReader.Row?
        if layout.hasHeader {
            let first = try reader.next()
            // The names may stand in a comment, with a row of numbers after it.
            if let first, first.cells.contains(where: { layout.isNumber($0.text) }), !layout.startsAsHeader(first) {
                self.layout = layout
                waiting = first
            } else {
                self.layout = try layout.matched(to: layout.names(of: first), file: file)
            }
        } else {
            self.layout = layout
        }
        width = layout.rows == .steps ? layout.featureColumns.count + 2 * layout.calendar.count : 1
        try chooseDateOrder(skippedLines: head.lines)
        moreTargets = self.layout.moreTargetColumns.map { _ in [] }
        var numbers: [String: Int] = [:]
        if waiting == nil { waiting = try reader.next() }
        while var row = waiting {
            waiting = try reader.next()
            if row.isComment, row.cells.count != self.layout.columnNames.count { continue }
            while row.cells.count > self.layout.columnNames.count, row.cells.last?.text.isEmpty == true { row.cells.removeLast() }
            switch layout.rows {
            case .steps: try addStep(row, numbers: &numbers, missing: missing)
            case .sequences: try addSequence(row, missing: missing)
            }
        }
        guard !sequences.isEmpty else { throw file.error(.table(.noRows)) }
        guard weights.isEmpty || weights.contains(where: { $0 > 0 }) else { throw file.error(.table(.noWeights)) }
        guard stepWeights.isEmpty || stepWeights.joined().contains(where: { $0 > 0 }) else {
            throw file.error(.table(.noStepWeights))
        }
        guard missing != .refuse else { return }
        for sequence in sequences.indices where missing.fill(&sequences[sequence], width: width) != nil {
            throw file.error(.table(.featureMissing(sequence: sequence + 1)))
        }
    }

    private mutating func addStep(
        _ row: DelimitedReader.Row, numbers: inout [String: Int], missing: MissingValues
    ) throws(DataError) {
        guard row.cells.count == layout.columnNames.count else {
            throw row.error(.table(.cells(found: row.cells.count, expected: layout.columnNames.count)))
        }
        let name = layout.sequenceColumn.map { row.cells[$0].text } ?? ""
        let sequence = numbers[name] ?? sequences.count
        if sequence == sequences.count {
            numbers[name] = sequence
            sequences.append([])
            names.append(name)
            labels.append([])
            times.append([])
            for target in moreTargets.indices { moreTargets[target].append([]) }
            if layout.stepWeightColumn != nil { stepWeights.append([]) }
        }
        for column in layout.featureColumns { sequences[sequence].append(try value(row, column)) }
        if let column = layout.timeColumn { try addTime(row, column, sequence) }
        if let column = layout.labelColumn { labels[sequence].append(try label(row, column)) }
        for (target, column) in layout.moreTargetColumns.enumerated() { moreTargets[target][sequence].append(try label(row, column)) }
        try addWeight(row, sequence)
        if let column = layout.stepWeightColumn { stepWeights[sequence].append(try weight(row, column)) }
    }

    private func weight(_ row: DelimitedReader.Row, _ column: Int) throws(DataError) -> Float {
        let text = row.cells.indices.contains(column) ? row.cells[column].text : ""
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

    private mutating func addWeight(_ row: DelimitedReader.Row, _ sequence: Int) throws(DataError) {
        guard let column = layout.weightColumn else { return }
        let weight = try weight(row, column)
        if sequence == weights.count { weights.append(weight) }
        guard weights[sequence] == weight else { throw row.error(.table(.weightChanges(sequence: sequence + 1)), cell: column) }
    }

    /// The time of a row, and what the calendar tells of it.
    private mutating func addTime(_ row: DelimitedReader.Row, _ column: Int, _ sequence: Int) throws(DataError) {
        let text = row.cells[column].text
        let time = TimeStamp.seconds(text, order: dateOrder)
        times[sequence].append(time ?? .nan)
        guard !layout.calendar.isEmpty else { return }
        guard let time else { throw row.error(.table(.noTime(found: text)), cell: column) }
        guard isDateOrderKnown else { throw row.error(.table(.dayOrMonth(found: text)), cell: column) }
        for part in layout.calendar { for feature in part.features(of: time) { sequences[sequence].append(feature) } }
    }

    /// Finds out whether the day or the month comes first.
    private mutating func chooseDateOrder(skippedLines: Int) throws(DataError) {
        guard let column = layout.timeColumn else { return }
        var reader = try DelimitedReader(file, separator: layout.separator, skippedLines: skippedLines)
        var texts: [String] = []
        while layout.calendar.isEmpty ? texts.count < 1000 : true, let row = try reader.next() {
            if row.cells.indices.contains(column) { texts.append(row.cells[column].text) }
        }
        let order = TimeStamp.order(of: texts)
        (dateOrder, isDateOrderKnown) = (order ?? .monthFirst, order != nil)
    }

    /// The shortest and the longest time from one row to the next, where these differ by more than months do.
    var irregularSteps: DataNote? {
        guard isDateOrderKnown else { return nil }
        return .irregularSteps(in: times.map { $0[...] })
    }

    private mutating func addSequence(_ row: DelimitedReader.Row, missing: MissingValues) throws(DataError) {
        guard let column = layout.labelColumn, row.cells.count > column else {
            throw row.error(.table(.endsBeforeLabel(cells: row.cells.count)))
        }
        let isRagged = row.cells.count != layout.columnNames.count
        guard !isRagged || column == 0 && layout.featureColumns.count == layout.columnNames.count - 1 else {
            throw row.error(.table(.cells(found: row.cells.count, expected: layout.columnNames.count)))
        }
        var columns = isRagged ? Array(1..<row.cells.count) : layout.featureColumns
        while let last = columns.last, row.cells[last].isMissing { columns.removeLast() }
        guard !columns.isEmpty else { throw row.error(.table(.noValues)) }
        var values: [Double] = []
        values.reserveCapacity(columns.count)
        for column in columns { values.append(try value(row, column)) }
        sequences.append(values)
        labels.append([try label(row, column)])
        for (target, column) in layout.moreTargetColumns.enumerated() {
            guard row.cells.indices.contains(column) else { throw row.error(.table(.endsBeforeLabel(cells: row.cells.count))) }
            moreTargets[target].append([try label(row, column)])
        }
        try addWeight(row, sequences.count - 1)
    }

    /// NaN where the value is missing.
    private func value(_ row: DelimitedReader.Row, _ column: Int) throws(DataError) -> Double {
        guard row.cells[column].isMissing else { return try row.number(column, decimalComma: layout.decimalComma) }
        guard missing == .refuse else { return .nan }
        throw row.error(.value(.missing), cell: column)
    }

    private func label(_ row: DelimitedReader.Row, _ column: Int) throws(DataError) -> Label {
        let text = row.cells[column].text
        let others = layout.moreLabelColumns.map { row.cells.indices.contains($0) ? row.cells[$0].text : "" }
        // Of labels there may be none.
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

    /// Whether the row holds the names of the columns that are read.
    fileprivate func startsAsHeader(_ row: DelimitedReader.Row) -> Bool {
        let names = Set(row.cells.map(\.text))
        return (featureColumns + [labelColumn].compactMap { $0 }).contains { names.contains(columnNames[$0]) }
    }

    /// The names in a header, as many as this layout has where the rest is empty.
    fileprivate func names(of row: DelimitedReader.Row?) -> [String] {
        var names = row?.cells.map(\.text) ?? []
        if columnNames.first?.isEmpty == true, names.first?.isEmpty == false, names.count == columnNames.count - 1 {
            names.insert("", at: 0)
        }
        while names.count > columnNames.count, names.last?.isEmpty == true { names.removeLast() }
        return names
    }
}
