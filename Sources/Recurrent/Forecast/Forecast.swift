import Datasets

/// A forecast of one feature of a series, in the feature's own unit.
public struct Forecast: Sendable, Equatable {
    /// The index in the dataset of the sequence, or of the window, that the forecast continues.
    public var sequence: Int
    /// The step of the series at which the history begins.
    public var start: Int
    /// The index of the feature in the dataset.
    public var feature: Int
    /// The known values, from the first step of the history on; NaN where a value is unknown.
    public var truth: [Double]
    /// One-step predictions for the same steps, each made from the true values before it; NaN where there is none.
    public var oneStep: [Double]
    /// The index in `truth` of the first forecast step; `truth.count` if the forecast begins after the end.
    public var first: Int
    /// The forecast values, step by step, with earlier predictions as inputs in place of the truth; if the network predicts quantiles, the
    /// one nearest to one half.
    public var values: [Double]
    /// The quantiles of each step, [steps, quantiles]; empty if the network predicts none.
    public var quantiles: [[Double]] = []

    /// The mean absolute error over the forecast steps whose true value is known; nil if there are none.
    public var meanAbsoluteError: Double? {
        let errors = zip(values, truth.dropFirst(first)).map { abs($0 - $1) }.filter { !$0.isNaN }
        return errors.isEmpty ? nil : errors.reduce(0, +) / Double(errors.count)
    }
}

/// The settings of a forecast.
public struct ForecastRequest: Sendable {
    /// The number of steps to forecast.
    public var steps: Int
    /// How many steps before the end of the known values the forecast begins; 0 for the end.
    public var back: Int

    /// A forecast of `steps` steps that begins `back` steps before the end of the known values.
    public init(steps: Int, back: Int = 0) {
        (self.steps, self.back) = (steps, back)
    }
}

extension Model {
    /// Forecasts each series of `data` by feeding the network its own predictions as inputs. If it predicts quantiles, the one nearest to
    /// one half is fed back.
    /// Returns one forecast for each series and predicted feature, ordered by series.
    ///
    /// - Parameters:
    ///   - data: series of the kind that the network was trained on.
    ///   - request: the number of steps, and where the forecast begins.
    ///   - ranks: processes that each compute a part of every batch of windows, as in `SequencePredictor`; stepwise forecasts are computed
    ///     in full by each process.
    /// - Complexity: two passes over the data and `steps` steps for each series; for networks that read windows, as many windows as span
    ///   those steps.
    /// - Throws: `NetworkError` if the network does not fit the data, needs features whose future values are unknown, or would have to
    ///   begin before the first known value.
    public func forecasts(
        _ data: SequenceDataset, _ request: ForecastRequest, ranks: RankGroup? = nil
    ) throws(NetworkError) -> [Forecast] {
        let task = try check(data)
        guard task.outputKind == .values, let features = data.forecastFeatures else { throw NetworkError(.noSeries(data: data.name)) }
        let details = data.storage.details
        let named = Set(features).union(details.masks.values)
        let known = Set(details.knownFeatures)
        let unknown = (0..<data.features).filter { !named.contains($0) && !known.contains($0) }
        guard unknown.isEmpty else { throw NetworkError(.unknownFeatures(data.names(of: unknown), data: data.name)) }
        if !known.isEmpty, !task.predictsSteps || request.steps > request.back {
            throw NetworkError(
                .featuresKnownTooShort(data.names(of: known.sorted()), steps: request.steps, back: task.predictsSteps ? request.back : nil))
        }
        return task.predictsSteps
            ? try StepForecaster(self, data, task, features).forecasts(request)
            : try WindowForecaster(self, data, task, features, ranks).forecasts(request)
    }
}

extension SequenceDataset {
    /// The names of the features, or their numbers if they have no names.
    fileprivate func names(of features: [Int]) -> [String] {
        let names = storage.details.featureNames
        return features.map { names.indices.contains($0) ? names[$0] : "feature \($0 + 1)" }
    }
}
