/// The sequences of one table, before it is decided what their labels are.
struct TableRows {
    /// What the labels of a table are; decided on the training table and kept for the test table.
    enum Kind {
        case sequenceClasses(ClassIndex)
        case stepClasses(ClassIndex)
        /// Values from which this is taken away.
        case sequenceValues(base: Double)
        case stepValues(base: Double)
        case nextStep
    }

    private struct Label {
        /// nil where it is missing, and what is missing does not count.
        var text: String?
        var line: Int
    }

    /// What the numbers of a feature were as the file has them.
    private struct NumberRange {
        var (least, greatest, rounding) = (Double.infinity, -Double.infinity, 0.0)

        mutating func add(_ number: Double) {
            (least, greatest) = (min(least, number), max(greatest, number))
            rounding = max(rounding, abs(number - Double(Float(number))))
        }
    }

    private let file: SourceFile
    private let layout: TableLayout
    /// Values of each sequence, step by step.
    private var sequences: [[Float?]] = []
    /// What each sequence is called; empty where a row is one.
    private var names: [String] = []
    /// Labels of each sequence, one or one a step.
    private var labels: [[Label]] = []
    private let width: Int
    private let missing: MissingValues
    /// What is taken away of each feature; empty for nothing.
    let base: [Double]
    private var ranges: [NumberRange]
    /// The time of each step of each sequence, in seconds since 1970; NaN where it is not known.
    private var times: [[Double]] = []
    private var dateOrder = TimeStamp.DateOrder.monthFirst
    private var isDateOrderKnown = true

    /// Rows whose features keep their digits: where single precision would keep few of them something is taken away first.
    static func precise(_ file: SourceFile, layout: TableLayout, missing: MissingValues) throws(DataError) -> TableRows {
        let rows = try TableRows(file, layout: layout, missing: missing)
        let suspected = rows.suspectedBase
        guard suspected.contains(where: { $0 != 0 }) else { return rows }
        let shifted = try TableRows(file, layout: layout, missing: missing, base: suspected)
        let needed = zip(suspected, shifted.ranges).map { base, range in
            PreciseBase.isNeeded(least: range.least, greatest: range.greatest, rounding: range.rounding) ? base : 0
        }
        if needed == suspected { return shifted }
        return needed.allSatisfy { $0 == 0 } ? rows : try TableRows(file, layout: layout, missing: missing, base: needed)
    }

    private var suspectedBase: [Double] {
        var bounds = [(least: Float, greatest: Float)](repeating: (.infinity, -.infinity), count: width)
        for sequence in sequences {
            for (place, value) in sequence.enumerated() {
                guard let value, !value.isNaN else { continue }
                let feature = place % width
                bounds[feature] = (min(bounds[feature].least, value), max(bounds[feature].greatest, value))
            }
        }
        return bounds.map { PreciseBase.suspected(least: $0.least, greatest: $0.greatest) }
    }

    init(_ file: SourceFile, layout: TableLayout, missing: MissingValues, base: [Double] = []) throws(DataError) {
        self.file = file
        self.missing = missing
        self.base = base
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
        ranges = Array(repeating: NumberRange(), count: base.count)
        try chooseDateOrder(skippedLines: head.lines)
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
        if missing != .refuse { try fill(missing) }
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
        }
        for (feature, column) in layout.featureColumns.enumerated() {
            sequences[sequence].append(try value(row, column, feature, missing))
        }
        if let column = layout.timeColumn { try addTime(row, column, sequence) }
        if let column = layout.labelColumn { labels[sequence].append(try label(row, column)) }
    }

    /// The time of a row, and what the calendar tells of it.
    private mutating func addTime(_ row: DelimitedReader.Row, _ column: Int, _ sequence: Int) throws(DataError) {
        let text = row.cells[column].text
        let time = TimeStamp.seconds(text, order: dateOrder)
        times[sequence].append(time ?? .nan)
        guard !layout.calendar.isEmpty else { return }
        guard let time else { throw row.error(.table(.noTime(found: text)), cell: column) }
        guard isDateOrderKnown else { throw row.error(.table(.dayOrMonth(found: text)), cell: column) }
        for part in layout.calendar { for feature in part.features(of: time) { sequences[sequence].append(Float(feature)) } }
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
        var (shortest, longest) = (Double.infinity, -Double.infinity)
        for sequence in times {
            for (time, next) in zip(sequence, sequence.dropFirst()) where next > time {
                (shortest, longest) = (min(shortest, next - time), max(longest, next - time))
            }
        }
        // From February to March it is 28 days, and a year has 365 or 366.
        return longest > shortest * 1.12 ? .irregularSteps(shortest: shortest, longest: longest) : nil
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
        var values: [Float?] = []
        for column in columns { values.append(try value(row, column, 0, missing)) }
        sequences.append(values)
        labels.append([try label(row, column)])
    }

    private mutating func value(
        _ row: DelimitedReader.Row, _ column: Int, _ feature: Int, _ missing: MissingValues
    ) throws(DataError) -> Float? {
        guard row.cells[column].isMissing else {
            let number = try row.number(column, decimalComma: layout.decimalComma)
            guard !base.isEmpty, base[feature] != 0, let precise = layout.number(row.cells[column].text) else { return number }
            ranges[feature].add(precise)
            return Float(precise - base[feature])
        }
        guard missing == .refuse else { return nil }
        throw row.error(.value(.missing), cell: column)
    }

    private func label(_ row: DelimitedReader.Row, _ column: Int) throws(DataError) -> Label {
        let text = row.cells[column].text
        if NumberText.isMissingLabel(text) {
            guard missing == .mask, layout.rows == .steps else { throw row.error(.value(.noLabel(found: text)), cell: column) }
            return Label(text: nil, line: row.line)
        }
        return Label(text: text, line: row.line)
    }

    private mutating func fill(_ missing: MissingValues) throws(DataError) {
        for sequence in sequences.indices where sequences[sequence].contains(where: { $0 == nil }) {
            for feature in 0..<width {
                let places = Array(stride(from: feature, to: sequences[sequence].count, by: width))
                guard let filled = missing.fill(places.map { sequences[sequence][$0] }) else {
                    throw file.error(.table(.featureMissing(sequence: sequence + 1)))
                }
                for (place, value) in zip(places, filled) { sequences[sequence][place] = value }
            }
        }
    }

    func kind(target: TargetKind?) throws(DataError) -> Kind {
        guard layout.labelColumn != nil else { return .nextStep }
        let texts = labels.lazy.flatMap { $0 }.compactMap(\.text)
        let hasFractions =
            texts.allSatisfy { layout.number($0)?.isFinite ?? false }
            && texts.contains { layout.number($0).map { $0 != $0.rounded() } ?? false }
        let isOneASequence = labels.allSatisfy { labels in labels.allSatisfy { $0.text == labels.first?.text && $0.text != nil } }
        // One sequence with one class in all its steps would leave nothing to learn.
        let isSequence = layout.rows == .sequences || isOneASequence && labels.count > 1
        let target = target ?? (hasFractions ? .values : .classes)
        guard target != .labels || layout.rows == .steps else { throw file.error(.table(.noStepLabels)) }
        switch target {
        case .values:
            let base = PreciseBase.base(of: texts.compactMap { layout.number($0) })
            return isSequence ? .sequenceValues(base: base) : .stepValues(base: base)
        case .labels: return .stepClasses(ClassIndex(oneAValue: texts))
        case .classes:
            let index = ClassIndex(oneAValue: texts)
            return isSequence ? .sequenceClasses(index) : .stepClasses(index)
        }
    }

    func dataset(_ kind: Kind) throws(DataError) -> SequenceDataset {
        var names: [String]? = layout.sequenceColumn == nil ? nil : names
        // Sequences of one step predict nothing and are left out.
        if case .nextStep = kind, let all = names { names = zip(all, sequences).filter { $1.count > width }.map(\.0) }
        return try unnamed(kind).masked(where: missing).named(names, layout: layout)
    }

    private func unnamed(_ kind: Kind) throws(DataError) -> SequenceDataset {
        let offsets = sequences.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count / width) }
        let values = sequences.flatMap { $0.map { $0 ?? 0 } }
        let targets: SequenceDataset.Targets
        switch kind {
        case .nextStep:
            return try SequenceDataset.forecasting(
                name: file.baseName, values: values, width: width, offsets: offsets, file: file.name,
                featureNames: layout.featureNames, predicted: layout.predictedFeatures, known: layout.knownFeatures, base: wholeBase)
        case .sequenceClasses(let index):
            for (sequence, labels) in labels.enumerated() {
                if let other = labels.first(where: { number($0, index) != number(labels[0], index) }) {
                    throw error(other, .table(.labelChanges(sequence: sequence + 1)))
                }
            }
            targets = .sequenceClasses(labels: try numbers(labels.compactMap(\.first), index), names: index.names)
        case .stepClasses(let index):
            targets = .stepClasses(labels: try numbers(labels.flatMap { $0 }, index), names: index.names)
        case .sequenceValues(let base): targets = .sequenceValues(values: try targetValues(labels.compactMap(\.first), base), width: 1)
        case .stepValues(let base): targets = .stepValues(values: try targetValues(labels.flatMap { $0 }, base), width: 1)
        }
        var details = SequenceDataset.Details()
        details.inputScale = Standardization(base: wholeBase)
        details.targetScale = kind.base.flatMap { Standardization(base: [$0]) }
        details.featureNames = layout.featureNames
        return SequenceDataset(
            name: file.baseName, presentation: .channels, inputs: .features(values: values, width: width), targets: targets,
            offsets: offsets, details: details)
    }

    /// What is taken away of each feature, those of the calendar among them.
    private var wholeBase: [Double] { base.isEmpty ? [] : base + [Double](repeating: 0, count: width - base.count) }

    /// nil where the class is missing, or not known.
    private func number(_ label: Label, _ index: ClassIndex) -> Int32? { label.text.flatMap { index[$0] } }

    private func numbers(_ labels: [Label], _ index: ClassIndex) throws(DataError) -> [Int32] {
        var numbers: [Int32] = []
        for label in labels {
            guard let text = label.text else {
                numbers.append(-1)
                continue
            }
            guard let number = index[text] else { throw error(label, .value(.unknownClass(text, expected: index.names))) }
            numbers.append(number)
        }
        return numbers
    }

    private func targetValues(_ labels: [Label], _ base: Double) throws(DataError) -> [Float] {
        var values: [Float] = []
        for label in labels {
            guard let text = label.text else {
                values.append(.nan)
                continue
            }
            guard let value = layout.number(text), Float(value).isFinite else {
                throw error(label, .table(.targetNotANumber(found: text)))
            }
            values.append(Float(value - base))
        }
        return values
    }

    private func error(_ label: Label, _ problem: DataError.Problem) -> DataError {
        DataError(problem, file: file.name, line: label.line)
    }
}

extension TableRows.Kind {
    /// What is taken away of values; nil where there are none.
    fileprivate var base: Double? {
        switch self {
        case .sequenceValues(let base), .stepValues(let base): base
        case .sequenceClasses, .stepClasses, .nextStep: nil
        }
    }
}

extension TableLayout {
    fileprivate func number(_ text: String) -> Double? { TableNumber.double(text, decimalComma: decimalComma) }

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
