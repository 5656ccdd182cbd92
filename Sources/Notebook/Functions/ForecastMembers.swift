import CellLanguage
import Recurrent

/// Members of forecasts.
enum ForecastMembers {
    static let all: [Function] = [values, truth, low, high, oneStep, meanAbsoluteError]

    private static let setup = """
        waves = sines(train: 50, test: 10)
        run = train(gru(8) | dense(1), waves, epochs: 1)
        f = forecast(run, waves.test[0..1], 6, back: 6)

        """
    private static let bandSetup = """
        waves = sines(train: 50, test: 10)
        run = train(gru(8) | dense(2), waves, epochs: 1, loss: quantiles(0.1, 0.9))
        f = forecast(run, waves.test[0..1], 6)

        """

    static let values = list("values", "The values of a forecast, step by step; for several series or features, a list of lists.") {
        $0.values
    }

    static let truth = list("truth", "The true values at the steps of a forecast, as far as they are known.") {
        Array($0.truth.dropFirst($0.first))
    }

    static let low = list("low", "The lowest quantile of each step of a forecast.", setup: bandSetup) { $0.quantiles.compactMap(\.first) }

    static let high = list("high", "The highest quantile of each step of a forecast.", setup: bandSetup) { $0.quantiles.compactMap(\.last) }

    static let oneStep = list(
        "one_step", "The one-step-ahead predictions at the steps of a forecast, as far as the earlier truth is known."
    ) {
        Array($0.oneStep.dropFirst($0.first))
    }

    static let meanAbsoluteError = Function.immediateMember(
        "mae", .members, "The mean absolute error of a forecast, as far as the truth is known.", example: setup + "f.mae",
        related: ["forecast"]
    ) { (forecasts: SeriesForecasts) throws(CellError) in
        guard let error = forecasts.meanAbsoluteError else { throw CellError(.noSuchFigure) }
        return error
    }

    private static func list(
        _ name: String, _ sentence: String, setup: String = ForecastMembers.setup, _ numbers: @escaping @Sendable (Forecast) -> [Double]
    ) -> Function {
        Function.immediateMember(name, .members, sentence, example: setup + "f.\(name)", related: ["forecast"]) {
            (forecasts: SeriesForecasts) throws(CellError) -> [Value] in forecasts.lists(numbers)
        }
    }
}
