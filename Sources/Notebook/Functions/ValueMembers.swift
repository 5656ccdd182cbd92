import CellLanguage
import Datasets
import Recurrent
import TextFormatting

/// Members of evaluations of predicted values, and of the forecasts beside them that need no network.
enum ValueMembers {
    static let all: [Function] =
        [meanAbsolute, rootMeanSquare, meanScaled, symmetric].flatMap { [$0.ofReport, $0.ofForecast] } + [
            meanR2, lastValue, lastSeason, pinball, coverage, below, pinballs,
        ]

    /// A figure of what the network says, and of what is repeated.
    struct Figure {
        let ofReport: Function
        let ofForecast: Function

        init(_ name: String, _ sentence: String, _ figure: @escaping @Sendable (ValueFigures) -> Double?) {
            ofReport = ValueMembers.member(name, sentence, example: ".\(name)") { (report: EvaluationReport) in
                report.values.flatMap { figure($0.network) }
            }
            ofForecast = ValueMembers.member(name, sentence, example: ".last_value.\(name)") { (forecast: RepeatedValues) in
                figure(forecast.figures)
            }
        }
    }

    static let meanAbsolute = Figure("mae", "The mean absolute error of values, in their own units.", \.meanAbsolute)

    static let rootMeanSquare = Figure("rmse", "The root of the mean squared error of values, in their own units.", \.rootMeanSquare)

    static let meanScaled = Figure(
        "mase",
        "The mean absolute error as a multiple of that of repeating the last value, or the last season if one is named, in the training "
            + "data.",
        \.meanScaled)

    static let symmetric = Figure(
        "smape", "The symmetric mean absolute percentage error, from 0 to 2: 2 |predicted - true| / (|predicted| + |true|).", \.symmetric)

    static let meanR2 = member(
        "r2_mean",
        "The explained share of the variance of each number of a target, averaged over them; r2 takes all variances together.",
        example: ".r2_mean"
    ) { (report: EvaluationReport) in report.values?.meanR2 }

    static let lastValue = repeated(
        "last_value", "The errors of repeating the last value, if later values of series are predicted.", example: ".last_value"
    ) { $0.lastValue }

    static let lastSeason = repeated(
        "last_season", "The errors of repeating the last season, in an evaluation with season.", example: ".last_season"
    ) { $0.lastSeason }

    static let pinball = member(
        "pinball", "The pinball loss, averaged over quantiles and values, in the units of the values.",
        example: Self.quantileExample + ".pinball", isWhole: true
    ) { (report: EvaluationReport) in report.values?.quantiles?.pinball }

    static let coverage = list("coverage", "The share of values inside each quantile band, the widest band first.") {
        quantiles in
        quantiles.bands.map(\.coverage)
    }

    static let below = list("below", "The share of values not above each quantile, the lowest first.") { quantiles in
        quantiles.levels.indices.map { quantiles.share(below: $0) }
    }

    static let pinballs = list("pinballs", "The pinball loss of each quantile, the lowest first, in the units of the values.") {
        quantiles in
        quantiles.levels.indices.map { quantiles.pinball($0) }
    }

    private static let setup = """
        waves = sines(train: 50, test: 10)
        run = train(gru(4) | dense(1), waves, epochs: 1)
        evaluate(run, season: 12)
        """

    private static let quantileExample = """
        waves = sines(train: 50, test: 10)
        run = train(gru(4) | dense(3), waves, epochs: 1, loss: quantiles(0.1, 0.5, 0.9))
        evaluate(run)
        """

    private static func member<Receiver: CellObject>(
        _ name: String, _ sentence: String, example: String, isWhole: Bool = false,
        _ figure: @escaping @Sendable (Receiver) -> Double?
    ) -> Function {
        Function.immediateMember(
            name, .members, sentence, of: Receiver.self, example: isWhole ? example : setup + example,
            related: ["evaluate"]
        ) { (receiver) throws(CellError) in
            guard let figure = figure(receiver) else { throw CellError(.noSuchFigure) }
            return figure
        }
    }

    private static func list(
        _ name: String, _ sentence: String, _ numbers: @escaping @Sendable (QuantileFigures) -> [Double]
    ) -> Function {
        Function.immediateMember(name, .members, sentence, example: quantileExample + ".\(name)", related: ["evaluate", "quantiles"]) {
            (report: EvaluationReport) throws(CellError) -> [Value] in
            guard let quantiles = report.values?.quantiles else { throw CellError(.noSuchFigure) }
            return numbers(quantiles).map(Value.number)
        }
    }

    private static func repeated(
        _ name: String, _ sentence: String, example: String, _ figures: @escaping @Sendable (ValueReview) -> ValueFigures?
    ) -> Function {
        Function.immediateMember(name, .members, sentence, example: setup + example, related: ["evaluate"]) {
            (report: EvaluationReport) throws(CellError) -> RepeatedValues in
            guard let figures = report.values.flatMap(figures) else { throw CellError(.noSuchFigure) }
            return RepeatedValues(name: name, figures: figures)
        }
    }
}

/// The errors of a forecast that repeats what was there.
struct RepeatedValues: CellObject {
    static let typeDescription = TypeDescription("a forecast that repeats", example: "evaluate(run).last_value")

    let name: String
    let figures: ValueFigures

    var written: String {
        "MAE \(Figures.fixed(figures.meanAbsolute ?? .nan, 4)), RMSE \(Figures.fixed(figures.rootMeanSquare ?? .nan, 4))"
    }
}
