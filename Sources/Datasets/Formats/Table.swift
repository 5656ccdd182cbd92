/// Text tables separated by commas, semicolons, bars or tabs (CSV, TSV), whose rows are time steps or sequences.
public enum Table {
    /// Reads a training table and, if given, a test table with the same layout and classes. If they have headers, the columns of the test
    /// table are found by name.
    ///
    /// - If rows are steps, a label that is constant within each sequence is the class (or value) of the sequence; otherwise each step has
    ///   its own. Without labels the target is the next row.
    /// - If rows are sequences, missing values at the end of a row make it shorter.
    /// - Throws: `DataError` for cells that are not numbers, for missing values if they are refused, and for missing columns.
    /// - Complexity: O(bytes of the files).
    public static func load(train: String, test: String? = nil, options: TableOptions = TableOptions()) throws(DataError) -> DataPair {
        let file = try SourceFile(path: train)
        let layout = try TableLayout(file, options: options)
        let rows = try TableRows(file, layout: layout, missing: options.missing, isMultiLabel: options.target == .multilabel)
        let kind = try rows.kind(target: options.target)
        let trainDataset = try rows.dataset(kind)
        var testDataset: SequenceDataset?
        if let test {
            let file = try SourceFile(path: test)
            let rows = try TableRows(file, layout: layout, missing: options.missing, isMultiLabel: options.target == .multilabel)
            testDataset = try rows.dataset(kind, base: trainDataset.storage.details.inputBase(width: rows.width))
        }
        return DataPair(name: trainDataset.name, train: trainDataset, test: testDataset, notes: layout.notes(kind, rows, trainDataset))
    }

    static func read(_ file: SourceFile, options: TableOptions) throws(DataError) -> (SequenceDataset, TableLayout) {
        let (dataset, layout, _) = try readNoted(file, options: options)
        return (dataset, layout)
    }

    static func readNoted(_ file: SourceFile, options: TableOptions) throws(DataError) -> (SequenceDataset, TableLayout, [DataNote]) {
        let layout = try TableLayout(file, options: options)
        let rows = try TableRows(file, layout: layout, missing: options.missing, isMultiLabel: options.target == .multilabel)
        let kind = try rows.kind(target: options.target)
        let dataset = try rows.dataset(kind)
        return (dataset, layout, layout.notes(kind, rows, dataset))
    }
}

extension TableLayout {
    /// The decisions about columns, once the labels are known.
    fileprivate func notes(_ kind: TableRows.Kind, _ table: TableRows, _ dataset: SequenceDataset) -> [DataNote] {
        let titles = rows == .steps ? featureColumns.map { columnNames[$0] } : ["steps"]
        let bases = zip(titles, dataset.storage.details.inputScale?.base ?? []).filter { $1 != 0 }.map { DataNote.base($0, $1) }
        let irregular = [table.irregularSteps].compactMap { $0 }
        return bases + irregular
            + notes.map { note in
                if case .columns(let names, .timeSteps, let reason) = note, !calendar.isEmpty { return .columns(names, .calendar, reason) }
                guard case .columns(let names, .classes, let reason) = note else { return note }
                var kind = kind
                if case .several(let kinds) = kind { kind = kinds.first { [$0.name] == names }?.kind ?? kind }
                switch kind {
                case .sequenceValues, .stepValues: return .columns(names, .values, reason)
                case .sequenceLabels(_, let separator): return .columns(names, .labels, separator.map { .separated(by: $0) } ?? reason)
                case .sequenceClasses, .stepClasses, .nextStep, .several: return note
                }
            }
    }
}
