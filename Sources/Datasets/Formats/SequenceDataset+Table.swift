extension SequenceDataset {
    /// The dataset with mask channels, if requested.
    func masked(where missing: MissingValues) -> SequenceDataset { missing == .mask ? masked() : self }

    /// The dataset with the names of its sequences, if there is one for each.
    func named(_ names: [String]?, layout: TableLayout) -> SequenceDataset {
        guard let names, let column = layout.sequenceColumn, names.count == count else { return self }
        var details = storage.details
        details.sequenceNames = names
        details.sequenceColumn = layout.hasHeader ? layout.columnNames[column] : nil
        let storage = Storage(storage, targets: storage.targets, details: details)
        return SequenceDataset(name: name, presentation: presentation, storage: storage, selection: selection)
    }
}
