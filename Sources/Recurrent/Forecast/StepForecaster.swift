import Datasets

/// Continues series step by step, for networks that predict the next step at each step.
struct StepForecaster {
    private let reader: StepReader
    private let data: SequenceDataset
    private let task: SequenceTask
    /// The index of the feature that each number of a target predicts.
    private let features: [Int]

    init(_ model: Model, _ data: SequenceDataset, _ task: SequenceTask, _ features: [Int]) throws(NetworkError) {
        reader = try StepReader(model, data)
        (self.data, self.task, self.features) = (data, task, features)
    }

    func forecasts(_ request: ForecastRequest) throws(NetworkError) -> [Forecast] {
        var forecasts: [Forecast] = []
        for history in data.histories where !Cancellation.isCancelled { forecasts += try self.forecasts(history, request) }
        return forecasts
    }

    private func forecasts(_ history: SeriesHistory, _ request: ForecastRequest) throws(NetworkError) -> [Forecast] {
        let sequence = history.sequence
        let steps = data.length(sequence)
        guard request.back <= steps else { throw NetworkError(.forecastTooFarBack(request.back, most: steps, data: data.name)) }
        // Where the sequence begins in its history, which also holds the value after its last step.
        let offset = history.count - steps - 1
        var forecasts = features.enumerated().map { column, feature in
            Forecast(
                sequence: sequence, start: history.start, feature: feature, truth: history.values[column],
                oneStep: Array(repeating: .nan, count: history.count), first: history.count - request.back, values: [])
        }
        reader.reset()
        for step in 0..<steps {
            let said = reader.read(row(step, of: sequence))
            for column in features.indices { forecasts[column].oneStep[offset + step + 1] = value(said, column, sequence) }
        }
        reader.reset()
        // The prediction after row r is for the value at r + 1.
        var last = steps - request.back
        var said: [Float] = []
        for step in 0..<min(steps, last + 1) { said = reader.read(row(step, of: sequence)) }
        if last == steps {
            said = reader.read(try row(steps, of: sequence, values: features.indices.map { history.values[$0].last ?? .nan }))
        }
        for _ in 0..<request.steps {
            for column in features.indices {
                forecasts[column].values.append(value(said, column, sequence))
                if !task.quantiles.isEmpty {
                    forecasts[column].quantiles.append(task.quantiles.indices.map { value(said, column, sequence, quantile: $0) })
                }
            }
            guard forecasts[0].values.count < request.steps else { break }
            last += 1
            said = reader.read(try row(last, of: sequence, values: forecasts.map { $0.values.last ?? .nan }))
        }
        return forecasts
    }

    /// A step of a sequence, as stored in the data.
    private func row(_ step: Int, of sequence: Int) -> [Float] {
        guard case .features(let all, let width) = data.storage.inputs else { return [] }
        let row = data.steps(sequence).lowerBound + step
        return Array(all[(row * width)..<((row + 1) * width)])
    }

    /// A step of a sequence, or the step after its end, with these values in place of the predicted features.
    private func row(_ step: Int, of sequence: Int, values: [Double]) throws(NetworkError) -> [Float] {
        let isThere = step < data.length(sequence)
        var row = isThere ? row(step, of: sequence) : [Float](repeating: 0, count: data.features)
        let masks = data.storage.details.masks
        for (value, feature) in zip(values, features) {
            if let mask = masks[feature] { row[mask] = value.isNaN ? 0 : 1 }
            guard value.isNaN else {
                row[feature] = data.inputAsLearned(value, feature: feature, of: sequence)
                continue
            }
            guard masks[feature] != nil else { throw NetworkError(.forecastOfMissing(sequence: sequence, data: data.name)) }
            row[feature] = 0
        }
        return row
    }

    private func value(_ said: [Float], _ column: Int, _ sequence: Int, quantile: Int? = nil) -> Double {
        data.targetInOwnUnit(said[column * max(1, task.quantiles.count) + (quantile ?? task.middle)], column: column, of: sequence)
    }
}
