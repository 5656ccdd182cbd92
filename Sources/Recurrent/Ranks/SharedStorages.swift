import Datasets
import Synchronization

/// The storages of data made by cells, by a number that is the same at all ranks. The first rank has them completely;
/// the others have everything but the inputs.
final class SharedStorages: Sendable {
    private let state = Mutex(State())

    private struct State {
        var count: UInt64 = 0
        /// At the first rank.
        var own: [UInt64: Weak] = [:]
        /// At the other ranks, for as long as the first rank has them.
        var told: [UInt64: SequenceDataset.Storage] = [:]
        /// Kept until all ranks have completed the cell that made them, since another rank may still request their
        /// inputs.
        var recent: [SequenceDataset.Storage] = []
    }

    private struct Weak {
        weak var storage: SequenceDataset.Storage?
    }

    /// The number of a storage, and whether it is new.
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

    /// The storage that the first rank has described under this number; nil for none.
    func storage(_ number: UInt64) -> SequenceDataset.Storage? { state.withLock { $0.told[number] } }

    /// Adds a storage under the number given by the first rank.
    func add(_ storage: SequenceDataset.Storage, as number: UInt64) { state.withLock { $0.told[number] = storage } }

    /// Removes all storages except these, which are the ones that the first rank still has.
    func keep(_ numbers: [UInt64]) {
        let numbers = Set(numbers)
        state.withLock { state in state.told = state.told.filter { numbers.contains($0.key) } }
    }

    /// Called when all ranks have completed a cell.
    func forget() {
        state.withLock { state in
            state.recent = []
            state.own = state.own.filter { $0.value.storage != nil }
        }
        for inputs in fetched { inputs.forget() }
    }

    /// Returns when no inputs are being fetched.
    func settle() { for inputs in fetched { inputs.settle() } }

    private var fetched: [FetchedInputs] {
        state.withLock { $0.told.values.compactMap { $0.inputSource as? FetchedInputs } }
    }

    /// The answer to a rank that requests steps; empty if they do not exist.
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
    /// The bits of all elements.
    var words: [UInt32] {
        switch self {
        case .features(let values, _): values.map(\.bitPattern)
        case .symbols(let ids, _): ids.map { UInt32(bitPattern: $0) }
        }
    }

    /// The number of elements in a step.
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
