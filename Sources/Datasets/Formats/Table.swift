/// Tables of text with commas, semicolons, bars or tabs (CSV, TSV): a row a time step or a row a sequence.
public enum Table {
    /// Reads a table to train on and, if there is one, a table to test on with the same layout and classes. Where they have headers, columns of the latter are found by
    /// name.
    ///
    /// - In a table whose rows are steps, a label that is the same in all steps of each sequence is the class (or value) of the sequence;
    ///   else each step has its own. Without labels the next row is to be predicted.
    /// - In a table whose rows are sequences, missing values at the end of a row make it shorter.
    /// - Throws: `DataError` for cells that are no numbers, missing values where they are refused, and columns that are not there.
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
    /// What was decided about columns, once it is known what the labels are.
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
