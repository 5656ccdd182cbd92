/// The initial weights of a layer. They depend only on the seed of the run, not on the rest of the network.
public enum Initialization: String, Hashable, Sendable, Codable, CaseIterable {
    /// Glorot-uniform input weights, orthogonal recurrent weights, and biases of 0 except for the forget gate's.
    case glorot
    /// PyTorch's default: all weights and biases uniform between -1 / sqrt(n) and 1 / sqrt(n), with n the units of a recurrent layer or the
    /// inputs of a dense one. Where PyTorch adds two biases, the initial bias is the sum of two draws.
    case uniform
}
