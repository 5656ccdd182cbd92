import Datasets
import FoundationEssentials
import Recurrent

/// How the data of a run was read, as files of weights keep it: names in the order of the network's numbers, and how numbers were shifted and scaled.
struct DataDescription: Codable, Equatable {
    /// Shift and scale of each number.
    struct Scale: Codable, Equatable {
        var mean: [Float]
        var deviation: [Float]
        /// What was taken away in double precision before; nil where nothing was.
        var base: [Double]?

        init(_ scale: Standardization) {
            (mean, deviation, base) = (scale.mean, scale.deviation, scale.base.isEmpty ? nil : scale.base)
        }

        var standardization: Standardization { Standardization(mean: mean, deviation: deviation, base: base ?? []) }
    }

    /// The key of a file's metadata that it stands under.
    static let key = "data"

    /// The vocabulary; nil where inputs are numbers.
    var symbols: [String]?
    /// nil where values are predicted, or the next symbol.
    var classes: [String]?
    /// Whether a sequence may have any number of the classes; nil in files of old.
    var isMultiLabel: Bool?
    /// Whether there are any number of classes, in their order; nil in files of old.
    var areClassesInOrder: Bool?
    /// Whether there is a class, or value, at each step.
    var predictsSteps: Bool
    /// Numbers a step.
    var features: Int
    /// Numbers that are predicted.
    var values: Int?
    var featureNames: [String]
    var inputScale: Scale?
    var targetScale: Scale?
    /// Whether the next step is predicted, and which features of it; nil in files of old.
    var predictsNextStep: Bool?
    var predictedFeatures: [Int]?
    /// Features that stand one step ahead of the others.
    var knownFeatures: [Int]?
    /// Channels that tell whether a feature has a value.
    var masks: [Int: Int]?
    /// Whether something was taken away of each sequence's own.
    var isRelative: Bool?
    /// The column that told sequences apart.
    var sequenceColumn: String?
    /// How a file became a sequence; nil in files of old.
    var fileReading: FileReading?
    /// Several targets; nil where there is but one.
    var targets: [TargetKind]?

    /// One of several targets: its name, and classes, or values and how they were shifted and scaled.
    struct TargetKind: Codable, Equatable {
        var name: String
        var classes: [String]?
        var isMultiLabel: Bool?
        var values: Int?
        var scale: Scale?
    }

    init(_ data: SequenceDataset) {
        features = data.features
        if case .symbols(_, let vocabulary) = data.storage.form { symbols = vocabulary }
        switch data.storage.targets {
        case .sequenceClasses(_, let names): (classes, predictsSteps) = (names, false)
        case .stepClasses(_, let names): (classes, predictsSteps) = (names, true)
        case .sequenceValues(_, let width): (values, predictsSteps) = (width, false)
        case .stepValues(_, let width): (values, predictsSteps) = (width, true)
        case .sequenceLabels(_, let names): (classes, isMultiLabel, predictsSteps) = (names, true, false)
        case .labelSequences(_, let names): (classes, areClassesInOrder, predictsSteps) = (names, true, false)
        case .nextSymbol: predictsSteps = true
        case .several(let all):
            let kinds = all.indices.map { (all[$0].name, DataDescription(data.target($0))) }
            predictsSteps = kinds.first?.1.predictsSteps ?? false
            targets = kinds.map { name, kind in
                TargetKind(
                    name: name, classes: kind.classes, isMultiLabel: kind.isMultiLabel, values: kind.values, scale: kind.targetScale)
            }
        }
        featureNames = data.storage.details.featureNames
        inputScale = data.storage.details.inputScale.map { Scale($0) }
        targetScale = data.storage.details.targetScale.map { Scale($0) }
        let details = data.storage.details
        (predictsNextStep, isRelative, sequenceColumn) = (details.predictsNextStep ? true : nil, details.isRelative, details.sequenceColumn)
        predictedFeatures = details.predictedFeatures.isEmpty ? nil : details.predictedFeatures
        knownFeatures = details.knownFeatures.isEmpty ? nil : details.knownFeatures
        masks = details.masks.isEmpty ? nil : details.masks
        fileReading = details.fileReading
    }

    /// As text; equal descriptions give equal texts.
    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// nil where the text is no description, or its parts do not fit together.
    init?(text: String) {
        guard let description = try? JSONDecoder().decode(DataDescription.self, from: Data(text.utf8)), description.isSound else {
            return nil
        }
        self = description
    }

    private var isSound: Bool {
        func isSound(_ scale: Scale?, _ width: Int) -> Bool {
            guard let scale else { return true }
            return scale.mean.count == width && scale.base.map { $0.count == width && $0.allSatisfy(\.isFinite) } ?? true
                && scale.deviation.count == width && scale.mean.allSatisfy(\.isFinite)
                && scale.deviation.allSatisfy { $0.isFinite && $0 > 0 }
        }
        let channels = (predictedFeatures ?? []) + (knownFeatures ?? []) + (masks ?? [:]).flatMap { [$0.key, $0.value] }
        guard channels.allSatisfy({ 0..<features ~= $0 }) else { return false }
        guard fileReading?.isSound(features: features) ?? true else { return false }
        if let targets {
            guard 2...Loss.greatestTargets ~= targets.count, targetScale == nil, isMultiLabel == nil || !predictsSteps else { return false }
            for target in targets {
                guard (target.classes == nil) != (target.values == nil), 1...(1 << 20) ~= target.values ?? 1 else { return false }
                guard isSound(target.scale, target.values ?? 0), target.isMultiLabel != true || !predictsSteps else { return false }
            }
        }
        return 1...(1 << 20) ~= features && symbols?.count ?? features == features
            && (featureNames.isEmpty || featureNames.count == features)
            && 1...(1 << 20) ~= values ?? 1 && isSound(inputScale, features) && isSound(targetScale, values ?? 0)
    }

    private func emptyTargets(classes: [String]?, isMultiLabel: Bool?, values: Int?) -> SequenceDataset.Targets {
        if let classes, isMultiLabel == true {
            .sequenceLabels(values: [], names: classes)
        } else if let classes {
            predictsSteps ? .stepClasses(labels: [], names: classes) : .sequenceClasses(labels: [], names: classes)
        } else if let values {
            predictsSteps ? .stepValues(values: [], width: values) : .sequenceValues(values: [], width: values)
        } else {
            .nextSymbol
        }
    }

    /// Data of this kind without a sequence, which other data can be matched to.
    func empty(named name: String = "") -> SequenceDataset {
        let inputs: SequenceDataset.Inputs = symbols.map { .symbols(ids: [], vocabulary: $0) } ?? .features(values: [], width: features)
        let targets: SequenceDataset.Targets =
            if let targets = self.targets {
                .several(
                    targets.map {
                        SequenceDataset.Target(
                            name: $0.name, values: emptyTargets(classes: $0.classes, isMultiLabel: $0.isMultiLabel, values: $0.values),
                            scale: $0.scale?.standardization)
                    })
            } else if let classes, areClassesInOrder == true {
                .labelSequences(labels: LabelSequences([]), names: classes)
            } else {
                emptyTargets(classes: classes, isMultiLabel: isMultiLabel, values: values)
            }
        var details = SequenceDataset.Details()
        details.featureNames = featureNames
        details.inputScale = inputScale?.standardization
        details.targetScale = targetScale?.standardization
        details.predictsNextStep = predictsNextStep ?? false
        (details.predictedFeatures, details.knownFeatures) = (predictedFeatures ?? [], knownFeatures ?? [])
        (details.masks, details.isRelative, details.sequenceColumn) = (masks ?? [:], isRelative, sequenceColumn)
        details.fileReading = fileReading
        return SequenceDataset(
            name: name, presentation: symbols == nil ? .channels : .symbols, inputs: inputs, targets: targets, offsets: [0],
            details: details)
    }
}
