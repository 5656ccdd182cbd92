import Charts
import Datasets
import Recurrent
import TextFormatting

/// What fronts draw of what a run says of all its examples.
extension LiveRun {
    /// Whether values are predicted, of which all that is said can be looked at again.
    package var showsValues: Bool { predictsValues && (hasReview || review != nil) }

    /// Whether it can be said how an example goes on.
    package var showsForecast: Bool { showsValues && watchedExample?.dataset.forecastFeatures != nil }

    var predictsValues: Bool {
        switch watchedExample?.dataset.storage.targets {
        case .sequenceValues, .stepValues: true
        case .sequenceClasses, .stepClasses, .sequenceLabels, .labelSequences, .nextSymbol, .several, nil: false
        }
    }

    /// What is said against what is true; nil before it was looked at.
    package var scatterChart: ScatterChart? {
        guard let review, review.valueCount > 0 else { return nil }
        var chart = ScatterChart(
            review.values.map { ($0.truth, $0.said) }, name: valueName,
            worst: review.worst.map { ($0.truth, $0.said, label($0)) })
        chart.watched = watchedValues.map { ($0.truth, $0.said) }
        return chart
    }

    /// True less said over the steps, or over what is true where values are not said step by step; nil before it was looked at.
    package var residualChart: ResidualChart? {
        guard let review, review.valueCount > 0 else { return nil }
        let overSteps = countsSteps
        func place(_ value: ValueComparison) -> Double { overSteps ? Double(value.step + 1) : value.truth }
        var chart = ResidualChart(
            review.values.map { (place($0), $0.truth - $0.said) }, unit: overSteps ? "step" : "true",
            worst: review.worst.map { (place($0), $0.truth - $0.said, label($0)) })
        chart.watched = watchedValues.map { (place($0), $0.truth - $0.said) }
        chart.distribution = review.residuals
        return chart
    }

    /// Those of the example that is watched.
    private var watchedValues: ArraySlice<ValueComparison> {
        watchedExample.flatMap { example in review?.values(of: example.index) } ?? []
    }

    /// What was looked at, and how much of it is drawn, in a few words, such as `250 values after step 1,200`, from the longest form to the shortest; empty
    /// before anything was.
    package var reviewed: [String] {
        guard let review, review.valueCount > 0 else { return [] }
        let all = Figures.count(review.valueCount, "value")
        let step = " after step \(Figures.grouped(review.step))"
        guard review.values.count < review.valueCount else { return [all + step, all] }
        let drawn = "\(Figures.grouped(review.values.count)) of \(all)"
        return [drawn + " drawn," + step, drawn + " drawn", drawn]
    }

    /// How the watched example goes on, a chart for each feature that is predicted; nil while that is not known.
    package var forecastCharts: [ForecastChart]? {
        guard let forecast, forecast.example == watchedExample?.index else { return nil }
        let names = watchedExample?.dataset.storage.details.featureNames ?? []
        return forecast.forecasts.map { one in
            // As much of the past as of what is said, twice over.
            let past = max(0, one.first - max(24, 2 * one.values.count))
            var chart = ForecastChart(
                start: one.start + past + 1, truth: Array(one.truth.dropFirst(past)), oneStep: Array(one.oneStep.dropFirst(past)),
                first: one.start + one.first + 1, values: one.values)
            if forecast.levels.count > 1, let low = forecast.levels.first, let high = forecast.levels.last {
                chart.band = one.quantiles.map { ($0.first ?? .nan, $0.last ?? .nan) }
                chart.bandName = "\(low) to \(high)"
            }
            if forecast.forecasts.count > 1, names.indices.contains(one.feature) { chart.name = names[one.feature] }
            return chart
        }
    }

    /// Why it cannot be said how the watched example goes on; nil where it can, or is not known yet.
    package var forecastProblem: String? { forecast?.problem }

    /// How far off the forecast is on average over the steps where the truth is beside it, and how many they are; nil for none.
    package var forecastError: (mean: Double, steps: Int)? {
        let forecasts = forecast?.forecasts ?? []
        let errors = forecasts.compactMap(\.meanAbsoluteError)
        guard !errors.isEmpty else { return nil }
        let steps = forecasts.map { one in zip(one.values, one.truth.dropFirst(one.first)).count { !($0 - $1).isNaN } }
        return (errors.reduce(0, +) / Double(errors.count), steps.max() ?? 0)
    }

    /// What the example at `index` is called.
    package func exampleName(_ index: Int) -> String {
        guard let data = watchedExample?.dataset else { return "[\(index)]" }
        return data.sequenceName(index) ?? "\(data.name)[\(index)]"
    }

    /// The names of the classes that may be taken for one another.
    package var classNames: [String] { watchedExample?.classNames ?? [] }

    private func label(_ value: ValueComparison) -> String {
        let step =
            value.row.map { " step \(Figures.grouped($0 + 1))" }
            ?? (countsSteps ? ", step \(Figures.grouped(value.step + 1)) of its series" : "")
        return "the worst, off by \(Figures.significantText(value.distance)): \(exampleName(value.sequence))\(step)"
    }

    /// Whether values lie in time, not one for each sequence.
    private var countsSteps: Bool {
        guard let data = watchedExample?.dataset else { return false }
        if case .stepValues = data.storage.targets { return true }
        return data.forecastFeatures != nil
    }

    /// What the predicted values are called where all are of one feature with a name.
    private var valueName: String? {
        guard let data = watchedExample?.dataset, let features = data.forecastFeatures, let feature = features.first,
            Set(features).count == 1, data.storage.details.featureNames.indices.contains(feature)
        else { return nil }
        return data.storage.details.featureNames[feature]
    }
}

extension Figures {
    /// A number with three digits that count.
    fileprivate static func significantText(_ number: Double) -> String { plain(significant(number, digits: 3)) }
}
