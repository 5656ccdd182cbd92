import Datasets

/// The calibration of a network's predictions on a dataset, and its worst predictions.
public struct PredictionReview: Sendable, Equatable {
    /// The calibration of the probabilities; nil if values are predicted, or it was not requested.
    public var calibration: Calibration?
    /// The predictions with the greatest losses, in descending order of loss.
    public var worst: [WorstPrediction]
}

extension Model {
    /// Reviews each prediction on `data`, for sequences or for their steps. Steps without a target and sequences of weight 0 are skipped.
    ///
    /// - Parameters:
    ///   - data: data of the kind that the network was trained on.
    ///   - target: the index of one of several targets; nil if there is only one.
    ///   - bins: the number of equal intervals of 0...1 in which probabilities are counted; nil for no calibration.
    ///   - count: the number of predictions to return.
    ///   - ranks: processes that each compute a part of every batch, as in `SequencePredictor`.
    /// - Complexity: that of an evaluation.
    /// - Throws: `NetworkError` if the network does not fit the data.
    public func review(
        _ data: SequenceDataset, target: Int? = nil, bins: Int?, worst count: Int, ranks: RankGroup? = nil
    ) throws(NetworkError) -> PredictionReview {
        let predictor = try SequencePredictor(self, data, target: target, ranks: ranks)
        let data = predictor.data
        let width = predictor.task.outputs
        var calibration = predictor.task.predictsClasses ? bins.map { Calibration(bins: $0) } : nil
        var worst = WorstPredictions(count)
        predictor.forEachWithPath { sequence, outputs, path in
            let weight = data.weight(sequence)
            guard weight > 0 else { return }
            if case .labelSequences(let labels, _) = data.storage.targets {
                let reading = LabelReading(probabilities: outputs, classes: width)
                let truth = labels[data.selection[sequence]].map(Int.init)
                return worst.add(
                    WorstPrediction(
                        sequence: sequence, step: nil, loss: reading.surprise(of: truth),
                        answer: .readings(target: truth, predicted: reading.labels(beam: loss.beam))))
            }
            let first = predictor.task.predictsSteps ? data.steps(sequence).lowerBound : data.selection[sequence]
            for (row, start) in stride(from: 0, to: outputs.count, by: width).enumerated() {
                let isLast = start + width == outputs.count
                let said = outputs[start..<start + width]
                guard let (loss, found) = data.storage.compare(said, of: predictor.task, target: first + row, isLast: isLast) else {
                    continue
                }
                var answer = found
                if let path, case .classes(let target, _, let own, _) = answer {
                    answer = .classes(target: target, predicted: path[row], ofTarget: own, ofPredicted: said[start + path[row]])
                }
                let own = predictor.task.predictsSteps ? data.weight(sequence, step: row) : weight
                guard own > 0 else { continue }
                if case .classes(let target, let predicted, _, let probability) = answer {
                    calibration?.add(probability: probability, isRight: predicted == target, weight: Double(own))
                }
                worst.add(
                    WorstPrediction(sequence: sequence, step: predictor.task.predictsSteps ? row : nil, loss: loss, answer: answer))
            }
        }
        return PredictionReview(calibration: calibration, worst: worst.worst)
    }
}

extension SequenceDataset.Storage {
    /// The loss of a prediction; nil if it has no target.
    ///
    /// - Parameters:
    ///   - target: the index of the target among all targets.
    ///   - task: the task of the network.
    ///   - isLast: whether the sequence ends here, so that no symbol follows.
    fileprivate func compare(
        _ said: ArraySlice<Float>, of task: SequenceTask, target: Int, isLast: Bool
    ) -> (Double, WorstPrediction.Answer)? {
        switch targets {
        case .sequenceClasses(let labels, _), .stepClasses(let labels, _): return Self.compare(said, label: Int(labels[target]))
        case .nextSymbol:
            guard !isLast, case .symbols(let ids, _) = inputs else { return nil }
            return Self.compare(said, label: Int(ids[target + 1]))
        // These are reviewed as a whole, or target by target.
        case .labelSequences, .several: return nil
        case .sequenceLabels(let values, let names):
            return Self.compare(said, labels: values[(target * names.count)..<((target + 1) * names.count)])
        case .sequenceValues(let values, let width), .stepValues(let values, let width):
            let wanted = values[(target * width)..<((target + 1) * width)]
            let levels = task.quantiles
            let losses = wanted.indices.flatMap { place -> [Double] in
                let (truth, first) = (wanted[place], said.startIndex + (place - wanted.startIndex) * max(1, levels.count))
                if truth.isNaN { return [] }
                guard !levels.isEmpty else { return [Double(said[first] - truth) * Double(said[first] - truth)] }
                return levels.indices.map { ValueFigures.pinball(Double(truth - said[first + $0]), level: Double(levels[$0])) }
            }
            guard !losses.isEmpty else { return nil }
            return (losses.reduce(0, +) / Double(losses.count), .values(target: Array(wanted), predicted: Array(said)))
        }
    }

    private static func compare(_ said: ArraySlice<Float>, labels: ArraySlice<Float>) -> (Double, WorstPrediction.Answer)? {
        guard said.count == labels.count, !said.isEmpty else { return nil }
        let losses = zip(labels, said).map { label, probability in
            let right = label > 0 ? probability : 1 - probability
            return right.isNaN ? Double.nan : -ReproducibleMath.log(Double(max(right, .leastNonzeroMagnitude)))
        }
        func places(_ values: ArraySlice<Float>) -> [Int] {
            values.indices.filter { values[$0] > 0.5 }.map { $0 - values.startIndex }
        }
        return (losses.reduce(0, +) / Double(losses.count), .labels(target: places(labels), predicted: places(said)))
    }

    private static func compare(_ said: ArraySlice<Float>, label: Int) -> (Double, WorstPrediction.Answer)? {
        guard 0..<said.count ~= label else { return nil }
        let probability = said[said.startIndex + label]
        var best = said.startIndex
        for place in said.indices where said[place] > said[best] { best = place }
        // A probability of 0 is one that was rounded to it.
        let loss = probability.isNaN ? Double.nan : -ReproducibleMath.log(Double(max(probability, .leastNonzeroMagnitude)))
        return (loss, .classes(target: label, predicted: best - said.startIndex, ofTarget: probability, ofPredicted: said[best]))
    }
}
