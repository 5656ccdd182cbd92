/// A network with weights, for inputs and outputs of known widths. A value.
public struct Model: Sendable {
    /// The layers.
    public let network: Network
    /// Width of the input: features per step, or size of the vocabulary.
    public let inputWidth: Int
    /// All weights, layer by layer.
    public var parameters: [Tensor]
    /// How products with the weights are computed; the weights themselves are float32.
    public var precision: Precision
    /// The loss that the network was trained with, which decides what its outputs are.
    public var loss: Loss

    /// A network with these weights, which are not checked; `Executor`s and files match them by name and shape.
    public init(network: Network, inputWidth: Int, parameters: [Tensor], precision: Precision = .single, loss: Loss = .standard) {
        self.network = network
        self.inputWidth = inputWidth
        self.parameters = parameters
        self.precision = precision
        self.loss = loss
    }
}
