import CellLanguage
import Charts
import Datasets
import Files
import Recurrent
import SystemPackage
import TextFormatting

/// `forecast`: how series go on where a network reads its own predictions.
enum ForecastFunction {
    static let all: [Function] = [forecast]

    static let forecast: Function = {
        var forecast = Function.whenRun(
            "forecast", .results,
            "How series continue: a run predicts step after step and reads its own predictions as if they had come true. One-step-ahead "
                + "predictions are shown beside them. Quantile bands are those of each step if the medians before it have come true.",
            parameters: [
                ResultFunctions.run,
                .optional(
                    "data", .either([.testData, .whole(1...100_000)]),
                    "The series to continue; or the number of steps, for the run's own test part."),
                .optional("steps", .whole(1...100_000), "The number of steps."),
                .optional(
                    "back", .anyWhole, .number(0),
                    "How many steps before the end to begin, so that the forecast can be compared with the truth; 0 for the end."),
                .optional("to", .file, "A table to write, with one row per step."),
            ],
            example: """
                waves = sines(train: 50, test: 10)
                run = train(gru(8) | dense(1), waves, epochs: 1)
                forecast(run, waves.test[0..1], 24, back: 24)
                """,
            related: ["predict", "evaluate", "residuals"]
        ) { (arguments, context) throws(CellError) -> SeriesForecasts in
            let run: TrainedRun = try arguments.value("run")
            let isCount = if case .number = arguments["data"] { true } else { false }
            let saysSteps = arguments.has("steps")
            guard isCount != saysSteps else { throw CellError(.told("Give the number of steps once, as in forecast(\(run.name), 24).")) }
            let steps = try arguments.integer(isCount ? "data" : "steps")
            let isOwn = isCount || !arguments.has("data")
            guard let given = try isOwn ? run.ownData : arguments.testData("data"), given.count > 0 else {
                throw CellError(.runWithoutData(run.name))
            }
            let (data, back) = (try run.known(given), try arguments.integer("back"))
            let result: SeriesForecasts
            do throws(NetworkError) {
                let request = ForecastRequest(steps: steps, back: back)
                result = SeriesForecasts(
                    data: data, levels: run.model.loss.quantiles,
                    forecasts: try run.model.forecasts(data, request, ranks: context.cell.runs.ranks))
            } catch {
                throw CellError(error)
            }
            if let file = try arguments.optionalText("to") {
                try context.cell.onFirstRank(elsewhere: ()) { () throws(CellError) in
                    do throws(DiskError) {
                        try SystemDisk().replace(FilePath(file), with: Array(result.csv.utf8))
                    } catch {
                        throw CellError(.told(error.sentence(writing: file)))
                    }
                }
            }
            return result
        }
        forecast.usesAllCores = true
        forecast.ordersFiles = true
        return forecast
    }()
}

extension TrainedRun {
    /// What the run is looked at with where nothing else is given.
    var ownData: SequenceDataset? { data.test ?? data.validation ?? data.train }
}
