/// A network with weights, made for inputs and outputs of known widths. A value.
public struct Model: Sendable {
    public let network: Network
    /// Width of the input: features a step, or size of the vocabulary.
    public let inputWidth: Int
    /// All weights, layer by layer.
    public var parameters: [Tensor]

    public init(network: Network, inputWidth: Int, parameters: [Tensor]) {
        self.network = network
        self.inputWidth = inputWidth
        self.parameters = parameters
    }
}
