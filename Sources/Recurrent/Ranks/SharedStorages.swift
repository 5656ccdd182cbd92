import Datasets
import Synchronization

/// The storages of data that cells have made, by the number that all ranks know them by. The first rank has them whole; the others have all
/// but the inputs.
final class SharedStorages: Sendable {
    private let state = Mutex(State())

    private struct State {
        var count: UInt64 = 0
        /// At the first rank.
        var own: [UInt64: Weak] = [:]
        /// At the others, for as long as the first has them.
        var told: [UInt64: SequenceDataset.Storage] = [:]
        /// Kept until all ranks have come to the end of the cell that made them: another may still ask for them.
        var recent: [SequenceDataset.Storage] = []
    }

    private struct Weak {
        weak var storage: SequenceDataset.Storage?
    }

    /// The number of a storage, and whether it is a new one.
    func number(of storage: SequenceDataset.Storage) -> (number: UInt64, isNew: Bool) {
        state.withLock { state in
            state.recent.append(storage)
            if let known = state.own.first(where: { $0.value.storage === storage }) { return (known.key, false) }
            state.count += 1
            state.own[state.count] = Weak(storage: storage)
            return (state.count, true)
        }
    }

    /// The numbers of storages that the first rank still has.
    var numbers: [UInt64] { state.withLock { state in state.own.filter { $0.value.storage != nil }.keys.sorted() } }

    /// The storage that the first rank told of by this number; nil for none.
    func storage(_ number: UInt64) -> SequenceDataset.Storage? { state.withLock { $0.told[number] } }

    /// Takes a storage that the first rank has given this number.
    func add(_ storage: SequenceDataset.Storage, as number: UInt64) { state.withLock { $0.told[number] = storage } }

    /// The first rank has these storages and no others any more.
    func keep(_ numbers: [UInt64]) {
        let numbers = Set(numbers)
        state.withLock { state in state.told = state.told.filter { numbers.contains($0.key) } }
    }

    /// All ranks have come to the end of a cell.
    func forget() {
        state.withLock { state in
            state.recent = []
            state.own = state.own.filter { $0.value.storage != nil }
        }
        for inputs in fetched { inputs.forget() }
    }

    /// Returns when nothing is being fetched any more.
    func settle() { for inputs in fetched { inputs.settle() } }

    private var fetched: [FetchedInputs] {
        state.withLock { $0.told.values.compactMap { $0.inputSource as? FetchedInputs } }
    }

    /// What is answered to a rank that asks for steps; nothing where they are not there.
    ///
    /// - Parameter question: the number of the storage, and the two ends of each range of steps.
    func answer(_ question: [UInt64]) -> [UInt32] {
        guard let number = question.first, let storage = state.withLock({ $0.own[number]?.storage }), let all = storage.offsets.last
        else { return [] }
        let ends = question.dropFirst().map { Int(truncatingIfNeeded: $0) }
        let ranges = stride(from: 0, to: ends.count - 1, by: 2).map { (ends[$0], ends[$0 + 1]) }
        guard ranges.allSatisfy({ 0 <= $0.0 && $0.0 <= $0.1 && $0.1 <= all }) else { return [] }
        return storage.inputs(of: ranges.map { $0.0..<$0.1 }).words
    }
}

extension SequenceDataset.Inputs {
    /// The bits of all numbers.
    var words: [UInt32] {
        switch self {
        case .features(let values, _): values.map(\.bitPattern)
        case .symbols(let ids, _): ids.map { UInt32(bitPattern: $0) }
        }
    }

    /// Numbers of a step.
    var width: Int {
        switch self {
        case .features(_, let width): width
        case .symbols: 1
        }
    }

    /// Inputs of the same form with these bits.
    func with(_ words: [UInt32]) -> SequenceDataset.Inputs {
        switch self {
        case .features(_, let width): .features(values: words.map { Float(bitPattern: $0) }, width: width)
        case .symbols(_, let vocabulary): .symbols(ids: words.map { Int32(bitPattern: $0) }, vocabulary: vocabulary)
        }
    }
}
