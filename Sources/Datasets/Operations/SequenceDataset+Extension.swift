extension SequenceDataset {
    /// An empty dataset of the same kind, with its classes and symbols followed by those of `other` that are new, in the order of `other`:
    /// the data that other data is matched to once a network knows both.
    ///
    /// - Complexity: O(names).
    public func extended(with other: SequenceDataset) -> SequenceDataset {
        var inputs = Inputs.features(values: [], width: features)
        if case .symbols(_, let vocabulary) = storage.form {
            var names = vocabulary
            if case .symbols(_, let others) = other.storage.form {
                names = ClassIndex(vocabulary).extended(with: others, areNumbers: false)
            }
            inputs = .symbols(ids: [], vocabulary: names)
        }
        // With several targets the classes are unchanged, since outputs of the next target follow them.
        let targets = storage.targets.empty { ClassIndex($0).extended(with: other.classNames, areNumbers: true) }
        var details = storage.details
        (details.weights, details.times, details.levels, details.windows, details.sequenceNames) = ([], [], [], nil, nil)
        details.stepWeights = []
        return SequenceDataset(
            name: name, presentation: presentation, storage: Storage(inputs: inputs, targets: targets, offsets: [0], details: details),
            selection: [])
    }
}

extension SequenceDataset {
    /// Whether inputs and targets are of the same kind, whatever the names of classes, symbols and features.
    public func isOfKind(of other: SequenceDataset) -> Bool {
        let haveSameInputs =
            switch (storage.form, other.storage.form) {
            case (.features(_, let width), .features(_, let otherWidth)): width == otherWidth
            case (.symbols, .symbols): true
            case (.features, .symbols), (.symbols, .features): false
            }
        guard haveSameInputs else { return false }
        return switch (storage.targets, other.storage.targets) {
        case (.sequenceClasses, .sequenceClasses), (.stepClasses, .stepClasses), (.sequenceLabels, .sequenceLabels),
            (.labelSequences, .labelSequences), (.nextSymbol, .nextSymbol):
            true
        case (.sequenceValues(_, let width), .sequenceValues(_, let otherWidth)),
            (.stepValues(_, let width), .stepValues(_, let otherWidth)):
            width == otherWidth
        case (.several(let targets), .several(let others)):
            targets.map(\.name) == others.map(\.name) && targets.indices.allSatisfy { target($0).isOfKind(of: other.target($0)) }
        default: false
        }
    }
}

extension SequenceDataset.Targets {
    /// Targets of this kind for no sequences.
    ///
    /// - Parameter change: maps the names of classes and labels to new ones.
    fileprivate func empty(_ change: ([String]) -> [String]) -> SequenceDataset.Targets {
        switch self {
        case .sequenceClasses(_, let names): .sequenceClasses(labels: [], names: change(names))
        case .stepClasses(_, let names): .stepClasses(labels: [], names: change(names))
        case .sequenceLabels(_, let names): .sequenceLabels(values: [], names: change(names))
        case .labelSequences(_, let names): .labelSequences(labels: LabelSequences([]), names: change(names))
        case .sequenceValues(_, let width): .sequenceValues(values: [], width: width)
        case .stepValues(_, let width): .stepValues(values: [], width: width)
        case .nextSymbol: .nextSymbol
        case .several(let targets): .several(targets.map { $0.with($0.values.empty { $0 }) })
        }
    }
}

extension ClassIndex {
    /// These names, followed by those of `others` that are new.
    ///
    /// - Parameter areNumbers: whether 1.0 and 1 are the same name.
    fileprivate func extended(with others: [String], areNumbers: Bool) -> [String] {
        names + others.filter { (areNumbers ? self[$0] : exactly($0)) == nil }
    }
}
