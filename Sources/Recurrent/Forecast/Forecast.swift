import Datasets

/// How one feature of a series goes on, in its own unit.
public struct Forecast: Sendable, Equatable {
    /// The sequence, or the window, of the dataset that it goes on from.
    public var sequence: Int
    /// The step of the series that the history begins at.
    public var start: Int
    /// Which feature of the dataset it is.
    public var feature: Int
    /// All that is known, from the first step on; NaN where nothing is.
    public var truth: [Double]
    /// What the network said of the same steps when it knew all steps before; NaN where it said nothing.
    public var oneStep: [Double]
    /// The place in `truth` of the first step that is forecast; its count where that comes after the end.
    public var first: Int
    /// What it says step by step, having read its own words in place of the truth; of quantiles the one nearest to one half.
    public var values: [Double]
    /// The quantiles of each step. Shape [steps, quantiles]; empty where there are none.
    public var quantiles: [[Double]] = []

    /// The mean distance from what is true, over steps of which that is known; nil where it is of none.
    public var meanAbsoluteError: Double? {
        let errors = zip(values, truth.dropFirst(first)).map { abs($0 - $1) }.filter { !$0.isNaN }
        return errors.isEmpty ? nil : errors.reduce(0, +) / Double(errors.count)
    }
}

/// The settings of a forecast.
public struct ForecastRequest: Sendable {
    /// Steps to say.
    public var steps: Int
    /// Steps before the end of what is known at which it begins; 0 for the end.
    public var back: Int

    /// So many steps.
    public init(steps: Int, back: Int = 0) {
        (self.steps, self.back) = (steps, back)
    }
}

extension Model {
    /// How each series of `data` goes on: the network reads its own predictions as if they had come true. A value of several quantiles goes on with that nearest to one half.
    /// One forecast a series and feature that is predicted, feature after feature.
    ///
    /// - Parameters:
    ///   - data: series of the kind that the network learned.
    ///   - request: how many steps, and from where on.
    ///   - ranks: processes that compute a part of each batch of windows, as `SequencePredictor` has it; steps are computed by each for itself.
    /// - Complexity: that of reading the data twice, and `steps` steps of each series; with windows as many windows as have so many steps after them.
    /// - Throws: `NetworkError` where the network does not fit the data, needs features that nobody knows, or would have to begin before what is known.
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
    /// Names of features, or their numbers where they have none.
    fileprivate func names(of features: [Int]) -> [String] {
        let names = storage.details.featureNames
        return features.map { names.indices.contains($0) ? names[$0] : "feature \($0 + 1)" }
    }
}
