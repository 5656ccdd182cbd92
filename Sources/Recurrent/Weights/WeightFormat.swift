/// The framework whose names and layout a weight file follows. In files for generated Python modules, layers that the framework lacks
/// follow Unroll's own.
public enum WeightFormat: String, Sendable, CaseIterable {
    /// Unroll's own format: see `ParameterShape`.
    case unroll
    /// A `torch.nn.Sequential` with one module for each layer: `0.weight_ih_l0`, `0.bias_hh_l0_reverse`, `2.weight`, ..., and
    /// `3.transitions`, `3.start_transitions`, `3.end_transitions` for the module `CRF` of pytorch-crf; modules with other names are found
    /// by `WeightFile`.
    case pytorch
    /// Keras's variables, prefixed by the index of the layer: `0.kernel`, `0.recurrent_kernel`, `0.forward.bias`, `1.embeddings`, ...
    case keras

    /// The key of the format in a file's metadata.
    public static let key = "format"
}

extension Model {
    /// A network with weights from a file.
    ///
    /// - Throws: `NetworkError` with the weight that is missing or has another shape.
    public init(network: Network, inputWidth: Int, weights: Safetensors, format: WeightFormat) throws(NetworkError) {
        _ = try network.summary(features: inputWidth)
        var parameters: [Tensor] = []
        let reader = WeightReader(weights)
        for site in network.weightSites(features: inputWidth) {
            if let refusal = site.refusal(by: format) {
                guard site.shapes.allSatisfy({ reader.has($0.name) }) else { throw refusal }
                parameters += try site.own(reader)
                continue
            }
            switch format {
            case .unroll: parameters += try site.own(reader)
            case .pytorch: parameters += try site.fromPyTorch(reader)
            case .keras: parameters += try site.fromKeras(reader)
            }
        }
        self.init(network: network, inputWidth: inputWidth, parameters: parameters)
    }

    /// The weights in the form that a file of this format has.
    ///
    /// - Parameters:
    ///   - format: the framework whose names and layout to use.
    ///   - keepsUnknown: whether layers that the framework lacks keep Unroll's names and layout, as `PythonModule` reads them.
    /// - Throws: `NetworkError` if there is such a layer and `keepsUnknown` is false.
    public func weights(format: WeightFormat, keepsUnknown: Bool = false) throws(NetworkError) -> Safetensors {
        var tensors: [Tensor] = []
        let own = WeightReader(Safetensors(tensors: parameters))
        for site in network.weightSites(features: inputWidth) {
            let parameters = try site.own(own)
            if let refusal = site.refusal(by: format) {
                guard keepsUnknown else { throw refusal }
                tensors += parameters
                continue
            }
            switch format {
            case .unroll: tensors += parameters
            case .pytorch: tensors += site.toPyTorch(parameters)
            case .keras: tensors += site.toKeras(parameters)
            }
        }
        return Safetensors(metadata: ["network": network.identity, WeightFormat.key: format.rawValue], tensors: tensors)
    }
}

/// Finds weights by name and checks their shapes.
struct WeightReader {
    private let tensors: [String: Tensor]
    private let unread: [String: String]

    init(_ file: Safetensors) {
        tensors = Dictionary(file.tensors.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        unread = file.unread
    }

    func has(_ name: String) -> Bool { tensors[name] != nil }

    func take(_ name: String, _ shape: [Int]) throws(NetworkError) -> Tensor {
        guard let tensor = tensors[name] else {
            if let type = unread[name] { throw NetworkError(.weights(.tensorType(name, type: type))) }
            throw NetworkError(.weights(.noTensor(name, found: tensors.keys.sorted())))
        }
        guard tensor.shape == shape else {
            throw NetworkError(.weights(.tensorShape(name, found: tensor.shape, expected: shape)))
        }
        return tensor
    }
}

/// Weights that belong together: those of one direction of a recurrent layer, of a dense layer or of an embedding.
struct WeightSite {
    enum Kind {
        case recurrent(Recurrence, backward: Bool, isPair: Bool)
        case dense
        /// The number of taps, and the layer.
        case conv(Layer, taps: Int)
        case embedding
        case transitions
        /// The bias of a layer that shares the embedding's weights.
        case tied
        /// A layer that other frameworks have no module for.
        case own(Layer)
    }

    /// The index of the layer: `3`, or `3.1` inside a residual layer.
    var layer: String
    var kind: Kind
    var shapes: [ParameterShape]
}

extension WeightSite {
    /// The layer in the user's notation, as far as its weights determine it.
    var written: Layer {
        switch kind {
        case .recurrent(let recurrence, _, let isPair): isPair ? .bidirectional(recurrence) : .recurrent(recurrence)
        case .dense: .dense(units: shapes[0].shape[1], activation: .linear)
        case .embedding: .embedding(size: shapes[0].shape[1])
        case .transitions: .transitions
        case .tied: .tied
        case .own(let layer), .conv(let layer, _): layer
        }
    }
}

extension Network {
    func weightSites(features: Int) -> [WeightSite] {
        let shapes = parameterShapes(features: features)
        var sites: [WeightSite] = []
        func add(_ layer: String, _ kind: WeightSite.Kind, _ prefix: String) {
            let own = shapes.filter { shape in
                shape.name.hasPrefix(prefix) && !shape.name.dropFirst(prefix.count).contains(".")
            }
            sites.append(WeightSite(layer: layer, kind: kind, shapes: own))
        }
        func visit(_ layers: [Layer], _ prefix: String) {
            for (index, layer) in layers.enumerated() {
                let name = "\(prefix)\(index)"
                switch layer {
                case .recurrent(let recurrence):
                    add(name, .recurrent(recurrence, backward: false, isPair: false), name + ".")
                case .bidirectional(let recurrence):
                    add(name, .recurrent(recurrence, backward: false, isPair: true), name + ".forward.")
                    add(name, .recurrent(recurrence, backward: true, isPair: true), name + ".backward.")
                case .dense: add(name, .dense, name + ".")
                case .embedding: add(name, .embedding, name + ".")
                case .join(let paths): for (number, path) in paths.enumerated() { visit(path, "\(name).\(number).") }
                case .residual(let inner): visit(inner, name + ".")
                case .attend: add(name, .own(layer), name + ".")
                case .tied: add(name, .tied, name + ".")
                case .transitions: add(name, .transitions, name + ".")
                case .conv(_, let taps, _, _): add(name, .conv(layer, taps: taps), name + ".")
                case .dropout, .last, .first, .mean, .max, .pool: break
                }
            }
        }
        visit(layers, "")
        return sites
    }
}
