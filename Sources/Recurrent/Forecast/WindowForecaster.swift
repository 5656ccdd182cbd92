import Datasets

/// Continues series window by window, for networks that predict all steps after a window at once.
struct WindowForecaster {
    private let model: Model
    private let data: SequenceDataset
    private let task: SequenceTask
    /// The index of the feature that each number of a target predicts.
    private let features: [Int]
    private let length: Int
    private let ranks: RankGroup?

    init(
        _ model: Model, _ data: SequenceDataset, _ task: SequenceTask, _ features: [Int], _ ranks: RankGroup?
    ) throws(NetworkError) {
        guard data.storage.details.windows != nil else { throw NetworkError(.noSeries(data: data.name)) }
        (self.model, self.data, self.task, self.features, self.ranks) = (model, data, task, features, ranks)
        length = data.longest
    }

    /// The number of distinct features that are predicted.
    private var period: Int { Set(features).count }

    func forecasts(_ request: ForecastRequest) throws(NetworkError) -> [Forecast] {
        let histories = data.histories
        var forecasts: [[Forecast]] = []
        for history in histories {
            let most = history.count - length
            guard request.back <= most else { throw NetworkError(.forecastTooFarBack(request.back, most: most, data: data.name)) }
            forecasts.append(
                (0..<period).map { column in
                    Forecast(
                        sequence: history.sequence, start: history.start, feature: features[column], truth: history.values[column],
                        oneStep: Array(repeating: .nan, count: history.count), first: history.count - request.back, values: [])
                })
        }
        try sayOneStep(histories, &forecasts)
        // The true values, followed by the predictions.
        var known = zip(histories, forecasts).map { history, forecasts in history.values.map { Array($0.prefix(forecasts[0].first)) } }
        while forecasts.contains(where: { $0[0].values.count < request.steps }), ranks?.failure == nil, !Cancellation.isCancelled {
            let windows = try windows(after: known, histories)
            try SequencePredictor(model, windows, ranks: ranks).forEach { series, outputs in
                let levels = max(1, task.quantiles.count)
                for place in features.indices where forecasts[series][place % period].values.count < request.steps {
                    let said = (0..<levels).map { windows.targetInOwnUnit(outputs[place * levels + $0], column: place, of: series) }
                    forecasts[series][place % period].values.append(said[task.middle])
                    if !task.quantiles.isEmpty { forecasts[series][place % period].quantiles.append(said) }
                    known[series][place % period].append(said[task.middle])
                }
            }
        }
        return forecasts.flatMap(\.self)
    }

    /// Predicts the step after each window.
    private func sayOneStep(_ histories: [SeriesHistory], _ forecasts: inout [[Forecast]]) throws(NetworkError) {
        guard let windows = data.storage.details.windows else { return }
        let numbers = histories.map { windows.series[data.selection[$0.sequence]] }
        let series = Dictionary(zip(numbers, numbers.indices), uniquingKeysWith: { first, _ in first })
        let levels = max(1, task.quantiles.count)
        var said: [(series: Int, step: Int, column: Int, value: Double)] = []
        try SequencePredictor(model, data, ranks: ranks).forEach { window, outputs in
            let place = data.selection[window]
            guard let number = series[windows.series[place]] else { return }
            for column in 0..<period {
                let value = data.targetInOwnUnit(outputs[column * levels + task.middle], column: column, of: window)
                said.append((number, windows.starts[place] - histories[number].start + length, column, value))
            }
        }
        for one in said where forecasts[one.series][one.column].oneStep.indices.contains(one.step) {
            forecasts[one.series][one.column].oneStep[one.step] = one.value
        }
    }

    /// A window of the last steps of each series.
    private func windows(after known: [[[Double]]], _ histories: [SeriesHistory]) throws(NetworkError) -> SequenceDataset {
        let width = data.features
        var inputs = [Float](repeating: 0, count: histories.count * length * width)
        var details = data.storage.details
        (details.windows, details.sequenceNames, details.levels) = (nil, nil, [])
        for (series, history) in histories.enumerated() {
            let window = known[series].map { Array($0.suffix(length)) }
            let levels = data.levelsAsLearned(of: history.sequence, lastSteps: window.map { $0.last { !$0.isNaN } })
            details.levels += levels
            for column in 0..<period {
                let (feature, mask) = (features[column], details.masks[features[column]])
                for step in 0..<length {
                    let row = (series * length + step) * width
                    let value = window[column][step]
                    if value.isNaN {
                        guard mask != nil else { throw NetworkError(.forecastOfMissing(sequence: history.sequence, data: data.name)) }
                        continue
                    }
                    let level = levels.isEmpty ? 0 : Double(levels[column])
                    inputs[row + feature] = details.asLearned(value - level, feature: feature)
                    if let mask { inputs[row + mask] = 1 }
                }
            }
        }
        return SequenceDataset(
            name: data.name, presentation: data.presentation, inputs: .features(values: inputs, width: width),
            targets: .sequenceValues(values: Array(repeating: 0, count: histories.count * task.targets), width: task.targets),
            offsets: Array(stride(from: 0, through: histories.count * length, by: length)), details: details)
    }
}
