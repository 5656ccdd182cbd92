import Datasets

extension Batch {
    /// The batch of these rows of a dataset.
    ///
    /// - Precondition: rows have steps, and lie in the storage.
    init(_ rows: [SequenceSlice], from storage: SequenceDataset.Storage) {
        let inputs: Inputs =
            switch storage.inputs {
            case .features(let values, _): .features(values)
            case .symbols(let ids, _): .symbols(ids)
            }
        let targets: Targets
        switch storage.targets {
        case .sequenceClasses(let labels, _): targets = .sequenceClasses(labels)
        case .stepClasses(let labels, _): targets = .stepClasses(labels)
        case .sequenceValues(let values, _): targets = .sequenceValues(values)
        case .sequenceLabels(let values, _): targets = .sequenceLabels(values)
        case .labelSequences(let labels, _): targets = .labelSequences(labels)
        case .stepValues(let values, _): targets = .stepValues(values)
        case .nextSymbol: if case .symbols(let ids) = inputs { targets = .nextSymbols(ids) } else { targets = .none }
        }
        self.init(rows, inputs: inputs, targets: targets)
        weights = storage.details.weights
    }
}
