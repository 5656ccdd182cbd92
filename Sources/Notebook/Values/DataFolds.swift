import CellLanguage
import Datasets
import TextFormatting

/// The same data divided in several ways, each for a training of its own: `folds[0].train`.
struct DataFolds: Sendable {
    /// What the data is called.
    let name: String
    let pairs: [DataPair]

    init(_ name: String, _ pairs: [DataPair]) {
        (self.name, self.pairs) = (name, pairs)
    }
}

extension DataFolds: IndexedObject {
    static let typeDescription = TypeDescription("folds of data", example: "digits.folds(5)")

    var written: String { Figures.count(count, "fold") + " of " + name }

    var count: Int { pairs.count }

    func element(at index: Int) -> DataPair? { pairs[index] }

    func elements(_ range: Range<Int>) -> DataFolds { DataFolds(name, Array(pairs[range])) }
}

extension DataFolds: PrintedObject {
    /// A line a fold: how many sequences are in each part.
    var blocks: [OutputBlock] {
        let hasValidation = pairs.contains { $0.validation != nil }
        let hasTest = pairs.contains { $0.test != nil }
        let header = ["fold", "train"] + (hasValidation ? ["validation"] : []) + (hasTest ? ["test"] : [])
        var table = TextTable(alignments: [.left] + header.dropFirst().map { _ in .right }, rows: [header])
        for (index, pair) in pairs.enumerated() {
            let parts = [pair.train] + (hasValidation ? [pair.validation] : []) + (hasTest ? [pair.test] : [])
            table.rows.append(["[\(index)]"] + parts.map { Figures.grouped($0?.count ?? 0) })
        }
        return [.text(table.text)]
    }

    var isShownWhenAssigned: Bool { true }
}
