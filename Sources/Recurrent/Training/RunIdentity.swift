import Datasets
import Kernels

/// What a run is made of: two runs of one identity give the same bits, and the kept state of a run is found by it.
public struct RunIdentity: Hashable, Sendable, Codable {
    /// One of the datasets of a run.
    public struct Part: Hashable, Sendable, Codable {
        /// What a dataset is there for.
        public enum Role: String, Hashable, Sendable, Codable {
            /// It is learned from.
            case train = "train"
            /// Each epoch is evaluated on it.
            case test = "test"
        }

        /// What it is there for.
        public var role: Role
        /// What it was called, to be shown.
        public var name: String
        /// `SequenceDataset.fingerprint`.
        public var fingerprint: UInt64
        /// The number of sequences.
        public var sequences: Int
        /// Numbers per step, or size of the vocabulary.
        public var features: Int

        /// What kept runs call these: they may never change.
        private enum CodingKeys: String, CodingKey {
            case role = "role"
            case name = "name"
            case fingerprint = "fingerprint"
            case sequences = "sequences"
            case features = "features"
        }
    }

    /// The form of identities that this engine makes.
    public static let currentVersion = 1
    /// Raised whenever the bits of any run change, so that nothing goes on from states of another arithmetic.
    public static let currentEngine = 2

    /// The form of the identity.
    public var version = currentVersion
    /// Which arithmetic made the run.
    public var engine = currentEngine
    /// The layers, as text.
    public var network: String
    /// What the run learns from, and what it is tested on.
    public var data: [Part]
    /// How it trains.
    public var plan: TrainingPlan
    /// Changes that were given with the plan, by rising step.
    public var changes: [RecordedChange]
    /// `TrainingStart.digest` of what the run goes on from; nil for one that begins with first weights.
    public var continues: String?

    /// The identity of a run of these.
    ///
    /// - Parameters:
    ///   - network: the layers.
    ///   - train: the training data.
    ///   - test: the data that each epoch is evaluated on; nil for none.
    ///   - plan: how it trains.
    ///   - changes: given with the plan, in any order.
    ///   - start: the starting point of a continued run; nil for initial weights.
    /// - Complexity: O(numbers of the data) the first time that their storage is looked at, O(sequences) afterwards.
    public init(
        network: Network, train: SequenceDataset, test: SequenceDataset?, plan: TrainingPlan, changes: [RecordedChange] = [],
        start: TrainingStart? = nil
    ) {
        func part(_ role: Part.Role, _ data: SequenceDataset) -> Part {
            Part(role: role, name: data.name, fingerprint: data.fingerprint, sequences: data.count, features: data.features)
        }
        self.network = network.identity
        data = [part(.train, train)] + (test.map { [part(.test, $0)] } ?? [])
        self.plan = plan
        self.changes = changes.sorted { $0.step < $1.step }
        continues = start?.digest
    }

    /// What kept runs call these: they may never change.
    private enum CodingKeys: String, CodingKey {
        case version = "version"
        case engine = "engine"
        case network = "network"
        case data = "data"
        case plan = "plan"
        case changes = "changes"
        case continues = "continues"
    }
}

extension RunIdentity {
    /// 16 hexadecimal digits for the names of files: XXH64 of the identity's JSON with sorted keys, without the names of datasets. Equal wherever `isSameRun` holds.
    public var digest: String {
        var hash = XXHash64()
        hash.update(unnamed.json)
        return XXHash64.digits(hash.value)
    }

    /// Whether both give the same bits. Names of datasets do not count, since fingerprints say what is in them: a file or a variable that is
    /// renamed loses no run.
    public func isSameRun(as other: RunIdentity) -> Bool { unnamed == other.unnamed }

    private var unnamed: RunIdentity {
        var unnamed = self
        for place in data.indices { unnamed.data[place].name = "" }
        return unnamed
    }

    /// The identity as JSON with sorted keys. Empty never: nothing in an identity is without a form in JSON.
    var json: String { (try? StableJSON.text(self)) ?? "" }
}
