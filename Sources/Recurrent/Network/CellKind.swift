/// The formula of one time step of a recurrent layer: from the step's input x [batch, features] and the previous state h [batch, units] to
/// the new state h' [batch, units]. States begin at 0; `*` is elementwise, and juxtaposition is the matrix product.
public enum CellKind: Hashable, Sendable, Codable {
    /// Elman's cell ("Finding Structure in Time", 1990): h' = f(x W + h U + b), with activation f.
    ///
    /// W is [features, units], U [units, units], b [units].
    ///
    /// ```
    /// rnn(32) | last | dense(10)
    /// rnn(32, relu) | last | dense(10)
    /// ```
    case rnn(Activation)
    /// Gated recurrent unit (Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder", 2014):
    ///
    ///     r = sigmoid(x W_r + b_r + h U_r)
    ///     z = sigmoid(x W_z + b_z + h U_z)
    ///     n = tanh(..), in which the reset gate r scales the contribution of h; see `ResetGate`
    ///     h' = (1 - z) * n + z * h
    ///
    /// Each W is [features, units], each U [units, units], each b [units].
    ///
    /// ```
    /// gru(200) | last | dense(10)
    /// gru(200, reset: before) | last | dense(10)
    /// ```
    case gru(ResetGate)
    /// Long short-term memory (Hochreiter and Schmidhuber, 1997) with forget gate (Gers, Schmidhuber, Cummins, "Learning to Forget", 2000).
    /// Besides h it has a cell state c [batch, units]:
    ///
    ///     i = sigmoid(x W_i + h U_i + b_i)
    ///     f = sigmoid(x W_f + h U_f + b_f)
    ///     g = tanh(x W_g + h U_g + b_g)
    ///     o = sigmoid(x W_o + h U_o + b_o)
    ///     c' = f * c + i * g
    ///     h' = o * tanh(c')
    ///
    /// Each W is [features, units], each U [units, units], each b [units]; b_f is initialised to `forgetBias`, the other biases to 0.
    ///
    /// ```
    /// lstm(128) | dense(17)
    /// lstm(128, forget: 2) | dense(17)
    /// ```
    case lstm(forgetBias: Float)
}

/// Where a GRU applies its reset gate.
public enum ResetGate: String, Hashable, Sendable, CaseIterable, Codable {
    /// To the product of the state and the weights, as in PyTorch, Keras and cuDNN: n = tanh(x W_n + b_n + r * (h U_n + c)), with a bias c
    /// [units] of its own.
    case after
    /// To the state itself, as in TensorFlow 1's GRUCell and the paper: n = tanh(x W_n + b_n + (r * h) U_n).
    case before
}

/// A scalar function that a layer applies to each of its outputs.
public enum Activation: String, Hashable, Sendable, CaseIterable, Codable {
    /// In this order: x; (exp(2 x) - 1) / (exp(2 x) + 1); max(x, 0); 1 / (1 + exp(-x)).
    case linear, tanh, relu, sigmoid
}
