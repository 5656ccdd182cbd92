import CellLanguage
import Datasets
import Recurrent

/// What a run has learnt.
enum ResultFunctions {
    static let all: [Function] = [
        evaluate, PredictFunction.predict, SampleFunction.sample, compare, WeightFunctions.save, WeightFunctions.load,
    ]

    static let run = Parameter.required("run", .run, "What train gave.")

    static let evaluate: Function = {
        var evaluate = Function.whenRun(
            "evaluate", .results, "How well a run does: loss, error, what is taken for what, or how much of the values it explains.",
            parameters: [run, .optional("data", .testData, "What to test on; the run's own test part where it is left out.")],
            example: TrainingFunctions.setup + "evaluate(run, digits.test)", related: ["predict", "compare", "train"]
        ) { (arguments, _) throws(CellError) in
            let run: TrainedRun = try arguments.value("run")
            guard
                let given = try arguments.has("data") ? arguments.testData("data") : run.data.test ?? run.data.validation ?? run.data.train
            else {
                throw arguments.wrong("data")
            }
            guard arguments.has("data") || given.count > 0 else { throw CellError(.runWithoutData(run.name)) }
            let data = try run.known(given)
            do throws(NetworkError) {
                let evaluation = try run.model.evaluate(data)
                let task = try run.model.network.task(for: data)
                return EvaluationReport(dataset: data.name, evaluation: evaluation, classNames: data.classNames, task: task)
            } catch {
                throw CellError(error)
            }
        }
        evaluate.usesAllCores = true
        evaluate.fit = { _, arguments in
            let run = arguments["run"].object(TrainedRun.self)
            // Names are matched when the cell runs.
            guard let data = arguments["data"].testPart, let own = run?.data.train ?? run?.data.test, data.hasNames(of: own) else {
                return nil
            }
            return NetworkFit.misfit(run?.model.network, arguments["data"].testPart, parameter: "run")
        }
        return evaluate
    }()

    static let compare = Function.whenRun(
        "compare", .results, "Runs side by side: what they ended with.",
        parameters: [.repeated("run", .run, "Two runs, or more.")],
        example: """
            digits = strokes(train: 300, test: 50)
            small = train(gru(4) | last | dense(10), digits, epochs: 1)
            large = train(gru(16) | last | dense(10), digits, epochs: 1)
            compare(small, large)
            """,
        related: ["evaluate"]
    ) { (arguments, _) throws(CellError) in
        Page(RunComparison(try arguments.list("run")).text)
    }
}

extension TrainedRun {
    /// Data as this run knows it: classes, symbols and columns by their names in the data that it was trained on, numbers scaled as there.
    func known(_ data: SequenceDataset, example: Int? = nil) throws(CellError) -> SequenceDataset {
        guard let own = knownData else { return data }
        return try CellError.rethrowing { () throws(DataError) in try data.matched(to: own, example: example) }
    }
}
