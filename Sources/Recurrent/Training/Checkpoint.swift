import FoundationEssentials

/// The whole state of a run between two steps, from which it goes on with the same bits as if it had never been interrupted.
public struct Checkpoint: Sendable {
    /// Weights that the run gives: of its end, or of a few steps before while it goes on.
    public var completed: Model
    var progress: RunProgress
    /// What the checkpoint belongs to: plan and data, in words.
    var identity: String
    /// Weights at this step.
    var weights: [Tensor]
    /// Weights of the best epoch, where they are kept.
    var best: [Tensor]
    var optimizerState: [Tensor]
    var recurrentState: [Tensor]

    /// Epochs completed and steps done.
    public var epoch: Int { progress.epoch }
    /// Steps done, over all epochs.
    public var step: Int { progress.step }
    /// Whether the run had ended.
    public var isEnd: Bool { progress.end != nil }
    /// Live changes of the run so far.
    public var changes: [RecordedChange] { progress.changes }
    /// What epochs ended with so far, as in a snapshot.
    public var history: [EpochResult] { progress.history.results }

    func check(belongsTo job: TrainingJob) throws(NetworkError) {
        guard completed.network == job.network, completed.inputWidth == job.train.features, identity == job.identity else {
            throw NetworkError(.otherCheckpoint)
        }
    }
}

extension Checkpoint {
    private static let parts: [(prefix: String, path: WritableKeyPath<Checkpoint, [Tensor]> & Sendable)] = [
        ("weights/", \.weights), ("completed/", \.completed.parameters), ("best/", \.best), ("optimizer/", \.optimizerState),
        ("state/", \.recurrentState),
    ]

    /// Writes the file in one piece.
    public func write(to file: String) throws(SafetensorsError) {
        let text: String
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            encoder.nonConformingFloatEncodingStrategy = .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
            text = String(decoding: try encoder.encode(progress), as: UTF8.self)
        } catch {
            throw SafetensorsError(file: file, problem: .progressUnwritable(reason: "\(error)"))
        }
        let tensors = Self.parts.flatMap { part in
            self[keyPath: part.path].map { Tensor(name: part.prefix + $0.name, shape: $0.shape, values: $0.values) }
        }
        try Safetensors(metadata: ["checkpoint": "1", "identity": identity, "progress": text], tensors: tensors).write(to: file)
    }

    /// Reads a checkpoint for a network with inputs of this width.
    ///
    /// - Throws: `SafetensorsError` where the file is not a whole checkpoint of such a network.
    public init(file: String, network: Network, inputWidth: Int) throws(SafetensorsError) {
        let contents = try Safetensors(file: file)
        func damaged(_ problem: SafetensorsError.Problem) -> SafetensorsError { SafetensorsError(file: file, problem: problem) }
        guard contents.metadata["checkpoint"] == "1", let identity = contents.metadata["identity"], let text = contents.metadata["progress"]
        else { throw damaged(.noCheckpoint) }
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        guard let progress = try? decoder.decode(RunProgress.self, from: Data(text.utf8)), progress.isSound else {
            throw damaged(.progressUnreadable)
        }
        func tensors(_ prefix: String) -> [Tensor] {
            contents.tensors.filter { $0.name.hasPrefix(prefix) }
                .map { Tensor(name: String($0.name.dropFirst(prefix.count)), shape: $0.shape, values: $0.values) }
        }
        do {
            completed = try Model(
                network: network, inputWidth: inputWidth, weights: Safetensors(tensors: tensors("completed/")), format: .unroll)
        } catch {
            throw damaged(.otherNetwork(error.problem))
        }
        self.identity = identity
        self.progress = progress
        (weights, best, optimizerState, recurrentState) = ([], [], [], [])
        for part in Self.parts where part.prefix != "completed/" { self[keyPath: part.path] = tensors(part.prefix) }
    }
}
