extension SequenceDataset {
    /// One of several targets of the same sequences.
    public struct Target: Sendable, Codable {
        /// The name: that of the column or array it comes from.
        public let name: String
        /// The target itself: classes, labels or values, for each sequence or each step; not several targets again.
        public let values: Targets
        /// How its values were standardised; nil if they were not, and for classes.
        public let scale: Standardization?

        /// A target with this name.
        public init(name: String, values: Targets, scale: Standardization? = nil) {
            (self.name, self.values, self.scale) = (name, values, scale)
        }

        /// The same target with other values.
        func with(_ values: Targets) -> Target { Target(name: name, values: values, scale: scale) }
    }

    /// The targets if there are several; else empty.
    public var severalTargets: [Target] {
        if case .several(let targets) = storage.targets { targets } else { [] }
    }

    /// The same sequences with only one of several targets.
    ///
    /// - Complexity: O(1); values are not copied.
    /// - Precondition: `index` is an index of `severalTargets`.
    public func target(_ index: Int) -> SequenceDataset {
        let target = severalTargets[index]
        var details = storage.details
        details.targetScale = target.scale
        return SequenceDataset(
            name: name, presentation: presentation,
            storage: Storage(storage, targets: target.values, details: details),
            selection: selection)
    }
}

extension SequenceDataset.Targets {
    /// Whether there is a target for each step rather than one for each sequence.
    var areOfSteps: Bool {
        switch self {
        case .stepClasses, .stepValues, .nextSymbol: true
        case .sequenceClasses, .sequenceValues, .sequenceLabels, .labelSequences: false
        case .several(let targets): targets.first?.values.areOfSteps ?? false
        }
    }

    /// Whether the number of targets matches this many sequences and steps.
    func fit(sequences: Int, steps: Int) -> Bool {
        switch self {
        case .sequenceClasses(let labels, _): labels.count == sequences
        case .stepClasses(let labels, _): labels.count == steps
        case .sequenceValues(let values, let width): values.count == sequences * width
        case .stepValues(let values, let width): values.count == steps * width
        case .sequenceLabels(let values, let names): values.count == sequences * names.count
        case .labelSequences(let labels, _): labels.count == sequences && labels.isSound
        case .nextSymbol: true
        case .several(let targets):
            targets.count > 1 && targets.allSatisfy { $0.values.canBeOneOfSeveral && $0.values.fit(sequences: sequences, steps: steps) }
        }
    }

    /// Whether this kind can be one of several targets.
    private var canBeOneOfSeveral: Bool {
        switch self {
        case .sequenceClasses, .stepClasses, .sequenceValues, .stepValues, .sequenceLabels: true
        case .labelSequences, .nextSymbol, .several: false
        }
    }

    /// Placeholder targets of this kind for this many sequences and steps: zeros, or no labels.
    ///
    /// - Complexity: O(size of the targets).
    public func unknown(sequences: Int, steps: Int) -> SequenceDataset.Targets {
        switch self {
        case .sequenceClasses(_, let names): .sequenceClasses(labels: Array(repeating: 0, count: sequences), names: names)
        case .stepClasses(_, let names): .stepClasses(labels: Array(repeating: 0, count: steps), names: names)
        case .sequenceValues(_, let width): .sequenceValues(values: Array(repeating: 0, count: sequences * width), width: width)
        case .stepValues(_, let width): .stepValues(values: Array(repeating: 0, count: steps * width), width: width)
        case .sequenceLabels(_, let names):
            .sequenceLabels(values: Array(repeating: 0, count: sequences * names.count), names: names)
        case .labelSequences(_, let names):
            .labelSequences(labels: LabelSequences(Array(repeating: [], count: sequences)), names: names)
        case .nextSymbol: .nextSymbol
        case .several(let targets): .several(targets.map { $0.with($0.values.unknown(sequences: sequences, steps: steps)) })
        }
    }
}
