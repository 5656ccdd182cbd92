import CellLanguage
import Datasets
import Files
import Recurrent
import SystemPackage
import TextFormatting

/// `predict`: what a run says about one example, or about all sequences of some data.
enum PredictFunction {
    /// What it gives.
    enum Answer: Sendable {
        case example(Prediction)
        case table(Page)
    }

    static let predict: Function = {
        var predict = Function.whenRun(
            "predict", .results,
            "The prediction of a run for one example, step by step; or, with `to`, for all sequences of some data, as a table in a file.",
            parameters: [
                ResultFunctions.run,
                .required(
                    "example", .either([.value(SequenceExample.valueType), .testData, .file]),
                    "One sequence; or, with `to`, data or a file of it, with or without targets."),
                .optional(
                    "to", .file,
                    "The table to write: a row for each sequence, or each step, with the prediction and the probability of each class; "
                        + "JSON lines if its name ends with .jsonl, an array with only the numbers if it ends with .npy."
                ),
            ],
            example: TrainingFunctions.setup
                + "predict(run, digits.test[17])\npredict(run, digits.test, to: \"data/predictions.csv\")",
            related: ["evaluate", "sample"]
        ) { (arguments, context) throws(CellError) -> Answer in
            let run: TrainedRun = try arguments.value("run")
            if let example = arguments["example"].object(SequenceExample.self) { return Answer.example(try about(example, run)) }
            guard let file = try arguments.optionalText("to") else { throw CellError(.noFileForPredictions) }
            let application = try RunApplication(run)
            let data: SequenceDataset
            if case .text(let path) = arguments["example"] {
                data = try application.data(in: path)
            } else {
                data = try arguments.testData("example")
            }
            let table = try application.predictions(of: data, as: TableForm(named: file), ranks: context.cell.runs.ranks)
            try context.cell.onFirstRank(elsewhere: ()) { () throws(CellError) in
                do throws(DiskError) {
                    try SystemDisk().replace(FilePath(file), with: table.bytes)
                } catch {
                    throw CellError(.told(error.sentence(writing: file)))
                }
            }
            return Answer.table(Page("wrote \(Figures.count(table.rows, "row")) to \(file)"))
        }
        predict.ordersFiles = true
        predict.fit = { _, arguments in
            let isText = if case .text = arguments["example"] { true } else { false }
            guard !arguments.isGiven("to"), isText || arguments["example"].testPart != nil else { return nil }
            return Misfit(.told(EvaluationProblem.noFileForPredictions.sentence), parameter: "example", part: nil)
        }
        return predict
    }()

    private static func about(_ given: SequenceExample, _ run: TrainedRun) throws(CellError) -> Prediction {
        var example = given
        example.dataset = try run.known(given.dataset, example: given.index)
        do throws(NetworkError) {
            let stepwisePrediction = try run.model.stepwisePrediction(example.dataset, example: example.index)
            let task = try run.model.network.task(for: example.dataset, loss: run.model.loss)
            return Prediction(example: example, stepwisePrediction: stepwisePrediction, task: task)
        } catch {
            throw CellError(error)
        }
    }
}

extension PredictFunction.Answer: PrintedObject {
    static let typeDescription = TypeDescription("a prediction")

    var written: String {
        switch self {
        case .example(let prediction): prediction.written
        case .table(let page): page.written
        }
    }

    var blocks: [OutputBlock] {
        switch self {
        case .example(let prediction): prediction.blocks
        case .table(let page): [.text(page.text)]
        }
    }
}
