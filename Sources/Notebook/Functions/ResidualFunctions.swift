import CellLanguage
import Charts
import Datasets
import Recurrent
import TextFormatting

/// `residuals` and `scatter`: pictures of how far predicted values are from the truth.
enum ResidualFunctions {
    static let all: [Function] = [residuals, scatter, values]

    private static let setup = "waves = sines(train: 50, test: 10)\nrun = train(gru(4) | dense(1), waves, epochs: 1)\n"

    static let residuals = function(
        "residuals", "A chart of the truth minus the prediction, over time: a pattern means that something is left to learn.",
        .residuals)

    static let scatter = function("scatter", "A chart of predicted values against true ones.", .scatter)

    static let values = Function.immediateMember(
        "values", .members, "The truth minus the prediction, one number per value.", example: setup + "residuals(run).values",
        related: ["residuals", "scatter"]
    ) { (residuals: ValueResiduals) throws(CellError) -> [Value] in
        residuals.comparisons.map { .number($0.truth - $0.said) }
    }

    private static func function(_ name: String, _ sentence: String, _ view: ValueResiduals.View) -> Function {
        var function = Function.whenRun(
            name, .results, sentence,
            parameters: [
                ResultFunctions.run, .optional("data", .testData, "The data to look at; by default, the run's own test part."),
            ],
            example: setup + "\(name)(run)", related: ["evaluate", "forecast", name == "scatter" ? "residuals" : "scatter"]
        ) { (arguments, context) throws(CellError) -> ValueResiduals in
            let run: TrainedRun = try arguments.value("run")
            guard let given = try arguments.has("data") ? arguments.testData("data") : run.ownData, given.count > 0 else {
                throw CellError(.runWithoutData(run.name))
            }
            let data = try run.known(given)
            do {
                let task = try run.model.network.task(for: data, loss: run.model.loss)
                guard task.parts.isEmpty else {
                    throw CellError(.told("\(name): \(data.name.visible) has several targets; this chart is for a single one."))
                }
                guard task.outputKind == .values else {
                    throw CellError(.told("\(name): \(data.name.visible) has classes to predict, not values."))
                }
                return ValueResiduals(
                    name: data.name, comparisons: try run.model.comparisons(data, ranks: context.cell.runs.ranks),
                    countsSteps: data.forecastFeatures != nil || task.predictsSteps, view: view)
            } catch {
                throw CellError(engine: error)
            }
        }
        function.usesAllCores = true
        return function
    }
}

/// What is true and what is said, value by value.
struct ValueResiduals: Sendable {
    /// How it is drawn.
    enum View: Sendable { case residuals, scatter }

    let name: String
    let comparisons: [ValueComparison]
    /// Whether values lie in time, not one for each sequence.
    let countsSteps: Bool
    let view: View

    /// Most values that are drawn; of more some that are evenly spread.
    private static let drawn = 20_000

    private var picture: OutputPicture {
        let every = max(1, comparisons.count / Self.drawn)
        let shown = stride(from: 0, to: comparisons.count, by: every).map { comparisons[$0] }
        let residuals = comparisons.map { $0.truth - $0.said }
        let chart: any Drawable
        switch view {
        case .residuals:
            var residualChart = ResidualChart(
                shown.map { (Double((countsSteps ? $0.step : $0.sequence) + 1), $0.truth - $0.said) },
                unit: countsSteps ? "step" : "sequence")
            if every > 1 { residualChart.distribution = residuals.filter(\.isFinite).sorted() }
            chart = residualChart
        case .scatter: chart = ScatterChart(shown.map { ($0.truth, $0.said) })
        }
        let count = Double(max(1, residuals.count))
        let mean = residuals.reduce(0, +) / count
        let deviation = (residuals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
        let drawn = every > 1 ? " (\(Figures.grouped(shown.count)) drawn)" : ""
        return OutputPicture(
            headline:
                "\(name.visible): \(Figures.count(comparisons.count, "value"))\(drawn), true less said \(Figures.fixed(mean, 4)) on average, deviation \(Figures.fixed(deviation, 4))",
            table: "", chart: chart)
    }
}

extension ValueResiduals: PrintedObject {
    static let typeDescription = TypeDescription("a picture of residuals", example: "residuals(run)")

    var written: String { "\(Figures.count(comparisons.count, "value")) of \(name), true and said" }

    var blocks: [OutputBlock] { [.picture(picture)] }

    var isShownWhenAssigned: Bool { true }
}
