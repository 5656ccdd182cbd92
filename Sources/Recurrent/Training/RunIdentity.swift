import Datasets
import Kernels

/// The definition of a run: two runs with the same identity give the same bits, and the saved state of a run is found by it.
public struct RunIdentity: Hashable, Sendable, Codable {
    /// One of the datasets of a run.
    public struct Part: Hashable, Sendable, Codable {
        /// The role of a dataset.
        public enum Role: String, Hashable, Sendable, Codable {
            /// Training data.
            case train = "train"
            /// Data that each epoch is evaluated on.
            case test = "test"
        }

        /// Its role.
        public var role: Role
        /// Its name, for display.
        public var name: String
        /// `SequenceDataset.fingerprint`.
        public var fingerprint: UInt64
        /// The number of sequences.
        public var sequences: Int
        /// Numbers per step, or the size of the vocabulary.
        public var features: Int

        /// The keys in saved runs: they must never change.
        private enum CodingKeys: String, CodingKey {
            case role = "role"
            case name = "name"
            case fingerprint = "fingerprint"
            case sequences = "sequences"
            case features = "features"
        }
    }

    /// The version of the identities that this engine makes.
    public static let currentVersion = 1
    /// Raised whenever the bits of any run change, so that no run resumes from the state of another arithmetic.
    public static let currentEngine = 2

    /// The version of the identity.
    public var version = currentVersion
    /// The version of the arithmetic that made the run.
    public var engine = currentEngine
    /// The layers, as text.
    public var network: String
    /// The data that the run trains on, and the data that it is tested on.
    public var data: [Part]
    /// The training plan.
    public var plan: TrainingPlan
    /// Changes given with the plan, ordered by step.
    public var changes: [RecordedChange]
    /// `TrainingStart.digest` of the starting point that the run continues; nil for a run from initial weights.
    public var continues: String?

    /// The identity of a run with these inputs.
    ///
    /// - Parameters:
    ///   - network: the layers.
    ///   - train: the training data.
    ///   - test: the data that each epoch is evaluated on; nil for none.
    ///   - plan: the training plan.
    ///   - changes: changes given with the plan, in any order.
    ///   - start: the starting point of a continued run; nil for initial weights.
    /// - Complexity: O(size of the data) for the first identity with their storage, O(sequences) afterwards.
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

    /// The keys in saved runs: they must never change.
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
    /// 16 hexadecimal digits for file names: XXH64 of the identity's JSON with sorted keys, without the names of datasets. Equal if
    /// `isSameRun` holds.
    public var digest: String {
        var hash = XXHash64()
        hash.update(unnamed.json)
        return XXHash64.digits(hash.value)
    }

    /// Whether both give the same bits. Names of datasets are ignored, since fingerprints identify their contents: a renamed file or
    /// variable still finds its run.
    public func isSameRun(as other: RunIdentity) -> Bool { unnamed == other.unnamed }

    private var unnamed: RunIdentity {
        var unnamed = self
        for place in data.indices { unnamed.data[place].name = "" }
        return unnamed
    }

    /// The identity as JSON with sorted keys. Never empty: every part of an identity can be represented in JSON.
    var json: String { (try? StableJSON.text(self)) ?? "" }
}
