import Datasets
import Recurrent

/// Functions that look at what a run has learnt, and help.
enum EvaluateResults {
    static func call(_ arguments: Arguments) throws(CellError) -> Value {
        switch arguments.function.name {
        case "evaluate": return try evaluate(arguments)
        case "predict": return try predict(arguments)
        case "compare": return .page(RunComparison(try runs(arguments)).text)
        case "save": return try EvaluateWeights.save(arguments)
        case "load": return try EvaluateWeights.load(arguments)
        case "help": return .page(try help(arguments))
        default: throw CellError(.unknownFunction(arguments.function.name, suggestion: nil))
        }
    }

    private static func evaluate(_ arguments: Arguments) throws(CellError) -> Value {
        let run = try arguments.run("run")
        guard let data = try arguments.has("data") ? arguments.testData("data") : run.data.test ?? run.data.train else {
            throw arguments.wrong("data")
        }
        do throws(NetworkError) {
            let evaluation = try run.model.evaluate(data)
            let task = try run.model.network.task(for: data)
            return .evaluation(EvaluationReport(dataset: data.name, evaluation: evaluation, classNames: data.classNames, task: task))
        } catch {
            throw CellError(error)
        }
    }

    private static func predict(_ arguments: Arguments) throws(CellError) -> Value {
        let run = try arguments.run("run")
        guard case .example(let example) = arguments["example"] else { throw arguments.wrong("example") }
        do throws(NetworkError) {
            let stepwisePrediction = try run.model.stepwisePrediction(example.dataset, example: example.index)
            let task = try run.model.network.task(for: example.dataset)
            return .prediction(Prediction(example: example, stepwisePrediction: stepwisePrediction, task: task))
        } catch {
            throw CellError(error)
        }
    }

    private static func runs(_ arguments: Arguments) throws(CellError) -> [TrainedRun] {
        var runs: [TrainedRun] = []
        for value in arguments.list("run") {
            guard case .run(let run) = value else { throw arguments.wrong("run") }
            runs.append(run)
        }
        return runs
    }

    private static func help(_ arguments: Arguments) throws(CellError) -> String {
        guard let name = try arguments.optionalText("name") else { return HelpPage.overview }
        guard let page = HelpPage.about(name) else {
            throw CellError(.unknownFunction(name, suggestion: Suggestion.nearest(to: name, in: Catalogue.all.map(\.name))))
        }
        return page
    }
}
