/// A summary of a run from the beginning of its checkpoint file, without the weights.
public struct CheckpointSummary: Sendable {
    /// The layers.
    public var layers: [Layer]
    /// The name of the training data.
    public var data: String
    /// The number of completed epochs.
    public var epoch: Int
    /// The number of epochs of the whole run.
    public var epochs: Int
    /// Whether the run has ended.
    public var isEnd: Bool
    /// The result of the latest epoch; nil before the first has ended.
    public var latest: EpochResult?

    /// A snapshot of the run without its data.
    public var snapshot: TrainingSnapshot
    /// The live changes of the run so far, including given ones.
    public var changes: [RecordedChange]

    /// Reads the beginning of a file, which must have as many bytes as `headCount` returns; nil if it is not a checkpoint.
    ///
    /// - Complexity: O(epochs), independent of the size of the weights.
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

    /// The number of bytes that `init(head:)` needs of a file with this beginning, of eight bytes or more; nil if it is not a checkpoint.
    public static func headCount(_ beginning: [UInt8]) -> Int? { Safetensors.headCount(beginning) }
}
