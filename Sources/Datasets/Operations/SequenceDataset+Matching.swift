extension SequenceDataset {
    /// These sequences in the form of the training data `known`: classes, symbols and features have the same indices, by name, and numbers
    /// are standardised in the same way. Names may be in another order; unknown names are an error, unless there is a symbol for unknown
    /// ones.
    ///
    /// - Parameters:
    ///   - known: data with the names and scales to match; its sequences are not needed.
    ///   - example: the only sequence that will be used; others may contain unknown names.
    /// - Throws: `DataError` with the unknown names.
    /// - Complexity: O(names), plus O(steps) if they differ.
    public func matched(to known: SequenceDataset, example: Int? = nil) throws(DataError) -> SequenceDataset {
        guard storage !== known.storage else { return self }
        let checked = example.map { $0..<($0 + 1) } ?? 0..<count
        var inputs = storage.inputs
        var targets = storage.targets
        var details = storage.details
        switch (storage.inputs, known.storage.inputs) {
        case (.symbols(let ids, let own), .symbols(_, let vocabulary)):
            if own != vocabulary { inputs = .symbols(ids: try symbols(ids, of: checked, own, as: vocabulary), vocabulary: vocabulary) }
        case (.features(let values, let width), .features):
            if let order = try order(of: known.storage.details.featureNames) {
                inputs = .features(values: Self.reordered(values, width: width, order), width: width)
                targets = Self.followingFeatures(targets, order, &details)
                details.inputScale = details.inputScale?.reordered(order)
                details.featureNames = known.storage.details.featureNames
            }
        case (.symbols, .features), (.features, .symbols):
            throw DataError(.matching(.inputs(data: name, isSymbolic: features(areSymbols: storage.inputs))))
        }
        switch (storage.targets, known.storage.targets) {
        case (.sequenceClasses(let labels, let own), .sequenceClasses(_, let names)) where own != names:
            targets = .sequenceClasses(labels: try classes(labels, of: selection[checked], own, as: names), names: names)
        case (.stepClasses(let labels, let own), .stepClasses(_, let names)) where own != names:
            let steps = checked.lazy.flatMap { self.steps($0) }
            targets = .stepClasses(labels: try classes(labels, of: steps, own, as: names), names: names)
        case (.sequenceLabels(let values, let own), .sequenceLabels(_, let names)) where own != names:
            targets = .sequenceLabels(values: try labels(values, of: selection[checked], own, as: names), names: names)
        case (.labelSequences(let labels, let own), .labelSequences(_, let names)) where own != names:
            let places = checked.lazy.flatMap { labels.range(self.selection[$0]) }
            let numbers = try classes(labels.labels, of: places, own, as: names)
            targets = .labelSequences(labels: LabelSequences(labels: numbers, offsets: labels.offsets), names: names)
        case (.sequenceValues(_, let width), .sequenceValues(_, let other)), (.stepValues(_, let width), .stepValues(_, let other)):
            if width == other { targets = Self.rescaled(targets, from: details.targetScale, to: known.storage.details.targetScale) }
        case (.several, .several): targets = try severalMatched(to: known, example: example)
        default: break
        }
        if case .features(let values, let width) = inputs, width == known.features {
            let (own, other) = (details.inputScale, known.storage.details.inputScale)
            if own != other {
                var scaled = Standardization.converted(values, from: own, to: other)
                details.clearMissing(&scaled, width: width)
                inputs = .features(values: scaled, width: width)
            }
        }
        let isScaledAlike =
            storage.details.inputScale == known.storage.details.inputScale
            && storage.details.targetScale == known.storage.details.targetScale
            && severalTargets.map(\.scale) == known.severalTargets.map(\.scale)
        if isScaledAlike, details.featureNames == storage.details.featureNames, hasNames(of: known) { return self }
        details.inputScale = known.storage.details.inputScale
        details.targetScale = known.storage.details.targetScale
        return SequenceDataset(
            name: name, presentation: presentation,
            storage: Storage(inputs: inputs, targets: targets, offsets: storage.offsets, details: details), selection: selection)
    }

    /// Whether classes and symbols have the same names in the same order.
    ///
    /// - Complexity: O(names).
    public func hasNames(of other: SequenceDataset) -> Bool {
        let (own, others) = (severalTargets, other.severalTargets)
        guard classNames == other.classNames, own.map(\.name) == others.map(\.name),
            own.indices.allSatisfy({ target($0).classNames == other.target($0).classNames })
        else { return false }
        switch (storage.form, other.storage.form) {
        case (.symbols(_, let own), .symbols(_, let names)): return own == names
        case (.features, .features): return true
        case (.symbols, .features), (.features, .symbols): return false
        }
    }

    /// Several targets, matched by name.
    private func severalMatched(to known: SequenceDataset, example: Int?) throws(DataError) -> Targets {
        let (own, others) = (severalTargets.map(\.name), known.severalTargets.map(\.name))
        let missing = others.filter { !own.contains($0) }
        guard missing.isEmpty else { throw DataError(.matching(.missingColumns(data: name, missing, known: others))) }
        var targets: [Target] = []
        for (index, name) in others.enumerated() {
            guard let place = own.firstIndex(of: name) else { continue }
            let matched = try target(place).matched(to: known.target(index), example: example)
            targets.append(Target(name: name, values: matched.storage.targets, scale: matched.storage.details.targetScale))
        }
        return .several(targets)
    }

    private func features(areSymbols inputs: Inputs) -> Bool {
        if case .symbols = inputs { true } else { false }
    }

    /// Symbols by their indices in another vocabulary.
    private func symbols(_ ids: [Int32], of checked: Range<Int>, _ own: [String], as vocabulary: [String]) throws(DataError) -> [Int32] {
        let index = ClassIndex(vocabulary)
        let unknown = index[JSONLines.unknown]
        let numbers = own.map { index.exactly($0) ?? unknown }
        var missing: Set<Int32> = []
        for sequence in checked {
            for step in steps(sequence) where numbers[Int(ids[step])] == nil { missing.insert(ids[step]) }
        }
        guard missing.isEmpty else {
            throw DataError(.matching(.unknownSymbols(data: name, missing.sorted().map { own[Int($0)] }, known: vocabulary.count)))
        }
        return ids.map { numbers[Int($0)] ?? 0 }
    }

    /// Labels by their indices among other names; unchecked rows may hold any label.
    private func classes(
        _ labels: [Int32], of rows: some Sequence<Int>, _ own: [String], as names: [String]
    ) throws(DataError) -> [Int32] {
        let index = ClassIndex(names)
        let numbers = own.map { index[$0] }
        var missing: Set<Int32> = []
        for row in rows where labels[row] >= 0 && numbers[Int(labels[row])] == nil { missing.insert(labels[row]) }
        guard missing.isEmpty else {
            throw DataError(.matching(.unknownClasses(data: name, missing.sorted().map { own[Int($0)] }, known: names)))
        }
        return labels.map { $0 < 0 ? $0 : numbers[Int($0)] ?? 0 }
    }

    /// Labels in the columns of other names; a label that no sequence has need not be known.
    private func labels(
        _ values: [Float], of rows: some Sequence<Int>, _ own: [String], as names: [String]
    ) throws(DataError) -> [Float] {
        let (index, known) = (ClassIndex(own), ClassIndex(names))
        let used = own.indices.filter { place in rows.contains { values[$0 * own.count + place] > 0 } }
        let missing = used.map { own[$0] }.filter { known[$0] == nil }
        guard missing.isEmpty else { throw DataError(.matching(.unknownClasses(data: name, missing, known: names))) }
        let places = names.map { index[$0].map(Int.init) }
        return (0..<(storage.offsets.count - 1)).flatMap { row in places.map { $0.map { values[row * own.count + $0] } ?? 0 } }
    }

    /// The index here of each of these features; nil if the order is the same, or the names are unknown.
    private func order(of names: [String]) throws(DataError) -> [Int]? {
        let own = storage.details.featureNames
        guard !own.isEmpty, !names.isEmpty, own != names else { return nil }
        let missing = names.filter { !own.contains($0) }
        guard missing.isEmpty else { throw DataError(.matching(.missingColumns(data: name, missing, known: names))) }
        let unknown = own.filter { !names.contains($0) }
        guard unknown.isEmpty, own.count == names.count else {
            throw DataError(.matching(.unknownColumns(data: name, unknown, known: names)))
        }
        return names.compactMap { own.firstIndex(of: $0) }
    }

    private static func reordered(_ values: [Float], width: Int, _ order: [Int]) -> [Float] {
        stride(from: 0, to: values.count, by: width).flatMap { start in order.map { values[start + $0] } }
    }

    /// Targets that are later values of features, for features in another order. If only some features are predicted, they keep the
    /// requested order.
    private static func followingFeatures(_ targets: Targets, _ order: [Int], _ details: inout Details) -> Targets {
        let predicted = details.predictedFeatures
        let places = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        details.knownFeatures = details.knownFeatures.compactMap { places[$0] }
        let masks = details.masks.compactMap { feature, mask in places[feature].flatMap { feature in places[mask].map { (feature, $0) } } }
        details.masks = Dictionary(masks, uniquingKeysWith: { first, _ in first })
        let columns = Set(predicted).count
        guard columns > 0, columns == order.count - masks.count, predicted.count % columns == 0 else {
            details.predictedFeatures = predicted.compactMap { places[$0] }
            return targets
        }
        let targetOrder = predicted.indices.map { $0 / columns * columns + order[$0 % columns] }
        details.targetScale = details.targetScale?.reordered(targetOrder)
        if !details.levels.isEmpty { details.levels = reordered(details.levels, width: columns, Array(order.prefix(columns))) }
        switch targets {
        case .stepValues(let values, let width):
            return .stepValues(values: reordered(values, width: width, targetOrder), width: width)
        case .sequenceValues(let values, let width):
            return .sequenceValues(values: reordered(values, width: width, targetOrder), width: width)
        case .sequenceClasses, .stepClasses, .sequenceLabels, .labelSequences, .nextSymbol, .several: return targets
        }
    }

    private static func rescaled(_ targets: Targets, from own: Standardization?, to other: Standardization?) -> Targets {
        guard own != other else { return targets }
        switch targets {
        case .sequenceValues(let values, let width):
            return .sequenceValues(values: Standardization.converted(values, from: own, to: other), width: width)
        case .stepValues(let values, let width):
            return .stepValues(values: Standardization.converted(values, from: own, to: other), width: width)
        case .sequenceClasses, .stepClasses, .sequenceLabels, .labelSequences, .nextSymbol, .several: return targets
        }
    }
}
