import Kernels

/// A checkpoint is stored as a safetensors file: the names of tensors begin with the part that they belong to, and everything else is text
/// in its metadata.
extension Checkpoint {
    private static let version = "2"
    static let versionKey = "checkpoint"
    static let networkKey = "network"
    /// The beginning of every checkpoint after the eight bytes of the header's length; the checksum follows.
    private static let beginning = Array(#"{"__metadata__":{"checkpoint":"\#(version)","checksum":""#.utf8)
    private static let blankChecksum = [UInt8](repeating: UInt8(ascii: "0"), count: 16)
    private static let checksumPlace = (8 + beginning.count)..<(8 + beginning.count + blankChecksum.count)

    /// The bytes of the checkpoint, including a checksum over all of them. Equal checkpoints give equal bytes.
    ///
    /// - Complexity: O(weights) in time and additional memory.
    /// - Throws: `SafetensorsError` if the progress cannot be represented in JSON.
    public func encoded() throws(SafetensorsError) -> [UInt8] { Self.sealed(try contents()) }

    /// All parts.
    func contents() throws(SafetensorsError) -> Safetensors {
        let (progressText, networkText): (String, String)
        do {
            (progressText, networkText) = (try StableJSON.text(progress), try StableJSON.text(completed.network.layers))
        } catch {
            throw SafetensorsError(file: "", problem: .progressUnwritable(reason: "\(error)"))
        }
        func named(_ part: CheckpointPart, _ tensors: [Tensor]) -> [Tensor] {
            tensors.map { Tensor(name: part.rawValue + $0.name, shape: $0.shape, values: $0.values) }
        }
        return Safetensors(
            metadata: [
                Self.versionKey: Self.version, "identity": identity.json, Self.networkKey: networkText, "progress": progressText,
            ],
            tensors: named(.weights, weights) + named(.completed, completed.parameters) + named(.best, best) + named(.average, averages)
                + named(.optimizer, optimizerState) + named(.state, recurrentState))
    }

    /// The bytes of the file, with their checksum in the metadata.
    static func sealed(_ file: Safetensors) -> [UInt8] {
        var file = file
        file.metadata["checksum"] = String(decoding: blankChecksum, as: UTF8.self)
        var bytes = file.bytes
        if let checksum = checksum(of: bytes) { bytes.replaceSubrange(checksumPlace, with: checksum) }
        return bytes
    }

    /// The digits of the checksum: the hash of all bytes with zeros in the checksum's place; nil if the bytes do not begin as a checkpoint
    /// does.
    private static func checksum(of bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count >= checksumPlace.upperBound, bytes[8..<checksumPlace.lowerBound].elementsEqual(beginning) else { return nil }
        let span = bytes.span.bytes
        var hash = XXHash64()
        hash.update(span.extracting(..<checksumPlace.lowerBound))
        hash.update(blankChecksum.span.bytes)
        hash.update(span.extracting(checksumPlace.upperBound...))
        return Array(XXHash64.digits(hash.value).utf8)
    }

    /// Decodes a checkpoint, including its network and input width.
    ///
    /// - Throws: `SafetensorsError` if the bytes are not a complete checkpoint.
    public init(bytes: [UInt8]) throws(SafetensorsError) {
        guard let checksum = Self.checksum(of: bytes) else { throw Self.damaged(.noCheckpoint) }
        guard bytes[Self.checksumPlace].elementsEqual(checksum) else { throw Self.damaged(.checksum) }
        try self.init(try Safetensors(bytes: bytes))
    }

    private static func damaged(_ problem: SafetensorsError.Problem) -> SafetensorsError { SafetensorsError(file: "", problem: problem) }

    /// Takes the parts of a checkpoint from a file.
    ///
    /// - Throws: `SafetensorsError` if they are not those of a complete checkpoint.
    init(_ file: Safetensors) throws(SafetensorsError) {
        func damaged(_ problem: SafetensorsError.Problem) -> SafetensorsError { Self.damaged(problem) }
        guard let text = file.metadata["identity"], let identity = StableJSON.value(RunIdentity.self, from: text),
            identity.version == RunIdentity.currentVersion, let inputWidth = identity.data.first?.features,
            let layersText = file.metadata[Self.networkKey], let layers = StableJSON.value([Layer].self, from: layersText),
            Network(layers).identity == identity.network
        else { throw damaged(.noCheckpoint) }
        guard let text = file.metadata["progress"], let progress = StableJSON.value(RunProgress.self, from: text),
            progress.isSound(for: identity.plan)
        else { throw damaged(.progressUnreadable) }
        let network = Network(layers)
        var tensors = try CheckpointTensors(file)
        let parameters: [ParameterShape]
        do {
            _ = try network.summary(features: inputWidth)
            parameters = network.parameterShapes(features: inputWidth)
        } catch {
            throw damaged(.otherNetwork(error.problem))
        }
        weights = try tensors.take(.weights, parameters)
        completed = Model(
            network: network, inputWidth: inputWidth, parameters: try tensors.take(.completed, parameters),
            precision: identity.plan.precision, loss: identity.plan.loss)
        // A run that failed with non-finite numbers in its first test has recorded a best epoch without keeping its weights.
        let hasBest = progress.hasBestWeights(identity.plan) && !(progress.hasFailed && tensors.hasNone(.best))
        best = try tensors.take(.best, hasBest ? parameters : [])
        averages = try tensors.take(.average, identity.plan.averageDecay == nil ? [] : parameters)
        optimizerState = try tensors.take(.optimizer, identity.plan.optimizer.stateShapes(parameters))
        recurrentState = try tensors.takeStates(identity.plan.bpttSteps == nil ? [] : network.carriedStateShapes)
        try tensors.requireNoMore()
        self.identity = identity
        self.progress = progress
    }

    /// Decodes a checkpoint of this network with inputs of this width.
    ///
    /// - Throws: `SafetensorsError` if the bytes are not a complete checkpoint of such a network.
    public init(bytes: [UInt8], network: Network, inputWidth: Int) throws(SafetensorsError) {
        try self.init(bytes: bytes)
        guard completed.network == network, completed.inputWidth == inputWidth else {
            throw SafetensorsError(file: "", problem: .otherNetwork(.otherCheckpoint))
        }
    }
}
