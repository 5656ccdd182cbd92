/// The sequences of one table, before it is decided what their labels are.
struct TableRows {
    /// What the labels of a table are; decided on the training table and kept for the test table.
    enum Kind {
        case sequenceClasses(ClassIndex)
        case stepClasses(ClassIndex)
        case sequenceValues
        case stepValues
        case nextStep
    }

    private struct Label {
        var text: String
        var line: Int
    }

    private let file: SourceFile
    private let layout: TableLayout
    /// Values of each sequence, step by step.
    private var sequences: [[Float?]] = []
    /// Labels of each sequence, one or one a step.
    private var labels: [[Label]] = []
    private let width: Int

    init(_ file: SourceFile, layout: TableLayout, missing: MissingValues) throws(DataError) {
        self.file = file
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
        width = layout.rows == .steps ? layout.featureColumns.count : 1
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
            labels.append([])
        }
        for column in layout.featureColumns { sequences[sequence].append(try value(row, column, missing)) }
        if let column = layout.labelColumn { labels[sequence].append(try label(row, column)) }
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
        for column in columns { values.append(try value(row, column, missing)) }
        sequences.append(values)
        labels.append([try label(row, column)])
    }

    private func value(_ row: DelimitedReader.Row, _ column: Int, _ missing: MissingValues) throws(DataError) -> Float? {
        guard row.cells[column].isMissing else { return try row.number(column, decimalComma: layout.decimalComma) }
        guard missing == .refuse else { return nil }
        throw row.error(.value(.missing), cell: column)
    }

    private func label(_ row: DelimitedReader.Row, _ column: Int) throws(DataError) -> Label {
        let text = row.cells[column].text
        guard !NumberText.isMissingLabel(text) else { throw row.error(.value(.noLabel(found: text)), cell: column) }
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
        let texts = labels.lazy.flatMap { $0 }.map(\.text)
        let hasFractions =
            texts.allSatisfy { layout.number($0)?.isFinite ?? false }
            && texts.contains { layout.number($0).map { $0 != $0.rounded() } ?? false }
        let isOneASequence = labels.allSatisfy { labels in labels.allSatisfy { $0.text == labels.first?.text } }
        // One sequence with one class in all its steps would leave nothing to learn.
        let isSequence = layout.rows == .sequences || isOneASequence && labels.count > 1
        let target = target ?? (hasFractions ? .values : .classes)
        guard target != .labels || layout.rows == .steps else { throw file.error(.table(.noStepLabels)) }
        switch target {
        case .values: return isSequence ? .sequenceValues : .stepValues
        case .labels: return .stepClasses(ClassIndex(oneAValue: texts))
        case .classes:
            let index = ClassIndex(oneAValue: texts)
            return isSequence ? .sequenceClasses(index) : .stepClasses(index)
        }
    }

    func dataset(_ kind: Kind) throws(DataError) -> SequenceDataset {
        let offsets = sequences.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count / width) }
        let values = sequences.flatMap { $0.map { $0 ?? 0 } }
        let targets: SequenceDataset.Targets
        switch kind {
        case .nextStep:
            return try SequenceDataset.forecasting(
                name: file.baseName, values: values, width: width, offsets: offsets, file: file.name,
                featureNames: layout.featureNames)
        case .sequenceClasses(let index):
            for (sequence, labels) in labels.enumerated() {
                if let other = labels.first(where: { index[$0.text] != index[labels[0].text] }) {
                    throw error(other, .table(.labelChanges(sequence: sequence + 1)))
                }
            }
            targets = .sequenceClasses(labels: try numbers(labels.compactMap(\.first), index), names: index.names)
        case .stepClasses(let index):
            targets = .stepClasses(labels: try numbers(labels.flatMap { $0 }, index), names: index.names)
        case .sequenceValues: targets = .sequenceValues(values: try targetValues(labels.compactMap(\.first)), width: 1)
        case .stepValues: targets = .stepValues(values: try targetValues(labels.flatMap { $0 }), width: 1)
        }
        var details = SequenceDataset.Details()
        details.featureNames = layout.featureNames
        return SequenceDataset(
            name: file.baseName, presentation: .channels, inputs: .features(values: values, width: width), targets: targets,
            offsets: offsets, details: details)
    }

    private func numbers(_ labels: [Label], _ index: ClassIndex) throws(DataError) -> [Int32] {
        var numbers: [Int32] = []
        for label in labels {
            guard let number = index[label.text] else {
                throw error(label, .value(.unknownClass(label.text, expected: index.names)))
            }
            numbers.append(number)
        }
        return numbers
    }

    private func targetValues(_ labels: [Label]) throws(DataError) -> [Float] {
        var values: [Float] = []
        for label in labels {
            guard let value = layout.number(label.text), Float(value).isFinite else {
                throw error(label, .table(.targetNotANumber(found: label.text)))
            }
            values.append(Float(value))
        }
        return values
    }

    private func error(_ label: Label, _ problem: DataError.Problem) -> DataError {
        DataError(problem, file: file.name, line: label.line)
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
