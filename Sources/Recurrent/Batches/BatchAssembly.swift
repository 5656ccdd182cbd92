import Datasets

extension Batch {
    /// Assembles these rows of a dataset into a batch.
    ///
    /// - Parameter ranks: processes that each compute a part of the batch; nil if all of it is computed here.
    /// - Precondition: every row has steps, and lies in the storage.
    /// - Complexity: O(rows), or O(size of the rows computed here) if the inputs are on another rank.
    init(_ rows: [SequenceSlice], from storage: SequenceDataset.Storage, ranks: RankGroup? = nil) {
        guard let source = storage.inputSource else {
            self.init(rows, inputs: Inputs(storage.inputs), of: storage)
            return
        }
        let needed = Self.neededSteps(rows, of: storage, ranks)
        self.init(rows, inputs: Inputs(source.inputs(of: needed)), of: storage)
        var start = 0
        inputStarts = needed.map { steps in
            defer { start += steps.count }
            return steps.isEmpty ? -1 : start
        }
    }

    private init(_ rows: [SequenceSlice], inputs: Inputs, of storage: SequenceDataset.Storage) {
        self.init(rows, inputs: inputs, targets: Targets(storage.targets, inputs))
        (weights, stepWeights) = (storage.details.weights, storage.details.stepWeights)
    }

    /// Prefetches inputs from another rank while other work is done, for a batch that will be assembled soon.
    static func expect(_ rows: [SequenceSlice], from storage: SequenceDataset.Storage, ranks: RankGroup?) {
        storage.inputSource?.expect(neededSteps(rows, of: storage, ranks))
    }

    /// The steps of each row whose inputs are needed here; none for rows that are computed elsewhere.
    private static func neededSteps(
        _ rows: [SequenceSlice], of storage: SequenceDataset.Storage, _ ranks: RankGroup?
    ) -> [Range<Int>] {
        if case .symbols = storage.form {
            // Each rank reads the symbols of all rows, and if the next symbol is predicted, that symbol as well.
            let isPredicted = if case .nextSymbol = storage.targets { true } else { false }
            return rows.map { $0.steps.lowerBound..<(isPredicted ? min($0.end, $0.steps.upperBound + 1) : $0.steps.upperBound) }
        }
        guard let ranks else { return rows.map(\.steps) }
        let own = BatchLayout(lengths: rows.map(\.steps.count), shards: 1, share: ranks.share).ownRows
        return rows.enumerated().map {
            own.contains($0.offset) ? $0.element.steps : $0.element.steps.lowerBound..<$0.element.steps.lowerBound
        }
    }
}

extension BatchLayout {
    /// The rows of the batch that are computed here.
    fileprivate var ownRows: Set<Int> { Set(order[part.sequences]) }
}

extension Batch.Inputs {
    fileprivate init(_ inputs: SequenceDataset.Inputs) {
        switch inputs {
        case .features(let values, _): self = .features(values)
        case .symbols(let ids, _): self = .symbols(ids)
        }
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
    /// The number of outputs for one of several targets.
    fileprivate var outputs: Int {
        switch self {
        case .sequenceClasses(_, let names), .stepClasses(_, let names), .sequenceLabels(_, let names): names.count
        case .sequenceValues(_, let width), .stepValues(_, let width): width
        case .labelSequences, .nextSymbol, .several: 0
        }
    }
}
