extension SequenceDataset {
    /// Sequences of features whose target at each step is the values of features at the next step; the last step is only a target.
    ///
    /// - Parameters:
    ///   - offsets: the offsets of the sequences in `values`, as in `Storage`; sequences of one step are left out.
    ///   - predicted: the indices of the predicted features; nil for all.
    ///   - known: the indices of features that are known one step ahead: each step holds their values for the next step.
    ///   - base: the number that was subtracted from each feature; empty for none.
    ///   - weights: the weights of all sequences; empty if each counts once.
    ///   - stepWeights: the weights of all steps of `values`, for the predictions of these steps; empty if each counts once.
    ///   - times: the times of all steps of `values`; empty if they have none.
    /// - Throws: `DataError` if no sequence has two steps.
    static func forecasting(
        name: String, presentation: Presentation = .channels, values: [Float], width: Int, offsets: [Int], file: String = "",
        featureNames: [String] = [], predicted: [Int]? = nil, known: [Int] = [], base: [Double] = [], weights: [Float] = [],
        stepWeights: [Float] = [], times: [Double] = []
    ) throws(DataError) -> SequenceDataset {
        let predicted = predicted ?? Array(0..<width)
        let isWhole = predicted == Array(0..<width)
        var inputs: [Float] = []
        var targets: [Float] = []
        var shorter = [0]
        for (start, end) in zip(offsets, offsets.dropFirst()) where end - start > 1 {
            let place = inputs.count
            inputs += values[(start * width)..<((end - 1) * width)]
            for step in 0..<(known.isEmpty ? 0 : end - start - 1) {
                for feature in known { inputs[place + step * width + feature] = values[(start + step + 1) * width + feature] }
            }
            if isWhole {
                targets += values[((start + 1) * width)..<(end * width)]
            } else {
                for step in (start + 1)..<end { for feature in predicted { targets.append(values[step * width + feature]) } }
            }
            shorter.append(shorter[shorter.count - 1] + end - start - 1)
        }
        guard shorter.count > 1 else {
            throw DataError(.nothingToPredict, file: file)
        }
        var details = Details()
        (details.featureNames, details.predictsNextStep) = (featureNames, true)
        (details.predictedFeatures, details.knownFeatures) = (predicted, known)
        details.inputScale = Standardization(base: base)
        if !times.isEmpty {
            details.times = zip(offsets, offsets.dropFirst()).filter { $1 - $0 > 1 }.flatMap { times[$0..<($1 - 1)] }
        }
        if !weights.isEmpty { details.weights = zip(weights, zip(offsets, offsets.dropFirst())).filter { $1.1 - $1.0 > 1 }.map(\.0) }
        if !stepWeights.isEmpty {
            details.stepWeights = zip(offsets, offsets.dropFirst()).filter { $1 - $0 > 1 }.flatMap { stepWeights[($0 + 1)..<$1] }
        }
        details.targetScale = details.inputScale?.reordered(predicted)
        return SequenceDataset(
            name: name, presentation: presentation, inputs: .features(values: inputs, width: width),
            targets: .stepValues(values: targets, width: predicted.count), offsets: shorter, details: details)
    }
}
