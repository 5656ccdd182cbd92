import CellLanguage
import Datasets
import Recurrent

/// Objects that print more than the line in which they are written.
protocol PrintedObject: CellObject {
    /// What the value prints when it is the result of an expression.
    var blocks: [OutputBlock] { get }

    /// Whether assigning the value to a name shows it as well, to see what one has made.
    var isShownWhenAssigned: Bool { get }
}

extension PrintedObject {
    var isShownWhenAssigned: Bool { false }
}

extension Value {
    /// What a value prints when it is the result of an expression.
    var blocks: [OutputBlock] {
        switch self {
        case .nothing: []
        case .number, .text, .boolean, .list, .range: [.text(written)]
        case .object(let object): (object as? any PrintedObject)?.blocks ?? [.text(written)]
        }
    }

    /// Whether assigning the value to a name shows it as well.
    var isShownWhenAssigned: Bool {
        guard case .object(let object as any PrintedObject) = self else { return false }
        return object.isShownWhenAssigned
    }
}

extension DataPair: PrintedObject {
    var blocks: [OutputBlock] {
        let parts = [
            train.map { DatasetOverview($0, name: "train") }, validation.map { DatasetOverview($0, name: "validation") },
            test.map { DatasetOverview($0, name: "test") },
        ]
        return [.data(title: name, parts.compactMap { $0 })]
    }

    var isShownWhenAssigned: Bool { true }
}

extension SequenceDataset: PrintedObject {
    var blocks: [OutputBlock] { [.data(title: "data", [DatasetOverview(self, name: name)])] }

    var isShownWhenAssigned: Bool { true }
}

extension SequenceExample: PrintedObject {
    var blocks: [OutputBlock] { [.example(self)] }
}

extension Network: PrintedObject {
    var blocks: [OutputBlock] { [(try? summary(features: nil)).map(OutputBlock.network) ?? .text(written)] }

    var isShownWhenAssigned: Bool { true }
}

extension EpochTable: PrintedObject {
    var blocks: [OutputBlock] { [.epochs(self)] }
}

extension EvaluationReport: PrintedObject {
    var blocks: [OutputBlock] { [.evaluation(self)] }
}

extension Prediction: PrintedObject {
    var blocks: [OutputBlock] { [.prediction(self)] }
}

extension NetworkDemand: PrintedObject {
    var blocks: [OutputBlock] { [.network(summary), .text(remark)] }
}
