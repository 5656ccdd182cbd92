/// The prefixes of the names of a checkpoint's tensors.
enum CheckpointPart: String, CaseIterable {
    case weights = "weights/"
    case completed = "completed/"
    case best = "best/"
    case average = "average/"
    case optimizer = "optimizer/"
    case state = "state/"

    /// Whether a tensor of this name belongs to one of the parts.
    static func isPart(_ name: String) -> Bool { allCases.contains { name.hasPrefix($0.rawValue) } }
}

/// The tensors of a checkpoint file: each must be taken exactly once, with the name and shape that the network and the plan require, and
/// none may be left over.
struct CheckpointTensors {
    private var tensors: [String: Tensor] = [:]

    /// - Throws: `SafetensorsError` if two tensors have the same name, or if there are integers.
    init(_ file: Safetensors) throws(SafetensorsError) {
        for tensor in file.tensors where tensors.updateValue(tensor, forKey: tensor.name) != nil {
            throw Self.error(tensor.name, .unexpectedTensor)
        }
        if let integers = file.integers.first { throw Self.error(integers.name, .unexpectedTensor) }
    }

    mutating func take(_ part: CheckpointPart, _ shapes: [ParameterShape]) throws(SafetensorsError) -> [Tensor] {
        var taken: [Tensor] = []
        for shape in shapes {
            let tensor = try take(part, shape.name)
            guard tensor.shape == shape.shape else {
                throw Self.error(
                    part.rawValue + shape.name,
                    .otherNetwork(.weights(.tensorShape(shape.name, found: tensor.shape, expected: shape.shape))))
            }
            taken.append(tensor)
        }
        return taken
    }

    func hasNone(_ part: CheckpointPart) -> Bool { !tensors.keys.contains { $0.hasPrefix(part.rawValue) } }

    /// Takes states with one row for each sequence, the same number for all states.
    mutating func takeStates(_ widths: [(name: String, units: Int)]) throws(SafetensorsError) -> [Tensor] {
        var taken: [Tensor] = []
        for (name, units) in widths {
            let tensor = try take(.state, name)
            let rows = taken.first?.shape.first ?? tensor.shape.first ?? 0
            guard rows > 0, tensor.shape == [rows, units] else {
                throw Self.error(CheckpointPart.state.rawValue + name, .otherNetwork(.weights(.state(name))))
            }
            taken.append(tensor)
        }
        return taken
    }

    /// - Throws: `SafetensorsError` if there are tensors that belong to no part.
    func requireNoMore() throws(SafetensorsError) {
        if let name = tensors.keys.min() { throw Self.error(name, .unexpectedTensor) }
    }

    private mutating func take(_ part: CheckpointPart, _ name: String) throws(SafetensorsError) -> Tensor {
        guard let tensor = tensors.removeValue(forKey: part.rawValue + name) else {
            let found = tensors.keys.filter { $0.hasPrefix(part.rawValue) }.map { String($0.dropFirst(part.rawValue.count)) }.sorted()
            throw Self.error(part.rawValue + name, .otherNetwork(.weights(.noTensor(name, found: found))))
        }
        return Tensor(name: name, shape: tensor.shape, values: tensor.values)
    }

    private static func error(_ name: String, _ problem: SafetensorsError.Problem) -> SafetensorsError {
        SafetensorsError(file: "", tensor: name, problem: problem)
    }
}

extension Optimizer {
    /// The shapes of `Executor.optimizerState` for these weights.
    func stateShapes(_ parameters: [ParameterShape]) -> [ParameterShape] {
        [".first", ".second"].prefix(stateCount).flatMap { suffix in
            parameters.map { ParameterShape(name: $0.name + suffix, shape: $0.shape, role: $0.role) }
        }
    }
}

extension Network {
    /// The contents of `Executor.recurrentState`: names and units of the states that are carried from window to window.
    var carriedStateShapes: [(name: String, units: Int)] { Self.carriedStates(layers, prefix: "") }

    private static func carriedStates(_ layers: [Layer], prefix: String) -> [(name: String, units: Int)] {
        layers.enumerated().flatMap { index, layer -> [(name: String, units: Int)] in
            func states(_ recurrence: Recurrence, _ name: String) -> [(name: String, units: Int)] {
                let hidden = [(name: name + ".hidden", units: recurrence.stateWidth)]
                guard case .lstm = recurrence.cell else { return hidden }
                return hidden + [(name: name + ".cell", units: recurrence.units)]
            }
            let name = "\(prefix)\(index)"
            return switch layer {
            case .recurrent(let recurrence): states(recurrence, name)
            case .bidirectional(let recurrence): states(recurrence, name + ".forward")
            case .join(let paths):
                paths.enumerated().flatMap { number, path in carriedStates(path, prefix: "\(name).\(number).") }
            case .residual(let inner): carriedStates(inner, prefix: name + ".")
            case .embedding, .dense, .dropout, .last, .first, .mean, .max, .attend, .conv, .pool, .tied, .transitions: []
            }
        }
    }
}
