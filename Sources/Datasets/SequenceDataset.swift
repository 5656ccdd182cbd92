import Synchronization

/// Sequences with what is to be predicted about them: the one type that every format and generator makes, and that
/// training, charts and `unroll data` read.
///
/// All sequences lie one after another in flat storage; `select`, `take` and `split` choose sequences and copy nothing.
public struct SequenceDataset: Sendable {
    /// The contents of a time step.
    public enum Inputs: Sendable, Codable {
        /// `values` has shape [all steps, width].
        case features(values: [Float], width: Int)
        /// One symbol a step, an index into `vocabulary`.
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
        /// Any number of labels for each sequence: `values` has shape [sequences, names], 1 for a label that it has and 0 for one that it lacks.
        case sequenceLabels(values: [Float], names: [String])
        /// Labels one after another for each sequence, which its steps hold in this order: `labels` has those of all sequences of the storage.
        case labelSequences(labels: LabelSequences, names: [String])
        /// The target of each step is the next step's symbol (language modelling). Inputs must be symbols.
        case nextSymbol
        /// Several targets of the same sequences, all of sequences or all of steps; two or more.
        case several([Target])
    }

    /// How best to draw an example.
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

    /// Information about the numbers that lets other data be read the same way.
    public struct Details: Sendable, Equatable, Codable {
        /// The names of the features; empty if they have none.
        public var featureNames: [String] = []
        /// Whether the target of a step belongs to the step after it.
        public var predictsNextStep = false
        /// For each value of a target, the feature whose later value it is; empty if targets are something else.
        public var predictedFeatures: [Int] = []
        /// Features that stand one step ahead of the others, beside the step before: what is known before the step that is predicted.
        public var knownFeatures: [Int] = []
        /// The channel of a feature that is 1 where there is a value and 0 where it is missing; features without missing values may have none.
        public var masks: [Int: Int] = [:]
        /// How sequences are changed during training; nil for not at all.
        public var augmentation: Augmentation?
        /// What was taken away of each sequence's own, in units of its own: of each feature that is predicted, in their order. Shape [sequences, features];
        /// empty where nothing was.
        public var levels: [Float] = []
        /// Whether something was taken away of each sequence's own; nil where nothing was.
        public var isRelative: Bool?
        /// The weight of each sequence of the storage in loss and figures; empty if each counts once.
        public var weights: [Float] = []
        /// How much each step of the storage counts in loss and figures, where something is predicted at each; empty where each counts once. Of a step it is multiplied by what its
        /// sequence counts.
        public var stepWeights: [Float] = []
        /// When each step of the storage was, in seconds since 1970; NaN where that is not known, and empty where no step has a time. It is for pictures alone.
        public var times: [Double] = []
        /// The names of the sequences of the storage; nil if they have none.
        public var sequenceNames: [String]?
        /// The column of a table that told its sequences apart; nil if there was none.
        public var sequenceColumn: String?
        /// How a file became a sequence, where each is one of a folder; nil elsewhere.
        public var fileReading: FileReading?
        /// The places of the sequences in the series that they were cut from; nil if they were not.
        public var windows: WindowPlaces?
        /// How the inputs were shifted and scaled; nil if they were not.
        public var inputScale: Standardization?
        /// How the target values were shifted and scaled; nil if they were not.
        public var targetScale: Standardization?

        /// Nothing is known.
        public init() {}
    }

    /// The data shared by all selections of one source.
    public final class Storage: Sendable {
        /// What steps hold: symbols of this vocabulary, or features of this width. Where the inputs lie elsewhere there are no numbers here.
        public let form: Inputs
        /// Where the inputs lie, if they are not in `form`.
        private let source: (any InputSource)?
        /// The targets of all sequences or steps.
        public let targets: Targets
        /// Where each sequence starts in steps; the last element is the number of all steps. `offsets.count == sequences + 1`.
        public let offsets: [Int]
        private let knownHash = Mutex<UInt64?>(nil)

        /// The hash of all contents, reckoned when it is first asked for.
        package var contentHash: UInt64 {
            knownHash.withLock { known in
                if let known { return known }
                let hash = hashContents()
                known = hash
                return hash
            }
        }

        /// Names and scales of the numbers.
        public let details: Details

        /// Takes the arrays as they are; `SequenceDataset` checks that their counts agree.
        public init(inputs: Inputs, targets: Targets, offsets: [Int], details: Details = Details()) {
            (form, source) = (inputs, nil)
            self.targets = targets
            self.offsets = offsets
            self.details = details
        }

        /// Sequences whose inputs lie elsewhere.
        ///
        /// - Parameters:
        ///   - form: the inputs without numbers.
        ///   - hash: of all contents.
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

        /// What all steps hold.
        ///
        /// - Complexity: O(1) where they lie here; else all are fetched.
        public var inputs: Inputs { source?.allInputs(offsets.last ?? 0) ?? form }

        /// What these steps hold, one range after another.
        ///
        /// - Complexity: O(numbers of these steps).
        package func inputs(of steps: [Range<Int>]) -> Inputs { source?.inputs(of: steps) ?? form.rows(steps) }

        /// Where the inputs lie; nil where they are here.
        package var inputSource: (any InputSource)? { source }
    }

    /// The name under which the data is shown, such as "strokes" or "mnist test".
    public var name: String
    /// How best to draw an example.
    public let presentation: Presentation
    /// All steps of the source, shared with other selections of it.
    public let storage: Storage
    /// Which sequences of `storage` these are, in order.
    public let selection: [Int]

    /// A dataset of all sequences in these arrays, whose shapes are those of `Inputs` and `Targets`.
    ///
    /// - Complexity: O(sequences); the arrays are not copied.
    /// - Precondition: the counts of inputs, targets and offsets agree. Formats and generators check what they read
    ///   and throw their own errors before they come here.
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
    /// Number of sequences.
    public var count: Int { selection.count }

    /// Numbers per step: the width of the features, or the size of the vocabulary for symbols.
    public var features: Int {
        switch storage.form {
        case .features(_, let width): width
        case .symbols(_, let vocabulary): vocabulary.count
        }
    }

    /// Names of the classes or labels; empty for values, and where there are several targets.
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

    /// The weight of the sequence at `index` in loss and figures.
    public func weight(_ index: Int) -> Float { storage.details.weights.isEmpty ? 1 : storage.details.weights[selection[index]] }

    /// How much a step of the sequence at `index` counts, as often as the sequence does.
    public func weight(_ index: Int, step: Int) -> Float {
        let own = storage.details.stepWeights
        return own.isEmpty ? weight(index) : weight(index) * own[steps(index).lowerBound + step]
    }

    /// Number of time steps of the sequence at `index`.
    public func length(_ index: Int) -> Int {
        let sequence = selection[index]
        return storage.offsets[sequence + 1] - storage.offsets[sequence]
    }

    /// The steps of the sequence at `index`, as a range over all steps of the storage.
    public func steps(_ index: Int) -> Range<Int> {
        let sequence = selection[index]
        return storage.offsets[sequence]..<storage.offsets[sequence + 1]
    }

    /// The sequences at these indices, in this order; a sequence may come more than once.
    ///
    /// - Complexity: O(indices); steps are not copied.
    /// - Precondition: the indices are in `0 ..< count`.
    public func select(_ indices: [Int]) -> SequenceDataset {
        SequenceDataset(name: name, presentation: presentation, storage: storage, selection: indices.map { selection[$0] })
    }

    /// The first `count` sequences, or all where there are fewer; none for a count below 0.
    ///
    /// - Complexity: O(`count`); steps are not copied.
    public func take(_ count: Int) -> SequenceDataset {
        select(Array(0..<max(0, min(count, self.count))))
    }
}
