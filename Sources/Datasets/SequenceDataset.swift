import Synchronization

/// Sequences with their targets: the one type that all formats and generators produce, and that training, charts and `unroll data` read.
///
/// All sequences are stored contiguously, one after another; `select`, `take` and `split` choose sequences without copying.
public struct SequenceDataset: Sendable {
    /// The contents of a time step.
    public enum Inputs: Sendable, Codable {
        /// `values` has shape [all steps, width].
        case features(values: [Float], width: Int)
        /// One symbol for each step, an index into `vocabulary`.
        case symbols(ids: [Int32], vocabulary: [String])
    }

    /// The targets.
    public enum Targets: Sendable, Codable {
        /// One class for each sequence; `names` are the classes.
        case sequenceClasses(labels: [Int32], names: [String])
        /// One class for each step: `labels` has shape [all steps].
        case stepClasses(labels: [Int32], names: [String])
        /// A vector for each sequence: `values` has shape [sequences, width].
        case sequenceValues(values: [Float], width: Int)
        /// A vector for each step: `values` has shape [all steps, width].
        case stepValues(values: [Float], width: Int)
        /// Any number of labels for each sequence: `values` has shape [sequences, names], with 1 for each label that it has and 0 for the
        /// others.
        case sequenceLabels(values: [Float], names: [String])
        /// A sequence of labels for each sequence, whose steps contain them in this order: `labels` holds those of all sequences of the
        /// storage.
        case labelSequences(labels: LabelSequences, names: [String])
        /// The target of each step is the next step's symbol (language modelling). Inputs must be symbols.
        case nextSymbol
        /// Two or more targets of the same sequences, either all for sequences or all for steps.
        case several([Target])
    }

    /// How an example is best drawn.
    public enum Presentation: Sendable, Equatable, Codable {
        /// Steps are the rows of a grey image, features its columns; values in 0...1.
        case imageRows
        /// Each step is a grey picture of its own, `width` x `height`, stored row by row; values in 0...1.
        case glyphs(width: Int, height: Int)
        /// Features are channels over time.
        case channels
        /// Steps are words or characters.
        case symbols
    }

    /// Information about the numbers that allows other data to be read in the same way.
    public struct Details: Sendable, Equatable, Codable {
        /// The names of the features; empty if they have none.
        public var featureNames: [String] = []
        /// Whether the target of a step belongs to the step after it.
        public var predictsNextStep = false
        /// For each value of a target, the feature whose later value it is; empty if targets are something else.
        public var predictedFeatures: [Int] = []
        /// Features of the next step that are known in advance, stored at the step before it.
        public var knownFeatures: [Int] = []
        /// The mask channel of a feature, which is 1 where there is a value and 0 where it is missing; features without missing values may
        /// have none.
        public var masks: [Int: Int] = [:]
        /// How sequences are augmented during training; nil for no augmentation.
        public var augmentation: Augmentation?
        /// The level that was subtracted from each predicted feature of each sequence, in the feature's own unit and in the order of the
        /// features. Shape [sequences, features]; empty if nothing was subtracted.
        public var levels: [Float] = []
        /// Whether levels were subtracted from each sequence; nil if not.
        public var isRelative: Bool?
        /// The weight of each sequence of the storage in the loss and in figures; empty if each counts once.
        public var weights: [Float] = []
        /// The weight of each step of the storage in the loss and in figures, if there is a prediction at each step; empty if each counts
        /// once. It is multiplied by the weight of the sequence.
        public var stepWeights: [Float] = []
        /// The time of each step of the storage, in seconds since 1970; NaN if unknown, and empty if no step has a time. Used only in
        /// charts.
        public var times: [Double] = []
        /// The names of the sequences of the storage; nil if they have none.
        public var sequenceNames: [String]?
        /// The column of a table that identified its sequences; nil if there was none.
        public var sequenceColumn: String?
        /// How each file of a folder became a sequence; nil for other sources.
        public var fileReading: FileReading?
        /// The places of the sequences in the series that they were cut from; nil if they were not.
        public var windows: WindowPlaces?
        /// How the inputs were standardised; nil if they were not.
        public var inputScale: Standardization?
        /// How the target values were standardised; nil if they were not.
        public var targetScale: Standardization?

        /// Details without any information.
        public init() {}
    }

    /// The data shared by all selections of one source.
    public final class Storage: Sendable {
        /// The kind of inputs: symbols of this vocabulary, or features of this width. It holds no numbers if the inputs are stored
        /// elsewhere.
        public let form: Inputs
        /// The source of the inputs, if they are not in `form`.
        private let source: (any InputSource)?
        /// The targets of all sequences or steps.
        public let targets: Targets
        /// The index of the first step of each sequence, followed by the number of all steps. `offsets.count == sequences + 1`.
        public let offsets: [Int]
        private let knownHash = Mutex<UInt64?>(nil)

        /// The hash of all contents, computed on first use.
        package var contentHash: UInt64 {
            knownHash.withLock { known in
                if let known { return known }
                let hash = hashContents()
                known = hash
                return hash
            }
        }

        /// Names, scales and other information about the numbers.
        public let details: Details

        /// Stores the arrays without checks; `SequenceDataset` checks that their counts agree.
        public init(inputs: Inputs, targets: Targets, offsets: [Int], details: Details = Details()) {
            (form, source) = (inputs, nil)
            self.targets = targets
            self.offsets = offsets
            self.details = details
        }

        /// Sequences whose inputs are stored elsewhere.
        ///
        /// - Parameters:
        ///   - form: the kind of inputs, without numbers.
        ///   - source: the source of the inputs.
        ///   - targets: the targets of all sequences or steps.
        ///   - offsets: the index of the first step of each sequence, followed by the number of all steps.
        ///   - details: names, scales and other information about the numbers.
        ///   - hash: the hash of all contents.
        package init(form: Inputs, source: any InputSource, targets: Targets, offsets: [Int], details: Details, hash: UInt64) {
            (self.form, self.source) = (form, source)
            self.targets = targets
            self.offsets = offsets
            self.details = details
            knownHash.withLock { $0 = hash }
        }

        /// The inputs of other sequences, with other targets.
        init(_ other: Storage, targets: Targets, details: Details) {
            (form, source) = (other.form, other.source)
            self.targets = targets
            offsets = other.offsets
            self.details = details
        }

        /// The inputs of all steps.
        ///
        /// - Complexity: O(1) if they are stored here; else all are fetched.
        public var inputs: Inputs { source?.allInputs(offsets.last ?? 0) ?? form }

        /// The inputs of these steps, one range after another.
        ///
        /// - Complexity: O(size of these steps).
        package func inputs(of steps: [Range<Int>]) -> Inputs { source?.inputs(of: steps) ?? form.rows(steps) }

        /// The source of the inputs; nil if they are stored here.
        package var inputSource: (any InputSource)? { source }
    }

    /// The name under which the data is displayed, such as "strokes" or "mnist test".
    public var name: String
    /// How an example is best drawn.
    public let presentation: Presentation
    /// All steps of the source, shared with other selections of it.
    public let storage: Storage
    /// The indices in `storage` of these sequences, in order.
    public let selection: [Int]

    /// A dataset of all sequences in these arrays, whose shapes are described at `Inputs` and `Targets`.
    ///
    /// - Complexity: O(sequences); the arrays are not copied.
    /// - Precondition: the counts of inputs, targets and offsets agree. Formats and generators check their data and throw their own errors
    ///   before they create a dataset.
    public init(
        name: String, presentation: Presentation, inputs: Inputs, targets: Targets, offsets: [Int], details: Details = Details()
    ) {
        precondition(offsets.first == 0, "offsets start at 0")
        let steps = offsets[offsets.count - 1]
        switch inputs {
        case .features(let values, let width): precondition(width > 0 && values.count == steps * width)
        case .symbols(let ids, _): precondition(ids.count == steps)
        }
        precondition(targets.fit(sequences: offsets.count - 1, steps: steps))
        precondition(details.weights.isEmpty || details.weights.count == offsets.count - 1)
        precondition(details.times.isEmpty || details.times.count == steps)
        precondition(details.stepWeights.isEmpty || details.stepWeights.count == steps)
        self.name = name
        self.presentation = presentation
        self.storage = Storage(inputs: inputs, targets: targets, offsets: offsets, details: details)
        self.selection = Array(0..<(offsets.count - 1))
    }

    package init(name: String, presentation: Presentation, storage: Storage, selection: [Int]) {
        self.name = name
        self.presentation = presentation
        self.storage = storage
        self.selection = selection
    }
}

extension SequenceDataset {
    /// The number of sequences.
    public var count: Int { selection.count }

    /// Numbers per step: the width of the features, or the size of the vocabulary for symbols.
    public var features: Int {
        switch storage.form {
        case .features(_, let width): width
        case .symbols(_, let vocabulary): vocabulary.count
        }
    }

    /// The names of the classes or labels; empty for values, and if there are several targets.
    public var classNames: [String] {
        switch storage.targets {
        case .sequenceClasses(_, let names), .stepClasses(_, let names), .sequenceLabels(_, let names), .labelSequences(_, let names):
            return names
        case .sequenceValues, .stepValues, .several: return []
        case .nextSymbol:
            if case .symbols(_, let vocabulary) = storage.form { return vocabulary }
            return []
        }
    }

    /// The name of the sequence at `index`; nil if it has none.
    public func sequenceName(_ index: Int) -> String? {
        guard let names = storage.details.sequenceNames, names.count == storage.offsets.count - 1 else { return nil }
        return names[selection[index]]
    }

    /// The weight of the sequence at `index` in the loss and in figures.
    public func weight(_ index: Int) -> Float { storage.details.weights.isEmpty ? 1 : storage.details.weights[selection[index]] }

    /// The weight of a step of the sequence at `index`, multiplied by that of the sequence.
    public func weight(_ index: Int, step: Int) -> Float {
        let own = storage.details.stepWeights
        return own.isEmpty ? weight(index) : weight(index) * own[steps(index).lowerBound + step]
    }

    /// The number of time steps of the sequence at `index`.
    public func length(_ index: Int) -> Int {
        let sequence = selection[index]
        return storage.offsets[sequence + 1] - storage.offsets[sequence]
    }

    /// The steps of the sequence at `index`, as a range over all steps of the storage.
    public func steps(_ index: Int) -> Range<Int> {
        let sequence = selection[index]
        return storage.offsets[sequence]..<storage.offsets[sequence + 1]
    }

    /// The sequences at these indices, in this order; a sequence may occur more than once.
    ///
    /// - Complexity: O(indices); steps are not copied.
    /// - Precondition: the indices are in `0 ..< count`.
    public func select(_ indices: [Int]) -> SequenceDataset {
        SequenceDataset(name: name, presentation: presentation, storage: storage, selection: indices.map { selection[$0] })
    }

    /// The first `count` sequences, or all if there are fewer; none if `count` is negative.
    ///
    /// - Complexity: O(`count`); steps are not copied.
    public func take(_ count: Int) -> SequenceDataset {
        select(Array(0..<max(0, min(count, self.count))))
    }
}
