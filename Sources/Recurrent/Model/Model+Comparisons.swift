import Datasets

/// A value that was predicted, in its own unit.
public struct ValueComparison: Sendable, Equatable {
    /// The sequence of the dataset.
    public var sequence: Int
    /// The step of its series that the value is at, counted from 0; of windows the step in the series that they were cut out of.
    public var step: Int
    /// The step of the sequence that says it, counted from 0; nil where the sequence as a whole does.
    public var row: Int?
    /// Which of the target's numbers it is, counted from 0.
    public var column = 0
    /// What is true.
    public var truth: Double
    /// What the network says; of quantiles the one nearest to one half.
    public var said: Double
}

extension Model {
    /// All values that are there, beside what the network says of them, sequence after sequence.
    ///
    /// - Parameters:
    ///   - data: of the kind that the network learned.
    ///   - ranks: processes that compute a part of each batch, as `SequencePredictor` has it.
    /// - Complexity: that of an evaluation.
    /// - Throws: `NetworkError` where the network does not fit the data. Of classes nothing comes.
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
