import CellLanguage
import Datasets
import Recurrent
import TextFormatting

// How the language speaks of the notebook's values, and writes them.

extension DataPair: CellObject {
    package static let typeDescription = TypeDescription(
        "data with a training and a test part",
        adviceOnElements: "This is data with a training and a test part; say which, as in digits.test[17].")

    package var written: String { name }
}

extension SequenceDataset: IndexedObject {
    package static let typeDescription = TypeDescription("a dataset")

    package var written: String { name }

    package func element(at index: Int) -> SequenceExample? { SequenceExample(dataset: self, index: index) }

    package func elements(_ range: Range<Int>) -> SequenceDataset { select(Array(range)) }
}

extension SequenceExample: CellObject {
    package static let typeDescription = TypeDescription("one example", example: "digits.test[17]")

    package var written: String { "\(dataset.name)[\(index)]" }
}

extension Network: Pipeline {
    package static let typeDescription = TypeDescription("a network", example: "gru(32) | last | dense(10)")

    package var detail: String { written }

    package var partCount: Int { layers.count }

    package static func join(_ pipelines: [Network]) -> Network { Network(pipelines.flatMap(\.layers)) }

    package var fault: PartFault? {
        do throws(NetworkError) {
            _ = try summary(features: nil)
            return nil
        } catch {
            // What comes before may be written elsewhere.
            if case .noEmbedding = error.problem { return nil }
            return PartFault(error)
        }
    }

    /// The output of the last layer and the parameters of all, for the width of the data that is at hand where there is only one.
    package func shape(in scope: Scope) throws(PartFault) -> String? {
        let widths = Set(scope.names.values.compactMap { $0.value?.testPart?.features })
        do throws(NetworkError) {
            let summary = try summary(features: widths.count == 1 ? widths.first : nil)
            guard let row = summary.rows.last else { return nil }
            let total = summary.rows.count > 1 ? ", total \(summary.parameters.plain)" : ""
            return "\(row.layer.written) → \(row.shapeText)  \(row.parameters.plain) parameters\(total)"
        } catch {
            throw PartFault(error)
        }
    }
}

extension OptimizerSetting: CellObject {
    package static let typeDescription = TypeDescription("an optimizer", example: "adam(0.001)")

    package var written: String { description }
}

extension LearningRateSchedule: CellObject {
    package static let typeDescription = TypeDescription("a schedule", example: "cosine")

    package var written: String { description }
}

extension RecordedChange: CellObject {
    package static let typeDescription = TypeDescription(
        "a change to a run", plural: "changes, such as [rate(0.001, at: 1200), stop(at: 2400)]")

    package var written: String { description }
}

extension TrainedRun: CellObject {
    package static let typeDescription = TypeDescription("a run", example: "the result of train(net, data)", plural: "runs")

    package var written: String { sentence }

    package var detail: String { sentence }
}

extension EpochTable: CellObject {
    package static let typeDescription = TypeDescription("a run's history")

    package var written: String { "history of " + Figures.count(rows.count, "epoch") }
}

extension EvaluationReport: CellObject {
    package static let typeDescription = TypeDescription("an evaluation")

    package var written: String { "loss " + Figures.loss(evaluation.loss) }
}

extension Prediction: CellObject {
    package static let typeDescription = TypeDescription("a prediction")

    package var written: String { "prediction for \(example.written)" }
}

extension NetworkDemand: CellObject {
    static let typeDescription = TypeDescription("a network's summary")

    var written: String { remark }
}

extension Page: CellObject {
    static let typeDescription = TypeDescription("a page of text")

    var written: String { text }
}

// MARK: Data in general

extension Value {
    /// What is trained on; nil where there is nothing.
    var trainingPart: SequenceDataset? {
        object(DataPair.self)?.train ?? object(SequenceDataset.self)
    }

    /// What is tested on: the test part of a pair, or what it has.
    var testPart: SequenceDataset? {
        if let pair = object(DataPair.self) { pair.test ?? pair.validation ?? pair.train } else { object(SequenceDataset.self) }
    }
}

extension Arguments {
    /// One dataset: the test part of a pair where there is one.
    func testData(_ name: String) throws(CellError) -> SequenceDataset {
        guard let data = self[name].testPart else { throw wrong(name) }
        return data
    }

    /// Data to train and to test on; a single dataset is to train on.
    func pair(_ name: String) throws(CellError) -> DataPair {
        if let dataset = self[name].object(SequenceDataset.self) { return DataPair(name: dataset.name, train: dataset, test: nil) }
        return try value(name)
    }
}
