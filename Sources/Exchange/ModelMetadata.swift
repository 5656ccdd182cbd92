import Datasets
import FoundationEssentials
import Recurrent

/// The metadata of a network in a file, besides its graph or weights: texts, with lists and numbers as JSON.
///
/// | name | contents |
/// |---|---|
/// | `task` | `class`, `class a step`, `next symbol`, `labels`, `values`, `values a step` or `several targets` |
/// | `vocabulary` | the symbols that the numbers of `input` stand for |
/// | `classes` | classes or labels in the order of the outputs |
/// | `features` | the names of a step's features |
/// | `input_mean`, `input_deviation`, `input_base` | for each feature: the network reads (x - base - mean) / deviation; base is 0 if it is missing |
/// | `output_mean`, `output_deviation`, `output_base` | for each value: y * deviation + mean + base is in the data's own units |
/// | `scaling` | `graph` if the graph scales, `outside` if the caller must |
/// | `targets` | for each of several targets: its `name`, its `task`, the `first` of its outputs and their `count`, and `classes`, or `mean`, `deviation`, `base` and `quantiles`, as for a single target |
/// | `quantiles` | the quantile levels of the outputs of a value |
/// | `predicted_features` | for each value, the feature whose later value it is |
/// | `known_features` | features that are known ahead: each step holds their values for the next step |
/// | `masks` | for each feature that may be missing, the feature that is 1 where it is present and 0 where it is missing |
/// | `relative` | `true` if windows, and predictions from them, are relative to the window's last step |
/// | `window` | the number of steps of the windows used in training, if all had the same length |
/// | `bptt_steps` | the number of steps that truncated backpropagation trained at a time, with the state carried on |
/// | `precision` | the rounding of products, in training and here, unless it is `single`; the graph does not round them |
struct ModelMetadata {
    private(set) var entries: [String: String] = [:]

    init(_ model: Model, _ task: SequenceTask, _ known: SequenceDataset, scalesInGraph: Bool) {
        let details = known.storage.details
        entries["task"] = task.words
        if case .symbols(_, let vocabulary) = known.storage.form { add("vocabulary", vocabulary) }
        if !known.classNames.isEmpty { add("classes", known.classNames) }
        if !details.featureNames.isEmpty { add("features", details.featureNames) }
        add("input", details.inputScale)
        add("output", details.targetScale)
        let targets = Self.targets(task, known)
        if !targets.isEmpty { add("targets", targets) }
        if details.inputScale != nil || details.targetScale != nil || targets.contains(where: { $0.mean != nil }) {
            entries["scaling"] = scalesInGraph ? "graph" : "outside"
        }
        if !task.quantiles.isEmpty { add("quantiles", task.quantiles) }
        if !details.predictedFeatures.isEmpty { add("predicted_features", details.predictedFeatures) }
        if !details.knownFeatures.isEmpty { add("known_features", details.knownFeatures) }
        if !details.masks.isEmpty {
            add("masks", Dictionary(uniqueKeysWithValues: details.masks.map { (String($0.key), $0.value) }))
        }
        if details.isRelative == true { entries["relative"] = "true" }
        if details.windows != nil, let length = known.commonLength { entries["window"] = String(length) }
        if model.precision != .single { entries["precision"] = model.precision.rawValue }
    }

    /// One of several targets.
    private struct Target: Encodable {
        var name: String
        var task: String
        var first: Int
        var count: Int
        var classes: [String]?
        var mean: [Float]?
        var deviation: [Float]?
        var base: [Double]?
        var quantiles: [Float]?
    }

    private static func targets(_ task: SequenceTask, _ known: SequenceDataset) -> [Target] {
        zip(known.severalTargets, task.parts).enumerated().map { index, pair in
            let (target, part) = pair
            let names = known.target(index).classNames
            var found = Target(name: target.name, task: part.task.words, first: part.columns.lowerBound, count: part.columns.count)
            if !names.isEmpty { found.classes = names }
            (found.mean, found.deviation) = (target.scale?.mean, target.scale?.deviation)
            if !part.task.quantiles.isEmpty { found.quantiles = part.task.quantiles }
            if let base = target.scale?.base, !base.isEmpty { found.base = base }
            return found
        }
    }

    private mutating func add(_ name: String, _ scale: Standardization?) {
        guard let scale else { return }
        add(name + "_mean", scale.mean)
        add(name + "_deviation", scale.deviation)
        if !scale.base.isEmpty { add(name + "_base", scale.base) }
    }

    private mutating func add(_ name: String, _ value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        entries[name] = (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension SequenceDataset {
    /// The length of all sequences; nil if there are none or their lengths differ.
    fileprivate var commonLength: Int? {
        guard count > 0 else { return nil }
        let length = length(0)
        return (0..<count).allSatisfy { self.length($0) == length } ? length : nil
    }
}

extension SequenceTask {
    fileprivate var words: String {
        switch self {
        case .classification: "class"
        case .labelling: "class a step"
        case .languageModel: "next symbol"
        case .multiLabel: "labels"
        case .transcription: "labels in order, the blank last"
        case .sequenceRegression: "values"
        case .stepRegression: "values a step"
        case .several: "several targets"
        }
    }
}
