/// What the beginning of a checkpoint's file says of its run, without its weights.
public struct CheckpointSummary: Sendable {
    /// The layers.
    public var layers: [Layer]
    /// What it learns from, as it was called.
    public var data: String
    /// Epochs completed.
    public var epoch: Int
    /// Epochs of the whole run.
    public var epochs: Int
    /// Whether the run has ended.
    public var isEnd: Bool
    /// What the latest epoch ended with; nil before the first has.
    public var latest: EpochResult?

    /// What the run looked like, without its data.
    public var snapshot: TrainingSnapshot
    /// Live changes of the run so far, including given ones.
    public var changes: [RecordedChange]

    /// Reads the beginning of a file, of which it needs as many bytes as `headCount` says; nil where it is none of a checkpoint.
    ///
    /// - Complexity: O(epochs), whatever the weights are.
    public init?(head: [UInt8]) {
        guard let metadata = Safetensors.metadata(head: head), metadata["checkpoint"] != nil,
            let identity = metadata["identity"].flatMap({ StableJSON.value(RunIdentity.self, from: $0) }),
            let layers = metadata["network"].flatMap({ StableJSON.value([Layer].self, from: $0) }),
            let progress = metadata["progress"].flatMap({ StableJSON.value(RunProgress.self, from: $0) })
        else { return nil }
        self.layers = layers
        data = identity.data.first?.name ?? ""
        (epoch, epochs) = (progress.epoch, identity.plan.epochs)
        isEnd = progress.end != nil
        latest = progress.history.results.last
        changes = progress.changes
        snapshot = progress.snapshot
        snapshot.epochs = epochs
        if !isEnd { snapshot.phase = .suspended }
    }

    /// How many bytes `init(head:)` needs of a file that begins with these, eight at least; nil where it is none of a checkpoint.
    public static func headCount(_ beginning: [UInt8]) -> Int? { Safetensors.headCount(beginning) }
}
