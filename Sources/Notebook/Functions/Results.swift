import CellLanguage
import Datasets
import Recurrent

/// What a run has learnt.
enum ResultFunctions {
    static let all: [Function] =
        [
            EvaluateFunction.evaluate, PredictFunction.predict, SampleFunction.sample, compare, WeightFunctions.save, WeightFunctions.load,
        ] + ExplainFunction.all

    static let run = Parameter.required("run", .run, "A run returned by train.")

    static let compare = Function.whenRun(
        "compare", .results, "Compares runs side by side by their final results.",
        parameters: [.repeated("run", .run, "Two or more runs.")],
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
