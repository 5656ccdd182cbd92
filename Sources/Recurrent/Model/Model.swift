/// A network with weights, for inputs and outputs of known widths. A value type.
public struct Model: Sendable {
    /// The layers.
    public let network: Network
    /// The width of the input: features per step, or the size of the vocabulary.
    public let inputWidth: Int
    /// All weights, layer by layer.
    public var parameters: [Tensor]
    /// The precision of matrix products with the weights; the weights themselves are float32.
    public var precision: Precision
    /// The loss that the network was trained with, which determines the meaning of its outputs.
    public var loss: Loss

    /// Creates a model from weights, which are not checked; `Executor`s and files match them by name and shape.
    public init(network: Network, inputWidth: Int, parameters: [Tensor], precision: Precision = .single, loss: Loss = .standard) {
        self.network = network
        self.inputWidth = inputWidth
        self.parameters = parameters
        self.precision = precision
        self.loss = loss
    }
}
