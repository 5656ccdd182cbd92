import CellLanguage
import Datasets
import Recurrent

extension Value {
    /// About how many bytes of memory it keeps: those of numbers that cells can have many of. What several values share is counted with each.
    ///
    /// - Complexity: O(elements of lists).
    var approximateBytes: Int {
        switch self {
        case .nothing, .number, .boolean, .range: 0
        case .text(let text): text.utf8.count
        case .list(let values): values.reduce(values.count * MemoryLayout<Value>.stride) { $0 + $1.approximateBytes }
        case .object(let pair as DataPair): pair.approximateBytes
        case .object(let folds as DataFolds): folds.pairs.reduce(0) { $0 + $1.approximateBytes }
        case .object(let dataset as SequenceDataset): dataset.approximateBytes
        case .object(let run as TrainedRun): run.approximateBytes
        case .object(let runs as RunSet): runs.trials.reduce(0) { $0 + $1.run.approximateBytes }
        case .object: 0
        }
    }
}

extension DataPair {
    fileprivate var approximateBytes: Int { [train, validation, test].reduce(0) { $0 + ($1?.approximateBytes ?? 0) } }
}

extension TrainedRun {
    fileprivate var approximateBytes: Int { model.approximateBytes + (end?.approximateBytes ?? 0) }
}

extension Model {
    fileprivate var approximateBytes: Int { parameters.reduce(0) { $0 + $1.values.count * MemoryLayout<Float>.stride } }
}

extension SequenceDataset {
    fileprivate var approximateBytes: Int {
        let steps = storage.offsets.last ?? 0
        let width =
            switch storage.form {
            case .features(_, let width): width + 1
            case .symbols: 2
            }
        return steps * width * MemoryLayout<Float>.stride
    }
}
