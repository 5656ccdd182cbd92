import Datasets

/// The errors of predicted values, compared with naive forecasts.
public struct ValueReview: Sendable, Equatable {
    /// The errors of the network.
    public var network: ValueFigures
    /// The errors of repeating the last value; nil if the targets are not future values of a series.
    public var lastValue: ValueFigures?
    /// The errors of repeating the value of the season before; nil if no season was given.
    public var lastSeason: ValueFigures?
    /// The mean coefficient of determination over the numbers of a target; nil if none of them varies.
    public var meanR2: Double?
    /// The quality of the quantiles; nil if the network predicts the values themselves.
    public var quantiles: QuantileFigures?
}

extension Model {
    /// Compares the errors of all predicted values with those of repeating the last value, or the value of the season before, in units of
    /// the data.
    ///
    /// - Parameters:
    ///   - data: data of the kind that the network was trained on.
    ///   - target: the index of one of several targets; nil if there is only one.
    ///   - season: the period of the series in steps; nil for none.
    ///   - training: the training data, whose mean changes scale the errors; nil if it is not known.
    ///   - ranks: processes that each compute a part of every batch, as in `SequencePredictor`.
    /// - Complexity: that of an evaluation.
    /// - Throws: `NetworkError` if the network does not fit the data, or predicts classes.
    public func valueReview(
        _ data: SequenceDataset, target: Int? = nil, season: Int? = nil, training: SequenceDataset?, ranks: RankGroup? = nil
    ) throws(NetworkError) -> ValueReview {
        let predictor = try SequencePredictor(self, data, target: target, ranks: ranks)
        let data = predictor.data
        var counter = ValueCounter(data, predictor.task, season: season, scales: training?.meanChanges(over: season ?? 1) ?? [:])
        predictor.forEach { counter.add($1, of: $0) }
        return counter.review
    }
}

/// Compares values sequence by sequence.
private struct ValueCounter {
    private let data: SequenceDataset
    private let task: SequenceTask
    private let features: [Int]?
    private let season: Int?
    private let scales: [Int: Double]
    private var network = ValueFigures()
    private var lastValue = ValueFigures()
    private var lastSeason = ValueFigures()
    private var quantiles: QuantileFigures
    private var columns: [Column]

    /// Sums for one number of a target, with mean and variance updated by Welford's method.
    private struct Column {
        var (count, mean, spread, error) = (0.0, 0.0, 0.0, 0.0)

        mutating func add(_ said: Double, truth: Double) {
            error += (said - truth) * (said - truth)
            count += 1
            let before = truth - mean
            mean += before / count
            spread += before * (truth - mean)
        }
    }

    init(_ data: SequenceDataset, _ task: SequenceTask, season: Int?, scales: [Int: Double]) {
        (self.data, self.task, self.season, self.scales) = (data, task, season, scales)
        features = data.forecastFeatures
        quantiles = QuantileFigures(task.quantiles)
        columns = Array(repeating: Column(), count: task.targets)
    }

    mutating func add(_ outputs: [Float], of sequence: Int) {
        let (width, levels) = (task.targets, max(1, task.quantiles.count))
        let wanted: (values: [Float], first: Int)
        switch data.storage.targets {
        case .sequenceValues(let values, _): wanted = (values, data.selection[sequence])
        case .stepValues(let values, _): wanted = (values, data.steps(sequence).lowerBound)
        case .sequenceClasses, .sequenceLabels, .labelSequences, .stepClasses, .nextSymbol, .several: return
        }
        let period = max(1, Set(features ?? []).count)
        for row in 0..<(outputs.count / (width * levels)) {
            for column in 0..<width {
                let target = wanted.values[(wanted.first + row) * width + column]
                guard !target.isNaN else { continue }
                let truth = data.targetInOwnUnit(target, column: column, of: sequence)
                let said = (0..<levels).map { level in
                    data.targetInOwnUnit(outputs[(row * width + column) * levels + level], column: column, of: sequence)
                }
                let scale = features.flatMap { scales[$0[column]] }
                network.add(said[task.middle], truth: truth, scale: scale)
                columns[column].add(said[task.middle], truth: truth)
                if !task.quantiles.isEmpty { quantiles.add(said, truth: truth) }
                guard let feature = features?[column] else { continue }
                // How many steps are known when the value is predicted, and how many steps ahead it lies.
                let known = task.predictsSteps ? row + 1 : data.length(sequence)
                let ahead = column / period
                func repeated(_ step: Int) -> Double? {
                    guard 0..<known ~= step else { return nil }
                    let value = data.inputInOwnUnit(step: step, feature: feature, of: sequence)
                    return value.isNaN ? nil : value
                }
                if let value = repeated(known - 1) { lastValue.add(value, truth: truth, scale: scale) }
                if let season, let value = repeated(known + ahead % season - season) { lastSeason.add(value, truth: truth, scale: scale) }
            }
        }
    }

    var review: ValueReview {
        let shares = columns.filter { $0.spread > 0 }.map { 1 - $0.error / $0.spread }
        return ValueReview(
            network: network, lastValue: lastValue.count > 0 ? lastValue : nil, lastSeason: lastSeason.count > 0 ? lastSeason : nil,
            meanR2: shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count), quantiles: task.quantiles.isEmpty ? nil : quantiles)
    }
}
