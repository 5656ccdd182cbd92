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
        self.init(rows, inputs: inputs, targets: Targets(storage.targets, inputs))
        (weights, stepWeights) = (storage.details.weights, storage.details.stepWeights)
    }
}

extension Batch.Targets {
    fileprivate init(_ targets: SequenceDataset.Targets, _ inputs: Batch.Inputs) {
        switch targets {
        case .sequenceClasses(let labels, _): self = .sequenceClasses(labels)
        case .stepClasses(let labels, _): self = .stepClasses(labels)
        case .sequenceValues(let values, _): self = .sequenceValues(values)
        case .sequenceLabels(let values, _): self = .sequenceLabels(values)
        case .labelSequences(let labels, _): self = .labelSequences(labels)
        case .stepValues(let values, _): self = .stepValues(values)
        case .nextSymbol: if case .symbols(let ids) = inputs { self = .nextSymbols(ids) } else { self = .none }
        case .several(let all): self = .several(all.map { (Batch.Targets($0.values, inputs), $0.values.outputs) })
        }
    }
}

extension SequenceDataset.Targets {
    /// Outputs of a network that predicts one of several targets.
    fileprivate var outputs: Int {
        switch self {
        case .sequenceClasses(_, let names), .stepClasses(_, let names), .sequenceLabels(_, let names): names.count
        case .sequenceValues(_, let width), .stepValues(_, let width): width
        case .labelSequences, .nextSymbol, .several: 0
        }
    }
}
