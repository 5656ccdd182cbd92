import Foundation
import Recurrent

/// A case whose right answers were computed elsewhere in double precision: a network with weights, a batch, and what comes out of it.
public struct ReferenceCase: Sendable {
    /// What is wrong with a case's file.
    public struct Problem: Error, CustomStringConvertible {
        /// In a sentence.
        public var description: String

        /// Names what is wrong.
        public init(description: String) { self.description = description }
    }

    /// The file's name without its ending.
    public let name: String
    /// Everything that the case holds.
    public let file: Safetensors
    /// The network that computed it.
    public let network: Network
    /// Whose names and orders its weights have.
    public let format: WeightFormat

    /// Reads a case and the network that it is about.
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

    /// Features [batch, steps, width] of the case.
    public var input: Tensor {
        get throws { try tensor("x") }
    }
    /// Real steps of each sequence; empty where all have the same.
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

    /// The right gradients, by our names and in our order.
    public func gradients() throws -> [Tensor] {
        var theirs = renamed("grad.")
        let units = recurrentUnits
        for index in theirs.tensors.indices {
            // Importing adds PyTorch's two biases up, but the gradient of a sum is the gradient of each; only the
            // candidate's second bias, PyTorch's last block of a GRU, has one of its own.
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

    /// Tensors whose name begins so, renamed to the names of the file format: layer k of a stack is module k.
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
