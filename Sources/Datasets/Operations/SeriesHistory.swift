/// The known values of one series in a forecasting dataset.
public struct SeriesHistory: Sendable {
    /// The index in the dataset of its sequence, or of its window that begins last.
    public var sequence: Int
    /// The step of the series at which the history begins.
    public var start: Int
    /// The values of each predicted feature, in the order of targets, step by step and in its own unit; NaN if a value is missing, or lies
    /// between windows. Shape [features, steps].
    public var values: [[Double]]
}

extension SequenceDataset {
    /// All known values of each series up to its end, including the targets: of each sequence, or of the series that windows were cut from.
    /// Empty if the targets are not later values of features.
    ///
    /// - Complexity: O(values).
    public var histories: [SeriesHistory] {
        guard let features = forecastFeatures else { return [] }
        let period = Set(features).count
        guard let windows = storage.details.windows else {
            return (0..<count).map { index in
                let values = (0..<period).map { column in
                    (0..<length(index)).map { inputInOwnUnit(step: $0, feature: features[column], of: index) }
                        + ahead(column, period, of: index).map(\.value)
                }
                return SeriesHistory(sequence: index, start: 0, values: values)
            }
        }
        var series: [Int: SeriesHistory] = [:]
        // In ascending order of start, so that values are only appended.
        for index in (0..<count).sorted(by: { (windows.starts[selection[$0]], $0) < (windows.starts[selection[$1]], $1) }) {
            let (number, start) = (windows.series[selection[index]], windows.starts[selection[index]])
            var history =
                series.removeValue(forKey: number)
                ?? SeriesHistory(sequence: index, start: start, values: Array(repeating: [], count: period))
            history.sequence = index
            for column in 0..<period {
                let offset = start - history.start
                for step in 0..<length(index) {
                    history.note(inputInOwnUnit(step: step, feature: features[column], of: index), column, offset + step)
                }
                for (step, value) in ahead(column, period, of: index) { history.note(value, column, offset + step) }
            }
            series[number] = history
        }
        return series.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Values of a target's column that follow the inputs, with their steps counted from the first one.
    private func ahead(_ column: Int, _ period: Int, of index: Int) -> [(step: Int, value: Double)] {
        let length = length(index)
        switch storage.targets {
        case .sequenceValues(let values, let width):
            return stride(from: column, to: width, by: period).map { place in
                (length + place / period, targetInOwnUnit(values[selection[index] * width + place], column: place, of: index))
            }
        case .stepValues(let values, let width):
            guard length > 0 else { return [] }
            return [(length, targetInOwnUnit(values[(steps(index).upperBound - 1) * width + column], column: column, of: index))]
        case .sequenceClasses, .sequenceLabels, .labelSequences, .stepClasses, .nextSymbol, .several: return []
        }
    }

    /// The mean absolute difference of each predicted feature between two values this many steps apart, over all of the data: the error of
    /// repeating the last value, or that of the season before. By feature; a feature that never changes, or never has two known values this
    /// far apart, is left out. Steps that several windows share count once.
    ///
    /// - Complexity: O(values).
    public func meanChanges(over steps: Int) -> [Int: Double] {
        guard let features = forecastFeatures else { return [:] }
        let histories = histories
        var changes: [Int: Double] = [:]
        for column in 0..<Set(features).count {
            var (sum, count) = (0.0, 0)
            for values in histories.map({ $0.values[column] }) {
                for step in values.indices.dropFirst(steps) {
                    let change = abs(values[step] - values[step - steps])
                    if change.isFinite { (sum, count) = (sum + change, count + 1) }
                }
            }
            if sum > 0 { changes[features[column]] = sum / Double(count) }
        }
        return changes
    }
}

extension SeriesHistory {
    /// The number of steps with known values.
    public var count: Int { values.map(\.count).max() ?? 0 }

    fileprivate mutating func note(_ value: Double, _ column: Int, _ step: Int) {
        let missing = step - values[column].count + 1
        if missing > 0 { values[column] += [Double](repeating: .nan, count: missing) }
        if !value.isNaN { values[column][step] = value }
    }
}
