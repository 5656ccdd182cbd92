import Foundation
import Recurrent

/// A case whose expected results were computed elsewhere in double precision: a network with weights, a batch, and the
/// results.
public struct ReferenceCase: Sendable {
    /// A problem with a case's file.
    public struct Problem: Error, CustomStringConvertible {
        /// The problem in a sentence.
        public var description: String

        /// A problem with this description.
        public init(description: String) { self.description = description }
    }

    /// The name of the file without its extension.
    public let name: String
    /// The contents of the file.
    public let file: Safetensors
    /// The network that computed the results.
    public let network: Network
    /// The framework whose names and orders its weights have.
    public let format: WeightFormat

    /// Reads a case and its network.
    public init(path: String, name: String) throws {
        file = try Safetensors(file: path)
        self.name = name
        let metadata = file.metadata
        format = metadata["framework"]?.hasPrefix("keras") == true ? .keras : .pytorch
        let units: Int
        if format == .keras {
            units = try Self.tensor(file, "weight.recurrent_kernel").shape[0]
        } else {
            units = try Self.tensor(file, "weight.weight_hh_l0").shape[1]
        }
        let cell: CellKind
        switch metadata["cell"] {
        case "GRU": cell = .gru(metadata["options"]?.contains("false") == true ? .before : .after)
        case "LSTM": cell = .lstm(forgetBias: 1)
        case "RNN": cell = .rnn(name.contains("relu") ? .relu : .tanh)
        default: throw Problem(description: "\(name): unknown cell")
        }
        let recurrence = Recurrence(cell: cell, units: units)
        let layer: Layer = metadata["bidirectional"] == "true" ? .bidirectional(recurrence) : .recurrent(recurrence)
        var layers = Array(repeating: layer, count: Int(metadata["layers"] ?? "1") ?? 1)
        if metadata["task"] == "last" { layers.append(.last) }
        layers.append(.dense(units: try Self.tensor(file, "logits").shape.last ?? 0, activation: .linear))
        network = Network(layers)
    }

    /// Whether there is a target at each step.
    public var isLabelling: Bool { file.metadata["task"] == "label" }
    /// Whether its layers read in both directions.
    public var isBidirectional: Bool { file.metadata["bidirectional"] == "true" }

    /// The features of the case, [batch, steps, width].
    public var input: Tensor {
        get throws { try tensor("x") }
    }
    /// The number of real steps of each sequence; empty if all have the same.
    public var lengths: [Int] { (file.integers("lengths") ?? []).map(Int.init) }
    /// Classes, [batch] or [batch, steps].
    public var targets: [Int32] { file.integers("target") ?? [] }

    /// An array by its name in the file.
    public func tensor(_ name: String) throws -> Tensor { try Self.tensor(file, name) }

    /// The mean over all real steps, or over sequences.
    public var loss: Double {
        get throws {
            let name = file.tensor("loss") == nil ? "loss_mean_over_steps" : "loss"
            return Double(try tensor(name).values[0])
        }
    }

    /// The network with its weights.
    public func model() throws -> Model {
        try Model(network: network, inputWidth: input.shape[2], weights: renamed("weight."), format: format)
    }

    /// The expected gradients, under Unroll's names and in its order.
    public func gradients() throws -> [Tensor] {
        var theirs = renamed("grad.")
        let units = recurrentUnits
        for index in theirs.tensors.indices {
            // The import adds PyTorch's two biases, but the gradient of a sum is the gradient of each term; only the
            // candidate's second bias, the last block of a GRU in PyTorch, has a gradient of its own.
            if theirs.tensors[index].name.contains("bias_hh") {
                let own = file.metadata["cell"] == "GRU" ? 2 * units : theirs.tensors[index].values.count
                for element in 0..<own { theirs.tensors[index].values[element] = 0 }
            }
            // Keras's second row: z, r, h.
            if theirs.tensors[index].shape.count == 2, theirs.tensors[index].name.hasSuffix(".bias") {
                for element in 0..<2 * units { theirs.tensors[index].values[3 * units + element] = 0 }
            }
        }
        return try Model(network: network, inputWidth: input.shape[2], weights: theirs, format: format).parameters
    }

    private var recurrentUnits: Int {
        switch network.layers[0] {
        case .recurrent(let recurrence), .bidirectional(let recurrence): recurrence.units
        default: 0
        }
    }

    /// The tensors with this prefix, renamed to the names of the file format: layer k of a stack is module k.
    private func renamed(_ prefix: String) -> Safetensors {
        let dense = network.layers.count - 1
        var tensors: [Tensor] = []
        for tensor in file.tensors where tensor.name.hasPrefix(prefix) && tensor.name != "grad.x" {
            var tensor = tensor
            var name = String(tensor.name.dropFirst(prefix.count))
            if name.hasPrefix("dense.") {
                name = "\(dense).\(name.dropFirst("dense.".count))"
            } else if format == .keras {
                name = "0.\(name)"
            } else if let mark = name.range(of: "_l", options: .backwards), let layer = name[mark.upperBound...].first {
                name = "\(layer).\(name[..<mark.lowerBound])_l0\(name.hasSuffix("_reverse") ? "_reverse" : "")"
            }
            tensor.name = name
            tensors.append(tensor)
        }
        return Safetensors(tensors: tensors)
    }

    private static func tensor(_ file: Safetensors, _ name: String) throws -> Tensor {
        guard let tensor = file.tensor(name) else { throw Problem(description: "the case has no tensor \(name)") }
        return tensor
    }
}
