import CellLanguage
import Datasets
import FoundationEssentials
import Recurrent

/// Data that the first of several ranks has made, or why it could not, as it tells the others.
struct DataMessage: Codable {
    /// The parts of a pair that there are; their datasets follow one another.
    private struct Pair: Codable {
        var name: String
        var hasTrain: Bool
        var hasValidation: Bool
        var hasTest: Bool
    }

    private enum Form: Codable {
        case dataset
        case pair(Pair)
        case folds(name: String, [Pair])
        case error(String)
    }

    private var form: Form

    /// Whether values of a type are told.
    static func isOf(_ type: ValueType) -> Bool {
        [SequenceDataset.valueType, DataPair.valueType, DataFolds.valueType].contains(type)
    }

    // MARK: Writing

    /// - Throws: `CellError` where something of it cannot be told.
    static func bytes(of value: Value, _ ranks: RankGroup) throws(CellError) -> [UInt8] {
        var datasets: [SequenceDataset] = []
        func told(_ pair: DataPair) -> Pair {
            datasets += [pair.train, pair.validation, pair.test].compactMap(\.self)
            return Pair(
                name: pair.name, hasTrain: pair.train != nil, hasValidation: pair.validation != nil, hasTest: pair.test != nil)
        }
        let form: Form
        switch value {
        case .object(let dataset as SequenceDataset): (form, datasets) = (.dataset, [dataset])
        case .object(let pair as DataPair): form = .pair(told(pair))
        case .object(let folds as DataFolds): form = .folds(name: folds.name, folds.pairs.map(told))
        default: throw untold
        }
        guard let message = try? ranks.message(of: datasets) else { throw untold }
        return bytes(of: form, message)
    }

    static func bytes(of error: CellError) -> [UInt8] { bytes(of: .error(error.problem.sentence), []) }

    private static let untold = CellError(.told("This data cannot be sent to the other ranks."))

    /// The text, a byte that ends it, and what is told of the datasets.
    private static func bytes(of form: Form, _ datasets: [UInt8]) -> [UInt8] {
        let text = (try? JSONEncoder().encode(DataMessage(form: form))) ?? Data()
        return Array(text) + [0] + datasets
    }

    // MARK: Reading

    /// - Throws: `CellError` where the first rank has met one.
    static func value(of bytes: [UInt8], _ ranks: RankGroup) throws(CellError) -> Value {
        let text = bytes.prefix { $0 != 0 }
        guard let message = try? JSONDecoder().decode(DataMessage.self, from: Data(text)) else { throw untold }
        if case .error(let sentence) = message.form { throw CellError(.told(sentence)) }
        guard var datasets = ranks.datasets(of: Array(bytes.dropFirst(text.count + 1)))?[...] else { throw untold }
        func pair(_ told: Pair) -> DataPair {
            DataPair(
                name: told.name, train: told.hasTrain ? datasets.popFirst() : nil,
                validation: told.hasValidation ? datasets.popFirst() : nil, test: told.hasTest ? datasets.popFirst() : nil)
        }
        switch message.form {
        case .dataset:
            guard let dataset = datasets.popFirst() else { throw untold }
            return dataset.cellValue
        case .pair(let told): return pair(told).cellValue
        case .folds(let name, let pairs): return DataFolds(name, pairs.map(pair)).cellValue
        case .error: throw untold
        }
    }
}
