extension SequenceDataset {
    /// No sequences of the kind of these, with their classes and symbols and after them those of other data that are not among them, in its order: what other data can be
    /// matched to once a network knows both.
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
        // Of several targets the classes stay: outputs of theirs stand side by side.
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
    /// Whether steps hold the same and the same is to be predicted, whatever the names of classes, symbols and features are.
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
    /// Targets of this kind for no sequence.
    ///
    /// - Parameter change: what the names of classes and labels become.
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
    /// These names, and after them those of others that are not among them.
    ///
    /// - Parameter areNumbers: whether 1.0 is the same name as 1.
    fileprivate func extended(with others: [String], areNumbers: Bool) -> [String] {
        names + others.filter { (areNumbers ? self[$0] : exactly($0)) == nil }
    }
}
