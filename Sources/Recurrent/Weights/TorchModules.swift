/// The modules of a PyTorch model whose layers have custom names, such as `encoder.rnn` and `fc`: assigns the tensors of a file to the
/// layers of a network.
///
/// Layers are matched from the input on, by shape. If several modules fit equally well, the next layer of the same module is taken, then
/// the one with the lowest number in its name; if neither decides, the caller must name the modules.
struct TorchModules {
    /// A recurrent layer, or a weight matrix.
    private struct Module: Hashable {
        /// The prefix of its names, such as `encoder.rnn`; empty if the file holds a single module.
        var prefix: String
        /// The index in a module of several recurrent layers; nil for linear layers and embeddings.
        var layer: Int?
    }

    private let tensors: [String: Tensor]
    private let unread: [String: String]
    private var modules: Set<Module> = []

    /// Whether the tensors are named as in a `torch.nn.Sequential`, or are most likely meant to be.
    static func isSequential(_ file: Safetensors, _ sites: [WeightSite]) -> Bool {
        guard let first = sites.first else { return true }
        let prefix = first.layer + "."
        if first.refusal(by: .pytorch) != nil { return file.tensors.contains { $0.name == first.shapes[0].name } }
        // A module inside the first one has more dots in its names.
        return file.tensors.contains { $0.name.hasPrefix(prefix) && !$0.name.dropFirst(prefix.count).contains(".") }
    }

    init(_ file: Safetensors) {
        tensors = Dictionary(file.tensors.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        unread = file.unread
        for name in tensors.keys {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            let prefix = parts.dropLast().joined(separator: ".")
            guard let last = parts.last else { continue }
            if last == "weight" {
                modules.insert(Module(prefix: prefix, layer: nil))
            } else if last == "weight_ih" {
                modules.insert(Module(prefix: prefix, layer: 0))
            } else if last.hasPrefix("weight_ih_l"), let layer = Int(last.dropFirst(11)), layer >= 0 {
                modules.insert(Module(prefix: prefix, layer: layer))
            }
        }
    }

    /// The tensors under the names of a `torch.nn.Sequential` of these layers, and the names of the file's tensors that were used.
    ///
    /// - Parameter names: the module of each layer; nil to find the modules by shape.
    func assigned(to sites: [WeightSite], names: [String]?) throws(NetworkError) -> (tensors: [Tensor], used: Set<String>) {
        var layers: [[WeightSite]] = []
        for site in sites {
            if layers.last?.first?.layer == site.layer { layers[layers.count - 1].append(site) } else { layers.append([site]) }
        }
        if let names, names.count != layers.count {
            throw NetworkError(.weights(.moduleCount(given: names.count, layers: layers.count)))
        }
        var (result, used): ([Tensor], Set<String>) = ([], [])
        var taken: Set<Module> = []
        var last: Module?
        for (index, layer) in layers.enumerated() {
            let module: Module
            if let names {
                let isRecurrent = layer[0].isRecurrent
                let next = isRecurrent ? (taken.filter { $0.prefix == names[index] }.compactMap(\.layer).max() ?? -1) + 1 : nil
                module = Module(prefix: names[index], layer: next)
                guard modules.contains(module), fits(module, layer) else {
                    try checkProjections(of: names[index], layer)
                    throw NetworkError(.weights(.moduleMisfit(names[index], layer: layer[0].written, found: shapes(of: names[index]))))
                }
            } else {
                module = try find(layer, last: last, taken: taken, all: layers)
            }
            taken.insert(module)
            if module.layer != nil { last = module }
            for site in layer { add(site, of: module, to: &result, &used) }
        }
        for module in taken where module.layer != nil {
            let all = modules.filter { $0.prefix == module.prefix && $0.layer != nil }
            let own = taken.filter { $0.prefix == module.prefix && $0.layer != nil }
            guard all.count == own.count else {
                throw NetworkError(.weights(.unusedLayers(module: module.prefix, found: all.count, used: own.count)))
            }
        }
        return (result, used)
    }

    private func find(
        _ layer: [WeightSite], last: Module?, taken: Set<Module>, all: [[WeightSite]]
    ) throws(NetworkError) -> Module {
        if let last, let number = last.layer, layer[0].isRecurrent {
            let next = Module(prefix: last.prefix, layer: number + 1)
            if modules.contains(next), fits(next, layer) { return next }
        }
        let candidates = modules.filter { ($0.layer ?? 0) == 0 && !taken.contains($0) && fits($0, layer) }.map(\.prefix).sorted()
        guard let first = candidates.first else {
            try checkProjections(of: nil, layer)
            throw NetworkError(
                .weights(
                    .noModule(
                        layer: layer[0].written, expected: layer[0].mainShape, found: shapes(of: nil),
                        needed: all.map { LayerWeights(layer: $0[0].written, shapes: $0.flatMap(\.tableShapes)) })))
        }
        let number: Int? = layer[0].isRecurrent ? 0 : nil
        if candidates.count == 1 { return Module(prefix: first, layer: number) }
        // Names that differ only in a number are ordered by that number.
        func stem(_ name: String) -> String { name.filter { !$0.isNumber } }
        func numbers(_ name: String) -> [Int] { name.split { !$0.isNumber }.compactMap { Int($0) } }
        guard candidates.allSatisfy({ stem($0) == stem(first) }) else {
            throw NetworkError(.weights(.severalModules(layer: layer[0].written, candidates)))
        }
        let least = candidates.min { numbers($0).lexicographicallyPrecedes(numbers($1)) } ?? first
        return Module(prefix: least, layer: number)
    }

    /// - Throws: `NetworkError` if a recurrent layer is sought, and the module of this name, or any module, has another projection than the
    ///   layer.
    private func checkProjections(of prefix: String?, _ layer: [WeightSite]) throws(NetworkError) {
        guard case .recurrent(let recurrence, _, _) = layer[0].kind else { return }
        let projections = tensors.filter { name, tensor in
            name.split(separator: ".").last?.hasPrefix("weight_hr_l") == true && tensor.shape.count == 2
                && tensor.shape != recurrence.projection.map { [$0, recurrence.units] }
                && prefix.map { name.hasPrefix($0.isEmpty ? "" : $0 + ".") } ?? true
        }
        guard let (name, tensor) = projections.min(by: { $0.key < $1.key }) else { return }
        throw NetworkError(.weights(.projection(tensor: name, units: tensor.shape[1], width: tensor.shape[0])))
    }

    private func name(_ module: Module, _ rest: String) -> String { module.prefix.isEmpty ? rest : module.prefix + "." + rest }

    /// The name of a weight of a recurrent module; cells such as `torch.nn.LSTMCell` have no layer index.
    private func name(_ module: Module, _ rest: String, backward: Bool) -> String {
        let numbered = name(module, "\(rest)_l\(module.layer ?? 0)\(backward ? "_reverse" : "")")
        return tensors[numbered] == nil && !backward && tensors[name(module, rest)] != nil ? name(module, rest) : numbered
    }

    private func fits(_ module: Module, _ layer: [WeightSite]) -> Bool {
        guard layer[0].isRecurrent == (module.layer != nil) else { return false }
        for site in layer {
            switch site.kind {
            case .recurrent(let recurrence, let backward, _):
                let columns = recurrence.cell.gates * recurrence.units
                guard tensors[name(module, "weight_ih", backward: backward)]?.shape == [columns, site.shapes[0].shape[0]],
                    tensors[name(module, "weight_hh", backward: backward)]?.shape == [columns, recurrence.stateWidth],
                    tensors[name(module, "weight_hr", backward: backward)]?.shape == recurrence.projection.map({ [$0, recurrence.units] })
                else { return false }
            case .transitions, .tied, .own: return false
            case .dense, .conv, .embedding:
                guard tensors[name(module, "weight")]?.shape == site.mainShape else { return false }
            }
        }
        let isReversed = tensors[name(module, "weight_ih", backward: true)] != nil
        return !layer[0].isRecurrent || isReversed == (layer.count == 2)
    }

    /// Adds the tensors of a site; the biases of a module without biases are zeros.
    private func add(_ site: WeightSite, of module: Module, to result: inout [Tensor], _ used: inout Set<String>) {
        func move(_ own: String, _ theirs: String, or zeros: Int?) {
            if let tensor = tensors[own] {
                used.insert(own)
                result.append(Tensor(name: theirs, shape: tensor.shape, values: tensor.values))
            } else if let zeros, unread[own] == nil {
                result.append(Tensor(name: theirs, shape: [zeros], values: [Float](repeating: 0, count: zeros)))
            }
        }
        switch site.kind {
        case .recurrent(let recurrence, let backward, _):
            let suffix = backward ? "l0_reverse" : "l0"
            let columns = recurrence.cell.gates * recurrence.units
            for part in ["weight_ih", "weight_hh", "weight_hr", "bias_ih", "bias_hh"] {
                move(
                    name(module, part, backward: backward), "\(site.layer).\(part)_\(suffix)", or: part.hasPrefix("bias") ? columns : nil)
            }
        case .dense, .conv:
            move(name(module, "weight"), "\(site.layer).weight", or: nil)
            move(name(module, "bias"), "\(site.layer).bias", or: site.shapes[1].count)
        case .embedding: move(name(module, "weight"), "\(site.layer).weight", or: nil)
        case .transitions, .tied, .own: break
        }
    }

    /// The shapes of the weights of one module, or of all modules.
    private func shapes(of prefix: String?) -> [String: [Int]] {
        tensors.filter { name, _ in
            prefix.map { name.hasPrefix($0.isEmpty ? "" : $0 + ".") } ?? true
                && name.split(separator: ".").last?.hasPrefix("weight") == true
        }
        .mapValues(\.shape)
    }
}

extension WeightSite {
    fileprivate var isRecurrent: Bool {
        if case .recurrent = kind { true } else { false }
    }

    /// The shapes of all weights except biases, in PyTorch's layout.
    fileprivate var tableShapes: [[Int]] {
        switch kind {
        case .recurrent, .dense, .transitions, .tied, .own: shapes.filter { $0.shape.count == 2 }.map { $0.shape.reversed() }
        case .embedding, .conv: [mainShape]
        }
    }

    /// The shape of the input weights, in PyTorch's layout.
    fileprivate var mainShape: [Int] {
        switch kind {
        case .recurrent, .dense, .transitions, .tied, .own: shapes[0].shape.reversed()
        case .conv(_, let taps): [shapes[0].shape[1], shapes[0].shape[0] / taps, taps]
        case .embedding: shapes[0].shape
        }
    }
}
