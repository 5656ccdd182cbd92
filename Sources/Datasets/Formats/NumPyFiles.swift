public import FoundationEssentials

/// NumPy arrays as sequences: `.npz` archives with x, y and lengths, or separate `.npy` files. For the shapes see `load(archive:options:)`.
public enum NumPyFiles {
    /// How to read arrays.
    public struct Options: Sendable, Hashable {
        /// The name in an archive of the array of steps, if it is not x.
        public var x: String?
        /// The name of the array of targets; used only if `x` is given.
        public var y: String?
        /// The name of the array of lengths; used only if `x` is given.
        public var lengths: String?
        /// The name in an archive of the array of sequence weights; nil if each sequence counts once.
        public var weights: String?
        /// The name in an archive of the array of step weights; nil if each step counts once.
        public var stepWeights: String?
        /// The name of an array of label sequences, to be aligned with the steps, instead of y; their lengths are in the array of this name
        /// followed by `_lengths`, or in `label_lengths`.
        public var transcript: String?
        /// The names of arrays that are each a target, instead of y.
        public var targets: [String] = []
        /// The kind of targets, if the arrays leave it open.
        public var target: TargetKind?
        /// How NaN inside a sequence is treated.
        public var missing = MissingValues.refuse

        /// Options that detect everything from the arrays.
        public init() {}
    }

    /// Reads an archive made by `numpy.savez` or `savez_compressed` with arrays x, y and lengths; or with x_train, y_train, lengths_train
    /// and x_test, y_test, lengths_test, also in capitals. Arrays of weights may have these suffixes too. Only x is required. Shapes are x
    /// [sequences, time, features] or [sequences, time], y [sequences] or [sequences, time], and lengths [sequences].
    ///
    /// - Throws: `DataError` if the file is not an archive, has no such arrays, or their shapes do not match.
    /// - Complexity: O(bytes of the arrays).
    public static func load(archive path: String, options: Options = Options()) throws(DataError) -> DataPair {
        try read(archive: SourceFile(path: path), options: options)
    }

    /// Reads separate arrays, with the same shapes as in an archive.
    ///
    /// - Throws: `DataError` if a file is not an array, or the shapes do not match.
    /// - Complexity: O(bytes of the files).
    public static func load(
        x: String, y: String? = nil, lengths: String? = nil, weights: String? = nil, stepWeights: String? = nil,
        options: Options = Options()
    ) throws(DataError) -> SequenceDataset {
        func part(_ path: String) throws(DataError) -> ArraySequences.Part { try ArraySequences.Part(SourceFile(path: path)) }
        let sequences = ArraySequences(
            name: try SourceFile(path: x).baseName, x: try part(x), y: try y.map(part), lengths: try lengths.map(part),
            weights: try weights.map(part), stepWeights: try stepWeights.map(part), missing: options.missing, target: options.target)
        return try sequences.dataset(classes: [sequences.classes], symbols: sequences.symbols)
    }

    static func read(archive file: SourceFile, options: Options = Options()) throws(DataError) -> DataPair {
        let archive = try ZipArchive(file)
        let found = archive.entries.map { $0.name.hasSuffix(".npy") ? String($0.name.dropLast(4)) : $0.name }
        func part(_ name: String) throws(DataError) -> ArraySequences.Part? {
            guard let name = found.contains(name) ? name : found.first(where: { $0.lowercased() == name }),
                let data = try archive.contents("\(name).npy")
            else { return nil }
            return try ArraySequences.Part(SourceFile(name: "\(file.name), \(name)", data: data))
        }
        func chosen(_ name: String) throws(DataError) -> ArraySequences.Part {
            guard let part = try part(name) else { throw file.error(.numPy(.noArray(name, found: found))) }
            return part
        }
        func named(_ name: String?, _ suffix: String) throws(DataError) -> ArraySequences.Part? {
            guard let name else { return nil }
            return found.contains(name + suffix) ? try part(name + suffix) : try chosen(name)
        }
        /// Adds the arrays that were requested by name, with or without the suffix of a part.
        func addNamed(_ suffix: String, to sequences: inout ArraySequences) throws(DataError) {
            sequences.weights = try named(options.weights, suffix)
            sequences.stepWeights = try named(options.stepWeights, suffix)
            for name in options.targets {
                if let part = try named(name, suffix) { sequences.several.append((name, part)) }
            }
            guard let name = options.transcript, let labels = try named(name, suffix) else { return }
            let candidates = ["\(name)_lengths", "label_lengths"].flatMap { [$0 + suffix, $0] } + ["\(name)\(suffix)_lengths"]
            guard let own = candidates.first(where: found.contains), let lengths = try part(own) else {
                throw file.error(.arrays(.noLabelLengths(name)))
            }
            sequences.transcript = (labels, lengths)
        }
        func sequences(_ suffix: String) throws(DataError) -> ArraySequences? {
            guard let x = try part("x" + suffix) else { return nil }
            var sequences = ArraySequences(
                name: file.baseName, x: x, y: options.replacesY ? nil : try part("y" + suffix), lengths: try part("lengths" + suffix),
                missing: options.missing, target: options.target)
            try addNamed(suffix, to: &sequences)
            return sequences
        }
        var train: ArraySequences?
        var test: ArraySequences?
        if let x = options.x {
            var own = ArraySequences(
                name: file.baseName, x: try chosen(x), y: try options.y.map(chosen), lengths: try options.lengths.map(chosen),
                missing: options.missing, target: options.target)
            try addNamed("", to: &own)
            train = own
        } else {
            (train, test) = (try sequences("_train"), try sequences("_test"))
            if train == nil, test == nil { train = try sequences("") }
        }
        guard train != nil || test != nil else {
            throw file.error(.numPy(.noArrays(found: archive.entries.map(\.name), file: file.name)))
        }
        let classes =
            options.targets.isEmpty
            ? [(train?.classes ?? .none).joined(test?.classes ?? .none)]
            : options.targets.indices.map { index in
                (train?.severalClasses[index] ?? .none).joined(test?.severalClasses[index] ?? .none)
            }
        let symbols = (train?.symbols ?? .none).joined(test?.symbols ?? .none)
        let trainDataset = try train?.dataset(classes: classes, symbols: symbols)
        let testDataset = try test?.dataset(classes: classes, symbols: symbols, known: trainDataset)
        let pair = DataPair(
            name: file.baseName, train: trainDataset, test: testDataset, notes: (trainDataset ?? testDataset)?.baseNotes ?? [])
        if let train = pair.train, let test = pair.test, train.features != test.features {
            throw file.error(.numPy(.features(train: train.features, test: test.features)))
        }
        return pair
    }
}

extension NumPyFiles.Options {
    /// Whether the targets have other names than y.
    fileprivate var replacesY: Bool { transcript != nil || !targets.isEmpty }
}

extension NumPyFiles {
    /// The numbers of an array in double precision in row-major order, whatever they represent.
    ///
    /// - Parameters:
    ///   - data: the contents of a .npy file.
    ///   - name: the name to use in errors.
    /// - Throws: `DataError` if it is not a complete array of numbers.
    /// - Complexity: O(numbers).
    public static func numbers(_ data: Data, name: String) throws(DataError) -> (shape: [Int], values: [Double]) {
        let file = SourceFile(name: name, data: data)
        return (try NumPy.read(file).shape, try NumPy.readDoubles(file))
    }
}
