import CellLanguage
import Datasets
import Recurrent
import TextFormatting

/// `explain`: how much each step of an example contributes to what a run says.
enum ExplainFunction {
    static let all: [Function] = [explain, contributions]

    static let explain: Function = {
        var explain = Function.whenRun(
            "explain", .results,
            "How much each step of an example, and each of its numbers, contributes to the answer of a run: integrated gradients "
                + "(Sundararajan et al., 2017). A number x counts x times the mean derivative of the answer on the way from 0 to all "
                + "numbers of the example; the sum over all is the answer minus the answer for zeros.",
            parameters: [
                ResultFunctions.run, .required("example", .value(SequenceExample.valueType), "One sequence."),
                .optional(
                    "output", .either([.text, .whole(1...65_536)]),
                    "The class or label, by its name, or the value, counted from 1; without it, the prediction, or the first value."
                ),
                .optional(
                    "step", .whole(1...1_000_000),
                    "The step to explain, if the run predicts at each step; by default, the last."),
                .optional(
                    "points", .whole(1...Model.greatestPoints), .number(64),
                    "Points on the way; more points make the sum more exact."),
            ],
            example: TrainingFunctions.setup + "explain(run, digits.test[17])", related: ["predict", "evaluate"]
        ) { (arguments, _) throws(CellError) -> Explanation in
            let run: TrainedRun = try arguments.value("run")
            var example: SequenceExample = try arguments.value("example")
            example.dataset = try run.known(example.dataset, example: example.index)
            do throws(NetworkError) {
                let task = try run.model.network.task(for: example.dataset, loss: run.model.loss)
                return Explanation(
                    example: example, task: task,
                    attribution: try run.model.attribution(
                        example.dataset, example: example.index, output: try output(arguments, example, task),
                        step: try? arguments.optionalInteger("step").map { $0 - 1 },
                        points: (try? arguments.integer("points")) ?? 64))
            } catch {
                throw CellError(error)
            }
        }
        explain.usesAllCores = true
        return explain
    }()

    /// The output that is asked for; nil for none.
    private static func output(_ arguments: Arguments, _ example: SequenceExample, _ task: SequenceTask) throws(NetworkError) -> Int? {
        switch arguments["output"] {
        case .text(let name):
            guard let place = example.classNames.firstIndex(of: name) else {
                throw NetworkError(.noClass(name, data: example.dataset.name))
            }
            return place
        case .number(let number): return Int(exactly: number).map { $0 - 1 } ?? -1
        default: return nil
        }
    }

    static let contributions = Function.immediateMember(
        "contributions", .members, "The contribution of each step, one number per step.",
        example: TrainingFunctions.setup + "explain(run, digits.test[17]).contributions", related: ["explain"]
    ) { (explanation: Explanation) throws(CellError) -> [Value] in
        (0..<explanation.attribution.steps).map { .number(explanation.attribution.sum($0)) }
    }
}
