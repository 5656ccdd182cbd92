/// One layer of a network, as the user writes it. Sizes of inputs are not part of it: they follow from the layer before.
public indirect enum Layer: Hashable, Sendable, Codable {
    /// Reads [batch, time, features], gives [batch, time, units].
    case recurrent(Recurrence)
    /// One copy reads forward, one backward; outputs are joined: [batch, time, 2 * units].
    case bidirectional(Recurrence)
    /// Symbols [batch, time] to learned vectors [batch, time, size].
    case embedding(size: Int)
    /// [.., inputs] to [.., units]; shared by all time steps where the time axis is kept.
    case dense(units: Int, activation: Activation)
    /// Zeroes elements with probability `rate` while training and scales the others by 1 / (1 - rate).
    case dropout(rate: Float)
    /// The last relevant output of each sequence: [batch, time, features] to [batch, features].
    case last
    /// The mean over the real steps of each sequence: [batch, time, features] to [batch, features].
    case mean
    /// The sum of the input and of what the layers make of it; both must have one shape.
    case residual([Layer])
}

/// A cell and how many units it has.
public struct Recurrence: Hashable, Sendable, Codable {
    public var cell: CellKind
    public var units: Int

    public init(cell: CellKind, units: Int) {
        self.cell = cell
        self.units = units
    }
}

/// The formula of one time step of a recurrent layer.
public enum CellKind: Hashable, Sendable, Codable {
    /// Elman's cell: h = activation(x W + h U + b).
    case rnn(Activation)
    /// Gated recurrent unit.
    case gru(ResetGate)
    /// Long short-term memory; `forgetBias` is where the forget gate's bias starts.
    case lstm(forgetBias: Float)
}

/// Where a GRU applies its reset gate.
public enum ResetGate: String, Hashable, Sendable, CaseIterable, Codable {
    /// To the state's product with the weights, as PyTorch, Keras and cuDNN do: n = tanh(x W + r * (h U + c)).
    case after
    /// To the state itself, as TensorFlow 1's GRUCell does: n = tanh(x W + (r * h) U).
    case before
}

public enum Activation: String, Hashable, Sendable, CaseIterable, Codable {
    case linear, tanh, relu, sigmoid
}
