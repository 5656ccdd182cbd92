import Recurrent
import TextFormatting

/// What a report says of predicted values, all in units of the data.
extension EvaluationReport {
    /// The tables, each with an empty line above it; none for classes.
    var valueTables: [String] {
        guard let values, values.network.count > 0 else { return [] }
        return [""] + errors(values) + (values.quantiles.map { [""] + quantileLines($0) } ?? [])
    }

    /// The network's errors beside those of forecasts that need none.
    private func errors(_ values: ValueReview) -> [String] {
        let rows: [(String, ValueFigures)] =
            [("network", values.network)] + (values.lastValue.map { [("last value", $0)] } ?? [])
            + (values.lastSeason.map { [("last season", $0)] } ?? [])
        let isScaled = values.network.meanScaled != nil
        var table = TextTable(
            alignments: [.left, .right, .right, .right, .right, .left],
            rows: [["", "MAE", "RMSE"] + (isScaled ? ["MASE"] : []) + ["sMAPE", ""]])
        if !isScaled { table.alignments.remove(at: 3) }
        for (name, figures) in rows {
            let rest =
                figures.count == values.network.count
                ? "" : "of \(Figures.grouped(figures.count)) values, not \(Figures.grouped(values.network.count))"
            table.rows.append(
                [name, Self.figure(figures.meanAbsolute), Self.figure(figures.rootMeanSquare)]
                    + (isScaled ? [figures.meanScaled.map { Figures.fixed($0, 3) } ?? ""] : [])
                    + [figures.symmetric.map { Figures.percent($0) } ?? "", rest])
        }
        return table.lines
    }

    /// Of several numbers the mean of each one's share beside that of all their variances together.
    var meanOfR2: String {
        guard task.targets > 1, let mean = values?.meanR2 else { return "" }
        return " of all variances together, \(Figures.fixed(mean, 4)) as the mean over \(Figures.grouped(task.targets)) values"
    }

    /// Pinball loss as it was trained on, and in units of the data.
    var pinballRows: [[String]] {
        var rows: [[String]] = []
        if let pinball = values?.quantiles?.pinball { rows.append(["pinball loss", Self.figure(pinball)]) }
        let isScaled = evaluation.squaredError != nil
        if rows.isEmpty || isScaled { rows.append([isScaled ? "standardized" : "pinball loss", Figures.loss(evaluation.loss)]) }
        return rows
    }

    /// How many values are below each quantile, and inside each band.
    private func quantileLines(_ quantiles: QuantileFigures) -> [String] {
        var table = TextTable(alignments: [.left, .right, .right], rows: [["quantile", "pinball", "below"]])
        for (place, level) in quantiles.levels.enumerated() {
            table.rows.append(["\(level)", Self.figure(quantiles.pinball(place)), Figures.percent(quantiles.share(below: place))])
        }
        guard !quantiles.bands.isEmpty else { return table.lines }
        var bands = TextTable(alignments: [.left, .right, .right], rows: [["band", "nominal", "inside"]])
        for band in quantiles.bands {
            bands.rows.append(["\(band.low) to \(band.high)", Figures.percent(band.nominal), Figures.percent(band.coverage)])
        }
        return table.lines + [""] + bands.lines
    }

    /// A figure in the data's own units, whatever their size.
    private static func figure(_ value: Double?) -> String {
        guard let value else { return "" }
        return value != 0 && (abs(value) < 0.01 || abs(value) >= 1e7)
            ? Figures.plain(Figures.significant(value, digits: 5)) : Figures.fixed(value, 4)
    }
}
