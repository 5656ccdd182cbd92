/// A network with weights from a file of another program, and the tensors of the file that were not needed.
public struct WeightFile: Sendable {
    /// The network with the weights.
    public let model: Model
    /// The names of tensors that the network does not need.
    public let unused: [String]

    /// - Parameters:
    ///   - network: the layers that the weights belong to.
    ///   - inputWidth: features per step, or the size of the vocabulary.
    ///   - file: the file, read with `skipsUnreadTypes`.
    ///   - format: the framework whose naming and layout the file follows.
    ///   - modules: for PyTorch, the module of each layer that has weights, from the input on; nil to find the modules by names and shapes.
    ///     A module of several recurrent layers is named once for each of them.
    /// - Throws: `NetworkError` with the weight that is missing, has another shape or has elements that are not finite, and if several
    ///   modules fit equally well.
    public init(
        network: Network, inputWidth: Int, file: Safetensors, format: WeightFormat, modules: [String]? = nil
    ) throws(NetworkError) {
        _ = try network.summary(features: inputWidth)
        let sites = network.weightSites(features: inputWidth)
        var tensors = file
        let used: Set<String>
        if format == .pytorch, modules != nil || !TorchModules.isSequential(file, sites) {
            let found = try TorchModules(file).assigned(to: sites, names: modules)
            tensors.tensors = found.tensors
            used = found.used
        } else {
            used = WeightFile.names(sites, format: format)
            if format == .pytorch { tensors.tensors += WeightFile.zeroBiases(sites, file) }
        }
        let broken = file.tensors.filter { used.contains($0.name) && !$0.values.allSatisfy(\.isFinite) }.map(\.name)
        guard broken.isEmpty else { throw NetworkError(.weights(.notFinite(broken.sorted()))) }
        model = try Model(network: network, inputWidth: inputWidth, weights: tensors, format: format)
        let all = file.tensors.map(\.name) + file.integers.map(\.name) + file.unread.keys
        let isRun = file.metadata[Checkpoint.versionKey] != nil
        unused = all.filter { !used.contains($0) && !(isRun && CheckpointPart.isPart($0)) }.sorted()
    }

    /// Zero biases for layers without biases (`bias=False`), in files named as a `torch.nn.Sequential`. A file with only some of a layer's
    /// biases is incomplete.
    private static func zeroBiases(_ sites: [WeightSite], _ file: Safetensors) -> [Tensor] {
        let names = Set(file.tensors.map(\.name) + file.integers.map(\.name)).union(file.unread.keys)
        return sites.flatMap { site -> [Tensor] in
            let biases: [String]
            switch site.kind {
            case .recurrent(_, let backward, _):
                biases = ["bias_ih_l0", "bias_hh_l0"].map { "\(site.layer).\($0)\(backward ? "_reverse" : "")" }
            case .dense, .conv: biases = ["\(site.layer).bias"]
            case .embedding, .transitions, .tied, .own: biases = []
            }
            let hasWeights = names.contains { $0.hasPrefix("\(site.layer).weight") }
            guard hasWeights, !biases.contains(where: names.contains) else { return [] }
            let columns = site.shapes[0].shape[1]
            return biases.map { Tensor(name: $0, shape: [columns], values: Array(repeating: 0, count: columns)) }
        }
    }

    /// The tensors that a network takes from a file in a format: all whose names begin with those of its layers.
    private static func names(_ sites: [WeightSite], format: WeightFormat) -> Set<String> {
        var names: Set<String> = []
        for site in sites {
            if site.refusal(by: format) != nil {
                names.formUnion(site.shapes.map(\.name))
                continue
            }
            switch (format, site.kind) {
            case (.unroll, _): names.formUnion(site.shapes.map(\.name))
            case (.pytorch, .recurrent(let recurrence, let backward, _)):
                let suffix = backward ? "l0_reverse" : "l0"
                let parts = ["weight_ih_", "weight_hh_", "bias_ih_", "bias_hh_"] + (recurrence.projection == nil ? [] : ["weight_hr_"])
                names.formUnion(parts.map { "\(site.layer).\($0)\(suffix)" })
            case (.pytorch, .tied), (.pytorch, .dense), (.pytorch, .conv), (.pytorch, .embedding):
                names.formUnion(["\(site.layer).weight", "\(site.layer).bias"])
            case (.keras, .recurrent(_, let backward, let isPair)):
                let prefix = isPair ? "\(site.layer).\(backward ? "backward" : "forward")" : site.layer
                names.formUnion(["kernel", "recurrent_kernel", "bias"].map { "\(prefix).\($0)" })
            case (.keras, .dense), (.keras, .conv): names.formUnion(["\(site.layer).kernel", "\(site.layer).bias"])
            case (.pytorch, .transitions): names.formUnion(WeightSite.pathWeights.map { "\(site.layer).\($0)" })
            case (.pytorch, .own), (.keras, .own), (.keras, .transitions), (.keras, .tied): break
            case (.keras, .embedding): names.insert("\(site.layer).embeddings")
            }
        }
        return names
    }
}
