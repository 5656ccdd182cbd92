/// The initial weights of a layer. They depend only on the seed of the run, whatever else is in the network.
public enum Initialization: String, Hashable, Sendable, Codable, CaseIterable {
    /// Input weights as Glorot has them, orthogonal weights of the state, biases 0 but for the forget gate's.
    case glorot
    /// As PyTorch begins: all weights and biases between -1 / sqrt(n) and 1 / sqrt(n), n being the units of a recurrent layer, or the inputs of a dense one. Where PyTorch has
    /// two biases that are added, they are drawn as two.
    case uniform
}
