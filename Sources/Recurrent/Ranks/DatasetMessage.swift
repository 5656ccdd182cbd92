import Datasets
import Kernels

/// Data as described by one rank to another: everything except the inputs, which the other rank fetches.
struct DatasetMessage: Codable {
    /// A storage that several datasets may share.
    struct Storage: Codable {
        /// The number by which the first rank identifies it.
        var number: UInt64
        /// The contents; nil if the other ranks have it already.
        var contents: Contents?
    }

    struct Contents: Codable {
        var hash: UInt64
        /// Without numbers, unless `isWhole`.
        var form: SequenceDataset.Inputs
        /// Whether the inputs are included.
        var isWhole: Bool
        /// Without numbers, as are the details.
        var targets: SequenceDataset.Targets
        var details: SequenceDataset.Details
    }

    struct Dataset: Codable {
        var name: String
        var presentation: SequenceDataset.Presentation
        /// The index of the storage.
        var storage: Int
        /// Whether all sequences are selected, in their order.
        var isWhole: Bool
    }

    /// The numbers of all storages of the first rank.
    var numbersOfStorages: [UInt64] = []
    var storages: [Storage] = []
    var datasets: [Dataset] = []
    /// Large arrays of numbers, in the order of their owners; they follow the text.
    private var numbers: [[UInt32]] = []

    private enum CodingKeys: CodingKey { case numbersOfStorages, storages, datasets }

    init() {}

    // MARK: Writing

    mutating func add(_ dataset: SequenceDataset, inStorage place: Int) {
        let isWhole = dataset.selection == Array(0..<dataset.storage.offsets.count - 1)
        datasets.append(Dataset(name: dataset.name, presentation: dataset.presentation, storage: place, isWhole: isWhole))
        if !isWhole { numbers.append(Self.words(dataset.selection)) }
    }

    /// - Parameter isWhole: whether to include the inputs.
    mutating func add(_ storage: SequenceDataset.Storage, number: UInt64, isWhole: Bool) {
        var details = storage.details
        numbers.append(Self.words(storage.offsets))
        numbers += [
            details.weights.map(\.bitPattern), details.stepWeights.map(\.bitPattern), details.levels.map(\.bitPattern),
            details.times.flatMap { [UInt32(truncatingIfNeeded: $0.bitPattern), UInt32(truncatingIfNeeded: $0.bitPattern >> 32)] },
        ]
        (details.weights, details.stepWeights, details.levels, details.times) = ([], [], [], [])
        let targets = storage.targets.takingNumbers(into: &numbers)
        if isWhole { numbers.append(storage.inputs.words) }
        let form: SequenceDataset.Inputs =
            if case .symbols(_, let vocabulary) = storage.form {
                .symbols(ids: [], vocabulary: vocabulary)
            } else {
                .features(values: [], width: storage.form.width)
            }
        storages.append(
            Storage(
                number: number,
                contents: Contents(hash: storage.contentHash, form: form, isWhole: isWhole, targets: targets, details: details)))
    }

    /// A storage that the other ranks have.
    mutating func add(number: UInt64) { storages.append(Storage(number: number, contents: nil)) }

    /// - Throws: an error if something cannot be represented in JSON.
    func encoded() throws -> [UInt8] {
        let text = Array(try StableJSON.text(self).utf8)
        var bytes: [UInt8] = []
        bytes.append(littleEndian: [UInt32(text.count)])
        bytes += text
        for words in numbers { bytes.append(littleEndian: Self.words([words.count]) + words) }
        return bytes
    }

    /// 64-bit integers as two words each.
    private static func words(_ numbers: [Int]) -> [UInt32] {
        numbers.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32(truncatingIfNeeded: $0 >> 32)] }
    }

    // MARK: Reading

    /// Nil if the bytes are not a message.
    init?(_ bytes: [UInt8]) {
        let all = bytes.span.bytes
        func words(_ place: Int, _ count: Int) -> [UInt32]? {
            guard count >= 0, count <= (bytes.count - place) / 4 else { return nil }
            return [UInt32](littleEndian: all.extracting(place..<place + 4 * count))
        }
        guard let length = words(0, 1)?.first, Int(length) <= bytes.count - 4 else { return nil }
        var place = 4 + Int(length)
        guard let message = StableJSON.value(DatasetMessage.self, from: String(decoding: bytes[4..<place], as: UTF8.self)) else {
            return nil
        }
        self = message
        while place < bytes.count {
            guard let count = words(place, 2).map(Self.integers)?.first, let own = words(place + 8, count) else { return nil }
            numbers.append(own)
            place += 8 + 4 * count
        }
    }

    /// Removes the next array of numbers.
    private mutating func next() -> [UInt32] { numbers.isEmpty ? [] : numbers.removeFirst() }

    private static func integers(_ words: [UInt32]) -> [Int] {
        stride(from: 0, to: words.count - 1, by: 2).map { Int(truncatingIfNeeded: UInt64(words[$0]) | UInt64(words[$0 + 1]) << 32) }
    }

    /// The storage described by the next contents.
    ///
    /// - Parameter source: the source of its inputs.
    mutating func takeStorage(_ contents: Contents, from source: any InputSource) -> SequenceDataset.Storage {
        func floats(_ words: [UInt32]) -> [Float] { words.map { Float(bitPattern: $0) } }
        let offsets = Self.integers(next())
        var details = contents.details
        (details.weights, details.stepWeights, details.levels) = (floats(next()), floats(next()), floats(next()))
        details.times = Self.integers(next()).map { Double(bitPattern: UInt64(bitPattern: Int64($0))) }
        let targets = contents.targets.puttingNumbers { next() }
        guard contents.isWhole else {
            return SequenceDataset.Storage(
                form: contents.form, source: source, targets: targets, offsets: offsets, details: details, hash: contents.hash)
        }
        return SequenceDataset.Storage(inputs: contents.form.with(next()), targets: targets, offsets: offsets, details: details)
    }

    /// The selected sequences of the next dataset.
    mutating func takeSelection(_ dataset: Dataset, of storage: SequenceDataset.Storage) -> [Int] {
        dataset.isWhole ? Array(0..<storage.offsets.count - 1) : Self.integers(next())
    }
}

extension SequenceDataset.Targets {
    /// The same without numbers, which are appended to `numbers`.
    fileprivate func takingNumbers(into numbers: inout [[UInt32]]) -> SequenceDataset.Targets {
        func take(_ labels: [Int32]) { numbers.append(labels.map { UInt32(bitPattern: $0) }) }
        func take(_ values: [Float]) { numbers.append(values.map(\.bitPattern)) }
        switch self {
        case .sequenceClasses(let labels, let names):
            take(labels)
            return .sequenceClasses(labels: [], names: names)
        case .stepClasses(let labels, let names):
            take(labels)
            return .stepClasses(labels: [], names: names)
        case .sequenceValues(let values, let width):
            take(values)
            return .sequenceValues(values: [], width: width)
        case .stepValues(let values, let width):
            take(values)
            return .stepValues(values: [], width: width)
        case .sequenceLabels(let values, let names):
            take(values)
            return .sequenceLabels(values: [], names: names)
        case .labelSequences(let labels, let names):
            take(labels.labels)
            take((0..<labels.count).map { Int32(labels.range($0).count) })
            return .labelSequences(labels: LabelSequences([]), names: names)
        case .nextSymbol: return .nextSymbol
        case .several(let targets):
            return .several(
                targets.map { SequenceDataset.Target(name: $0.name, values: $0.values.takingNumbers(into: &numbers), scale: $0.scale) })
        }
    }

    /// The same with numbers, in the order in which they were removed.
    fileprivate func puttingNumbers(_ next: () -> [UInt32]) -> SequenceDataset.Targets {
        func labels() -> [Int32] { next().map { Int32(bitPattern: $0) } }
        func values() -> [Float] { next().map { Float(bitPattern: $0) } }
        switch self {
        case .sequenceClasses(_, let names): return .sequenceClasses(labels: labels(), names: names)
        case .stepClasses(_, let names): return .stepClasses(labels: labels(), names: names)
        case .sequenceValues(_, let width): return .sequenceValues(values: values(), width: width)
        case .stepValues(_, let width): return .stepValues(values: values(), width: width)
        case .sequenceLabels(_, let names): return .sequenceLabels(values: values(), names: names)
        case .labelSequences(_, let names):
            let all = labels()
            let offsets = labels().reduce(into: [0]) { $0.append($0[$0.count - 1] + Int($1)) }
            return .labelSequences(labels: LabelSequences(labels: all, offsets: offsets), names: names)
        case .nextSymbol: return .nextSymbol
        case .several(let targets):
            return .several(
                targets.map { SequenceDataset.Target(name: $0.name, values: $0.values.puttingNumbers(next), scale: $0.scale) })
        }
    }
}
