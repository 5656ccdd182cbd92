/// What a dataset of forecasts tells of one series.
public struct SeriesHistory: Sendable {
    /// Its sequence, or the window of it that begins last: the place in the dataset.
    public var sequence: Int
    /// The step of the series at which the history begins.
    public var start: Int
    /// For each feature that is predicted, in the order of targets, what it was step by step in its own unit; NaN where it is missing, or between windows. Shape
    /// [features, steps].
    public var values: [[Double]]
}

extension SequenceDataset {
    /// All that is known of each series up to its end, that which is to be predicted among it: of each sequence, or of the series that windows were cut out of. Empty
    /// where targets are something else than later values of features.
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
        // By rising start, so that values are added at the end alone.
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

    /// Values of a target's column that come after the inputs, with their steps counted from the first one.
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

    /// The mean distance of each feature that is predicted from what it was some steps before, over all of the data: how far off it is to repeat the last value, or the
    /// last season. By feature; those that never change, or are never there so many steps apart, are left out. Steps that several windows have in common count once.
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
    /// Steps of which something is known.
    public var count: Int { values.map(\.count).max() ?? 0 }

    fileprivate mutating func note(_ value: Double, _ column: Int, _ step: Int) {
        let missing = step - values[column].count + 1
        if missing > 0 { values[column] += [Double](repeating: .nan, count: missing) }
        if !value.isNaN { values[column][step] = value }
    }
}
