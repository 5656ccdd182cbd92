/// One sequence of a dataset, with its index there, for transfer between processes.
public struct SingleSequence: Sendable, Codable {
    private var name: String
    private var presentation: SequenceDataset.Presentation
    private var inputs: SequenceDataset.Inputs
    private var targets: SequenceDataset.Targets
    private var steps: Int
    private var details: SequenceDataset.Details
    /// The index of the sequence in its dataset, and the number of sequences there.
    public private(set) var index: Int
    private var count: Int

    /// The greatest plausible number of sequences in a dataset, as a limit on what another process sends.
    private static let greatestCount = 100_000_000

    /// The sequence at `index` of a dataset; nil if there is none.
    public init?(of dataset: SequenceDataset, at index: Int) {
        guard dataset.selection.indices ~= index else { return nil }
        let range = dataset.steps(index)
        let sequence = dataset.selection[index]
        func rows<Number>(_ values: [Number], _ width: Int, _ range: Range<Int>) -> [Number] {
            Array(values[range.lowerBound * width..<range.upperBound * width])
        }
        (name, presentation, details) = (dataset.name, dataset.presentation, dataset.storage.details)
        (self.index, count, steps) = (index, dataset.count, range.count)
        details.windows = nil
        details.sequenceNames = dataset.sequenceName(index).map { [$0] }
        let levels = details.levels.count / max(1, dataset.storage.offsets.count - 1)
        details.levels = rows(details.levels, levels, sequence..<sequence + 1)
        details.times = rows(details.times, details.times.isEmpty ? 0 : 1, range)
        details.weights = rows(details.weights, details.weights.isEmpty ? 0 : 1, sequence..<sequence + 1)
        details.stepWeights = rows(details.stepWeights, details.stepWeights.isEmpty ? 0 : 1, range)
        inputs = dataset.storage.inputs(of: [range])
        func part(_ targets: SequenceDataset.Targets) -> SequenceDataset.Targets {
            switch targets {
            case .sequenceClasses(let labels, let names): .sequenceClasses(labels: [labels[sequence]], names: names)
            case .stepClasses(let labels, let names): .stepClasses(labels: Array(labels[range]), names: names)
            case .sequenceValues(let values, let width):
                .sequenceValues(values: rows(values, width, sequence..<sequence + 1), width: width)
            case .stepValues(let values, let width): .stepValues(values: rows(values, width, range), width: width)
            case .sequenceLabels(let values, let names):
                .sequenceLabels(values: rows(values, names.count, sequence..<sequence + 1), names: names)
            case .labelSequences(let labels, let names): .labelSequences(labels: labels.select([sequence]), names: names)
            case .nextSymbol: .nextSymbol
            case .several(let targets): .several(targets.map { $0.with(part($0.values)) })
            }
        }
        targets = part(dataset.storage.targets)
    }

    /// A dataset with as many sequences as the original one, each of which is this one; nil if the decoded contents are inconsistent.
    ///
    /// - Complexity: O(sequences of the original dataset).
    public var dataset: SequenceDataset? {
        guard fits, 0..<Self.greatestCount ~= count, 0..<count ~= index else { return nil }
        let single = SequenceDataset(
            name: name, presentation: presentation, inputs: inputs, targets: targets, offsets: [0, steps], details: details)
        return SequenceDataset(
            name: name, presentation: presentation, storage: single.storage, selection: Array(repeating: 0, count: count))
    }

    /// Whether all counts agree, and all classes and symbols are in range.
    private var fits: Bool {
        guard steps >= 0 else { return false }
        func fits(_ count: Int, _ rows: Int, _ width: Int) -> Bool {
            guard width > 0, rows >= 0 else { return false }
            let (product, overflows) = rows.multipliedReportingOverflow(by: width)
            return !overflows && product == count
        }
        let fitInputs =
            switch inputs {
            case .features(let values, let width): fits(values.count, steps, width)
            case .symbols(let ids, let vocabulary): ids.count == steps && ids.allSatisfy { vocabulary.indices ~= Int($0) }
            }
        func fits(_ targets: SequenceDataset.Targets) -> Bool {
            switch targets {
            case .sequenceClasses(let labels, let names): labels.count == 1 && labels.allSatisfy { names.indices ~= Int($0) }
            case .stepClasses(let labels, let names): labels.count == steps && labels.allSatisfy { names.indices ~= Int($0) || $0 < 0 }
            case .sequenceValues(let values, let width): fits(values.count, 1, width)
            case .stepValues(let values, let width): fits(values.count, steps, width)
            case .sequenceLabels(let values, let names): fits(values.count, 1, names.count) && values.allSatisfy { $0 == 0 || $0 == 1 }
            case .labelSequences(let labels, let names):
                labels.count == 1 && labels.isSound && labels.labels.allSatisfy { names.indices ~= Int($0) }
            case .nextSymbol: if case .symbols = inputs { true } else { false }
            case .several(let all): targets.fit(sequences: 1, steps: steps) && all.allSatisfy { fits($0.values) }
            }
        }
        return fitInputs && fits(targets) && fitsPresentation && fitsDetails
    }

    private var fitsDetails: Bool {
        let features = if case .features(_, let width) = inputs { width } else { 1 }
        let channels = details.predictedFeatures + details.knownFeatures + Array(details.masks.keys) + Array(details.masks.values)
        let scales = [details.inputScale, details.targetScale].compactMap { $0 }
        return channels.allSatisfy { 0..<features ~= $0 } && scales.allSatisfy { !$0.mean.isEmpty && $0.mean.count == $0.deviation.count }
            // With a horizon, a feature is predicted several times but has one level.
            && (details.levels.isEmpty || details.predictedFeatures.count.isMultiple(of: details.levels.count))
            && (details.times.isEmpty || details.times.count == steps) && details.weights.count <= 1
            && (details.weights + details.stepWeights).allSatisfy { $0 >= 0 && $0.isFinite }
            && (details.stepWeights.isEmpty || details.stepWeights.count == steps)
    }

    private var fitsPresentation: Bool {
        guard case .glyphs(let width, let height) = presentation else { return true }
        guard case .features(_, let features) = inputs, width > 0, height > 0 else { return false }
        let (product, overflows) = width.multipliedReportingOverflow(by: height)
        return !overflows && product == features
    }
}
