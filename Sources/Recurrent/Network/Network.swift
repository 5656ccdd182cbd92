/// A stack of layers. A value type: training makes a `Model` and does not change the network.
public struct Network: Hashable, Sendable {
    /// The layers, from the input to the output.
    public var layers: [Layer]

    /// A network of these layers; `summary` checks whether they fit together.
    public init(_ layers: [Layer]) {
        self.layers = layers
    }

    /// The default loss of the network: `crf` if its last layer holds the weights of that loss.
    public var ownLoss: Loss { layers.last == .transitions ? .crf : .standard }

    /// The network to train with `loss`: for `crf`, with the layer that holds its weights appended if it is missing.
    public func ready(for loss: Loss) -> Network {
        loss == .crf && layers.last != .transitions ? Network(layers + [.transitions]) : self
    }
}
