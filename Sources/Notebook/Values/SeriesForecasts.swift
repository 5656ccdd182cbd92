import CellLanguage
import Charts
import Datasets
import Recurrent
import TextFormatting

/// How series go on.
struct SeriesForecasts: Sendable {
    /// What the series are of.
    let data: SequenceDataset
    /// The quantiles that are said; empty where values are.
    let levels: [Float]
    /// Feature after feature of each series.
    let forecasts: [Forecast]

    /// Forecasts of one series each.
    private var series: [[Forecast]] {
        var series: [[Forecast]] = []
        for forecast in forecasts {
            if series.last?.last?.sequence == forecast.sequence {
                series[series.count - 1].append(forecast)
            } else {
                series.append([forecast])
            }
        }
        return series
    }

    /// Numbers of each forecast: a list where there is one, or a list of lists.
    func lists(_ numbers: (Forecast) -> [Double]) -> [Value] {
        let lists = forecasts.map { forecast in numbers(forecast).map(Value.number) }
        return lists.count == 1 ? lists[0] : lists.map(Value.list)
    }

    /// The mean distance from the truth, as far as it is known.
    var meanAbsoluteError: Double? {
        let errors = forecasts.compactMap(\.meanAbsoluteError)
        return errors.isEmpty ? nil : errors.reduce(0, +) / Double(errors.count)
    }

    private func name(_ forecast: Forecast) -> String {
        // Of windows the series is meant that they were cut out of.
        let number = data.storage.details.windows?.series[data.selection[forecast.sequence]]
        let series =
            data.sequenceName(forecast.sequence) ?? number.map { "\(data.name), series \($0)" } ?? "\(data.name)[\(forecast.sequence)]"
        let names = data.storage.details.featureNames
        guard names.indices.contains(forecast.feature), (data.forecastFeatures.map { Set($0).count } ?? 1) > 1 else { return series }
        return "\(series) \(names[forecast.feature])"
    }
}

extension SeriesForecasts: IndexedObject {
    static let typeDescription = TypeDescription("a forecast", example: "forecast(run, 24)")

    var written: String { "forecast of \(Figures.count(forecasts.first?.values.count ?? 0, "step")) of \(name)" }

    var name: String { data.name }

    var count: Int { series.count }

    func element(at index: Int) -> SeriesForecasts? { elements(index..<(index + 1)) }

    func elements(_ range: Range<Int>) -> SeriesForecasts {
        SeriesForecasts(data: data, levels: levels, forecasts: series[range].flatMap(\.self))
    }
}

// MARK: As it is printed

extension SeriesForecasts: PrintedObject {
    /// Most series that are drawn, and most steps that are listed.
    private static let greatestPictures = 4
    private static let listed = 24

    var blocks: [OutputBlock] {
        let pictures = forecasts.prefix(Self.greatestPictures).map { OutputBlock.picture(picture($0)) }
        let more = forecasts.count - pictures.count
        return pictures + (more > 0 ? [.text("and \(Figures.count(more, "series", "series")) more")] : [])
    }

    var isShownWhenAssigned: Bool { true }

    private func picture(_ forecast: Forecast) -> OutputPicture {
        // As much of the past as of what is to come, twice over.
        let shown = max(0, forecast.first - max(24, 2 * forecast.values.count))
        var chart = ForecastChart(
            start: forecast.start + shown + 1, truth: Array(forecast.truth.dropFirst(shown)),
            oneStep: Array(forecast.oneStep.dropFirst(shown)),
            first: forecast.start + forecast.first + 1, values: forecast.values)
        if levels.count > 1, let low = levels.first, let high = levels.last {
            chart.band = forecast.quantiles.map { ($0.first ?? .nan, $0.last ?? .nan) }
            chart.bandName = "\(low) to \(high)"
        }
        let error = forecast.meanAbsoluteError.map { ", mean absolute error \(Figures.fixed($0, 4))" } ?? ""
        return OutputPicture(
            headline:
                "\(name(forecast).visible): \(Figures.count(forecast.values.count, "step")) after step \(Figures.grouped(forecast.start + forecast.first))\(error)",
            table: table(forecast), chart: chart)
    }

    private func table(_ forecast: Forecast) -> String {
        let truth = Array(forecast.truth.dropFirst(forecast.first))
        let said = levels.isEmpty ? ["said"] : levels.map { "\($0)" }
        var table = TextTable(
            alignments: Array(repeating: .right, count: 1 + said.count + (truth.isEmpty ? 0 : 1)),
            rows: [["step"] + said + (truth.isEmpty ? [] : ["true"])])
        func figure(_ value: Double) -> String { value.isNaN ? "" : Figures.fixed(value, 4) }
        for step in 0..<min(forecast.values.count, Self.listed) {
            let values = levels.isEmpty ? [forecast.values[step]] : forecast.quantiles[step]
            table.rows.append(
                ["\(forecast.start + forecast.first + step + 1)"] + values.map(figure)
                    + (truth.isEmpty ? [] : [step < truth.count ? figure(truth[step]) : ""]))
        }
        let more = forecast.values.count - Self.listed
        return table.text + (more > 0 ? "\nand \(Figures.count(more, "step")) more" : "")
    }

    /// A row a step of each series, as `predict` writes tables.
    var csv: String {
        let names = data.storage.details.featureNames
        let columns = series.first ?? []
        func said(_ forecast: Forecast) -> [String] {
            let name = columns.count > 1 && names.indices.contains(forecast.feature) ? names[forecast.feature] : "forecast"
            return levels.isEmpty ? [name] : levels.map { "\(name) \($0)" }
        }
        var text = PredictionTable.line(["series", "step"] + columns.flatMap(said))
        for one in series {
            guard let first = one.first else { continue }
            let number = data.storage.details.windows?.series[data.selection[first.sequence]] ?? first.sequence
            let place = data.sequenceName(first.sequence) ?? "\(number)"
            for step in first.values.indices {
                let values = one.flatMap { levels.isEmpty ? [$0.values[step]] : $0.quantiles[step] }
                text += PredictionTable.line([place, "\(first.start + first.first + step + 1)"] + values.map { "\(Float($0))" })
            }
        }
        return text
    }
}
