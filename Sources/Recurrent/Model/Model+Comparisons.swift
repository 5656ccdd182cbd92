import Datasets

/// A predicted value beside the true one, in their own unit.
public struct ValueComparison: Sendable, Equatable {
    /// The index of the sequence in the dataset.
    public var sequence: Int
    /// The step of the value in its series, counted from 0; for windows, the step in the series that they were cut from.
    public var step: Int
    /// The step of the sequence that predicts it, counted from 0; nil if the whole sequence does.
    public var row: Int?
    /// The index of the number in the target, counted from 0.
    public var column = 0
    /// The true value.
    public var truth: Double
    /// The predicted value; if the network predicts quantiles, the one nearest to one half.
    public var said: Double
}

extension Model {
    /// All known target values with their predictions, sequence by sequence. Empty if the network predicts classes.
    ///
    /// - Parameters:
    ///   - data: data of the kind that the network was trained on.
    ///   - ranks: processes that each compute a part of every batch, as in `SequencePredictor`.
    /// - Complexity: that of an evaluation.
    /// - Throws: `NetworkError` if the network does not fit the data.
    public func comparisons(_ data: SequenceDataset, ranks: RankGroup? = nil) throws(NetworkError) -> [ValueComparison] {
        let predictor = try SequencePredictor(self, data, ranks: ranks)
        let task = predictor.task
        let (width, levels) = (task.targets, max(1, task.quantiles.count))
        let period = data.forecastFeatures.map { Set($0).count }
        let windows = data.storage.details.windows
        var comparisons: [ValueComparison] = []
        predictor.forEach { sequence, outputs in
            let (values, first): ([Float], Int)
            switch data.storage.targets {
            case .sequenceValues(let all, _): (values, first) = (all, data.selection[sequence])
            case .stepValues(let all, _): (values, first) = (all, data.steps(sequence).lowerBound)
            case .sequenceClasses, .sequenceLabels, .labelSequences, .stepClasses, .nextSymbol, .several: return
            }
            let start = windows.map { $0.starts[data.selection[sequence]] } ?? 0
            for row in 0..<(outputs.count / (width * levels)) {
                for column in 0..<width {
                    let target = values[(first + row) * width + column]
                    guard !target.isNaN else { continue }
                    let ahead = period.map { (task.predictsSteps ? 1 : data.length(sequence)) + column / $0 } ?? 0
                    let said = outputs[(row * width + column) * levels + task.middle]
                    comparisons.append(
                        ValueComparison(
                            sequence: sequence, step: start + row + ahead, row: task.predictsSteps ? row : nil, column: column,
                            truth: data.targetInOwnUnit(target, column: column, of: sequence),
                            said: data.targetInOwnUnit(said, column: column, of: sequence)))
                }
            }
        }
        return comparisons
    }
}
