/// Turns the rows of a table into a dataset, once the kind of their labels is known.
extension TableRows {
    func kind(target: TargetKind?) throws(DataError) -> Kind {
        let kind = try kindOfTargets(target)
        guard layout.stepWeightColumn == nil || kind.isOfSteps else { throw file.error(.table(.stepWeightsWithoutStepTargets)) }
        return kind
    }

    private func kindOfTargets(_ target: TargetKind?) throws(DataError) -> Kind {
        guard !moreTargets.isEmpty else { return try kind(target: target, isSequence: isOfSequences) }
        let all = (0...moreTargets.count).map(self.target)
        let isSequence = all.allSatisfy(\.isOfSequences)
        var kinds: [(name: String, kind: Kind)] = []
        for (column, rows) in zip([layout.labelColumn].compactMap { $0 } + layout.moreTargetColumns, all) {
            kinds.append((layout.targetName(column), try rows.kind(target: target, isSequence: isSequence)))
        }
        return .several(kinds)
    }

    /// Whether each sequence has one label. A single sequence with one class in all its steps would leave nothing to learn.
    private var isOfSequences: Bool { layout.rows == .sequences || count > 1 && isOneLabelASequence }

    private func kind(target: TargetKind?, isSequence: Bool) throws(DataError) -> Kind {
        guard layout.labelColumn != nil else { return .nextStep }
        let texts = labels.all.lazy.compactMap(\.text)
        let hasFractions =
            texts.allSatisfy { layout.number($0)?.isFinite ?? false }
            && texts.contains { layout.number($0).map { $0 != $0.rounded() } ?? false }
        let areColumns = !layout.moreLabelColumns.isEmpty
        guard !areColumns || target == nil || target == .multilabel else { throw file.error(.table(.severalLabelColumns)) }
        let target: TargetKind = areColumns ? .multilabel : target ?? (hasFractions ? .values : .classes)
        guard target != .labels || layout.rows == .steps else { throw file.error(.table(.noStepLabels)) }
        switch target {
        case .values:
            let base = PreciseBase.base(of: texts.compactMap { layout.number($0) })
            return isSequence ? .sequenceValues(base: base) : .stepValues(base: base)
        case .multilabel: return multiLabels
        case .labels: return .stepClasses(ClassIndex(oneAValue: texts))
        case .classes:
            let index = ClassIndex(oneAValue: texts)
            return isSequence ? .sequenceClasses(index) : .stepClasses(index)
        }
    }

    private var isOneLabelASequence: Bool {
        (0..<count).allSatisfy { sequence in
            let labels = labels[sequence]
            return labels.allSatisfy { $0.text == labels.first?.text && $0.text != nil }
        }
    }

    /// The times of all steps; empty if none is known.
    private var stepTimes: [Double] {
        layout.rows == .steps && isDateOrderKnown && times.all.contains { !$0.isNaN } ? times.all : []
    }

    /// Possible separators between names, in the order in which they are tried.
    private static let separators: [Character] = [";", "|", ",", " "]

    /// The names of labels: those of the columns, or those in one column, split at the first separator that occurs anywhere.
    private var multiLabels: Kind {
        guard layout.moreLabelColumns.isEmpty else {
            return .sequenceLabels(
                ClassIndex(([layout.labelColumn].compactMap { $0 } + layout.moreLabelColumns).map { layout.columnNames[$0] }),
                separator: nil)
        }
        let texts = Set(labels.all.lazy.compactMap(\.text))
        let separator = Self.separators.first { mark in texts.contains { $0.contains(mark) } } ?? Self.separators[0]
        return .sequenceLabels(ClassIndex(found: texts.flatMap { Self.names(in: $0, separator) }), separator: separator)
    }

    /// The names in a cell; none if it is empty or marked as missing.
    private static func names(in text: String, _ separator: Character) -> [String] {
        guard !NumberText.isMissingLabel(text) else { return [] }
        return text.split(separator: separator).map { $0.trimmed }.filter { !$0.isEmpty }
    }

    /// 1 for each label that a sequence has, [sequences, labels].
    private func labelValues(_ index: ClassIndex, _ separator: Character?) throws(DataError) -> [Float] {
        var values: [Float] = []
        for sequence in 0..<count {
            let labels = labels[sequence]
            guard let first = labels.first else { continue }
            if let other = labels.first(where: { $0.text != first.text || $0.others != first.others }) {
                throw error(other, .table(.labelChanges(sequence: sequence + 1)))
            }
            var row = [Float](repeating: 0, count: index.names.count)
            if let separator {
                for name in Self.names(in: first.text ?? "", separator) {
                    guard let label = index[name] else { throw error(first, .value(.unknownClass(name, expected: index.names))) }
                    row[Int(label)] = 1
                }
            } else {
                for (place, text) in ([first.text ?? ""] + first.others).enumerated() {
                    guard let number = layout.number(text), number == 0 || number == 1 else {
                        throw error(first, .table(.notZeroOrOne(found: text)))
                    }
                    row[place] = Float(number)
                }
            }
            values += row
        }
        return values
    }

    /// - Parameter base: the base to subtract from each feature, if it is known from other data.
    func dataset(_ kind: Kind, base: [Double]? = nil) throws(DataError) -> SequenceDataset {
        var names: [String]? = layout.sequenceColumn == nil ? nil : names
        // Sequences of one step predict nothing and are left out.
        if case .nextStep = kind, let all = names { names = all.indices.filter { values[$0].count > width }.map { all[$0] } }
        return try unnamed(kind, base: base).masked(where: missing).named(names, layout: layout)
    }

    private func unnamed(_ kind: Kind, base: [Double]?) throws(DataError) -> SequenceDataset {
        let offsets = width == 1 ? self.values.offsets : self.values.offsets.map { $0 / width }
        let all = self.values.all
        // The known bases do not include the calendar features, which come last.
        let base =
            base.map { $0.isEmpty ? [] : $0 + Array(repeating: 0, count: width - $0.count) } ?? PreciseBase.bases(of: all, width: width)
        let values = PreciseBase.single(all, less: base)
        if case .nextStep = kind {
            return try SequenceDataset.forecasting(
                name: file.baseName, values: values, width: width, offsets: offsets, file: file.name,
                featureNames: layout.featureNames, predicted: layout.predictedFeatures, known: layout.knownFeatures, base: base,
                weights: weights, stepWeights: stepWeights.all, times: stepTimes)
        }
        var details = SequenceDataset.Details()
        details.inputScale = Standardization(base: base)
        details.targetScale = kind.base.flatMap { Standardization(base: [$0]) }
        details.featureNames = layout.featureNames
        (details.weights, details.times) = (weights, stepTimes)
        details.stepWeights = stepWeights.all
        return SequenceDataset(
            name: file.baseName, presentation: .channels, inputs: .features(values: values, width: width), targets: try targets(kind),
            offsets: offsets, details: details)
    }

    /// The targets; if the target is the next step, it follows from the features.
    private func targets(_ kind: Kind) throws(DataError) -> SequenceDataset.Targets {
        switch kind {
        case .nextStep: return .nextSymbol
        case .several(let kinds):
            var targets: [SequenceDataset.Target] = []
            for (index, (name, kind)) in kinds.enumerated() {
                targets.append(
                    SequenceDataset.Target(
                        name: name, values: try target(index).targets(kind),
                        scale: kind.base.flatMap { Standardization(base: [$0]) }))
            }
            return .several(targets)
        case .sequenceClasses(let index): return .sequenceClasses(labels: try sequenceNumbers(index), names: index.names)
        case .stepClasses(let index): return .stepClasses(labels: try numbers(labels.all, index), names: index.names)
        case .sequenceLabels(let index, let separator):
            guard !index.names.isEmpty else { throw file.error(.value(.noLabel(found: ""))) }
            return .sequenceLabels(values: try labelValues(index, separator), names: index.names)
        case .sequenceValues(let base): return .sequenceValues(values: try targetValues(firstLabels, base), width: 1)
        case .stepValues(let base): return .stepValues(values: try targetValues(labels.all, base), width: 1)
        }
    }

    /// Nil if the class is missing or unknown.
    private func number(_ label: Label, _ index: ClassIndex) -> Int32? { label.text.flatMap { index[$0] } }

    private var firstLabels: [Label] { labels.all.count == count ? labels.all : (0..<count).compactMap { labels[$0].first } }

    /// The class of each sequence, which all its steps share.
    private func sequenceNumbers(_ index: ClassIndex) throws(DataError) -> [Int32] {
        for sequence in 0..<count where labels[sequence].count > 1 {
            let labels = labels[sequence]
            let first = labels.first.flatMap { number($0, index) }
            if let other = labels.first(where: { number($0, index) != first }) {
                throw error(other, .table(.labelChanges(sequence: sequence + 1)))
            }
        }
        return try numbers(firstLabels, index)
    }

    private func numbers(_ labels: [Label], _ index: ClassIndex) throws(DataError) -> [Int32] {
        var numbers: [Int32] = []
        for label in labels {
            guard let text = label.text else {
                numbers.append(-1)
                continue
            }
            guard let number = index[text] else { throw error(label, .value(.unknownClass(text, expected: index.names))) }
            numbers.append(number)
        }
        return numbers
    }

    private func targetValues(_ labels: [Label], _ base: Double) throws(DataError) -> [Float] {
        var values: [Float] = []
        for label in labels {
            guard let text = label.text else {
                values.append(.nan)
                continue
            }
            guard let value = layout.number(text), Float(value).isFinite else {
                throw error(label, .table(.targetNotANumber(found: text)))
            }
            values.append(Float(value - base))
        }
        return values
    }

    private func error(_ label: Label, _ problem: DataError.Problem) -> DataError {
        DataError(problem, file: file.name, line: label.line)
    }
}

extension TableRows.Kind {
    /// The base of the values; nil if there are none.
    fileprivate var base: Double? {
        switch self {
        case .sequenceValues(let base), .stepValues(let base): base
        case .sequenceClasses, .stepClasses, .sequenceLabels, .nextStep, .several: nil
        }
    }

    /// Whether there is a target at each step.
    fileprivate var isOfSteps: Bool {
        switch self {
        case .stepClasses, .stepValues, .nextStep: true
        case .sequenceClasses, .sequenceValues, .sequenceLabels: false
        case .several(let kinds): kinds.first?.kind.isOfSteps ?? false
        }
    }
}

extension TableLayout {
    /// The name of a target.
    func targetName(_ column: Int) -> String { columnNames[column].isEmpty ? "column \(column + 1)" : columnNames[column] }
}

extension Substring {
    /// The text without surrounding white space.
    fileprivate var trimmed: String {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

extension TableLayout {
    func number(_ text: String) -> Double? { TableNumber.double(text, decimalComma: decimalComma) }
}
