import Datasets

/// Data of one sequence that a user has made up.
extension SequenceDataset {
    /// One sequence of the kind that this data is of, of which nothing is known to be true but what of a series comes next; nil where it has no step.
    ///
    /// Of a series whose next values are predicted the last step is only a target: what comes after it nobody knows.
    ///
    /// - Parameter levels: what was taken away of the features that are predicted; empty for nothing.
    func madeUp(_ inputs: Inputs, levels: [Float] = []) -> SequenceDataset? {
        var inputs = inputs
        var steps: Int
        switch inputs {
        case .symbols(let ids, _): steps = ids.count
        case .features(let values, let width): steps = values.count / max(1, width)
        }
        guard steps > 0 else { return nil }
        let targets: Targets
        switch storage.targets {
        case .sequenceClasses(_, let names): targets = .sequenceClasses(labels: [0], names: names)
        case .stepClasses(_, let names): targets = .stepClasses(labels: Array(repeating: 0, count: steps), names: names)
        case .sequenceValues(_, let width): targets = .sequenceValues(values: Array(repeating: 0, count: width), width: width)
        case .stepValues(_, let width):
            if let next = nextValues(inputs, width), case .features(let values, let features) = inputs {
                (inputs, steps) = (.features(values: Array(values.dropLast(features)), width: features), steps - 1)
                targets = .stepValues(values: next, width: width)
            } else {
                targets = .stepValues(values: Array(repeating: 0, count: steps * width), width: width)
            }
        case .sequenceLabels(_, let names): targets = .sequenceLabels(values: Array(repeating: 0, count: names.count), names: names)
        case .labelSequences(_, let names): targets = .labelSequences(labels: LabelSequences([[]]), names: names)
        case .nextSymbol: targets = .nextSymbol
        case .several: targets = storage.targets.unknown(sequences: 1, steps: steps)
        }
        var details = storage.details
        (details.levels, details.times, details.weights, details.windows, details.sequenceNames) = (levels, [], [], nil, nil)
        details.stepWeights = []
        return SequenceDataset(
            name: "yours", presentation: presentation, inputs: inputs, targets: targets, offsets: [0, steps], details: details)
    }

    /// Of each step but the last the values of the next, as they are learned; nil where something else is to be said, or there are not two steps.
    private func nextValues(_ inputs: Inputs, _ width: Int) -> [Float]? {
        let details = storage.details
        guard details.predictsNextStep, case .features(let all, let features) = inputs, all.count >= 2 * features else { return nil }
        let predicted = details.predictedFeatures.isEmpty ? Array(0..<features) : details.predictedFeatures
        guard predicted.count == width, predicted.allSatisfy({ $0 < features }) else { return nil }
        var values: [Float] = []
        for row in 1..<(all.count / features) {
            for (place, feature) in predicted.enumerated() {
                let (input, target) = (Scale(details.inputScale, feature), Scale(details.targetScale, place))
                let own = Double(all[row * features + feature]) * input.deviation + input.mean
                // What both have in common is taken away in double precision.
                values.append(Float((own + (input.base - target.base) - target.mean) / target.deviation))
            }
        }
        return values
    }

    /// How one feature, or one value of a target, is shifted and scaled.
    private struct Scale {
        var (mean, deviation, base) = (0.0, 1.0, 0.0)

        init(_ scale: Standardization?, _ place: Int) {
            guard let scale, scale.mean.indices.contains(place) else { return }
            (mean, deviation) = (Double(scale.mean[place]), Double(scale.deviation[place]))
            base = scale.base.isEmpty ? 0 : scale.base[place]
        }
    }
}
