/// The formula of one time step of a recurrent layer: from the step's input x [batch, features] and the state h before it [batch, units] to the new state h'
/// [batch, units]. States begin at 0; `*` is elementwise, and two letters side by side are a matrix product.
public enum CellKind: Hashable, Sendable, Codable {
    /// Elman's cell ("Finding Structure in Time", 1990): h' = f(x W + h U + b), f being the activation.
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
    ///     n = tanh(..), where the reset gate r says how much of h is seen; see `ResetGate`
    ///     h' = (1 - z) * n + z * h
    ///
    /// Each W is [features, units], each U [units, units], each b [units].
    ///
    /// ```
    /// gru(200) | last | dense(10)
    /// gru(200, reset: before) | last | dense(10)
    /// ```
    case gru(ResetGate)
    /// Long short-term memory (Hochreiter and Schmidhuber, 1997) with forget gate (Gers, Schmidhuber, Cummins, "Learning to Forget", 2000). Beside h it carries
    /// a cell state c [batch, units]:
    ///
    ///     i = sigmoid(x W_i + h U_i + b_i)
    ///     f = sigmoid(x W_f + h U_f + b_f)
    ///     g = tanh(x W_g + h U_g + b_g)
    ///     o = sigmoid(x W_o + h U_o + b_o)
    ///     c' = f * c + i * g
    ///     h' = o * tanh(c')
    ///
    /// Each W is [features, units], each U [units, units], each b [units]; b_f begins at `forgetBias`, the others at 0.
    ///
    /// ```
    /// lstm(128) | dense(17)
    /// lstm(128, forget: 2) | dense(17)
    /// ```
    case lstm(forgetBias: Float)
}

/// Where a GRU applies its reset gate.
public enum ResetGate: String, Hashable, Sendable, CaseIterable, Codable {
    /// To the state's product with the weights, as PyTorch, Keras and cuDNN do: n = tanh(x W_n + b_n + r * (h U_n + c)), with a bias c [units] of its own.
    case after
    /// To the state itself, as TensorFlow 1's GRUCell and the paper do: n = tanh(x W_n + b_n + (r * h) U_n).
    case before
}

/// A function of one number, applied by a layer to each of its outputs.
public enum Activation: String, Hashable, Sendable, CaseIterable, Codable {
    /// x; (exp(2 x) - 1) / (exp(2 x) + 1); the greater of x and 0; 1 / (1 + exp(-x)).
    case linear, tanh, relu, sigmoid
}
