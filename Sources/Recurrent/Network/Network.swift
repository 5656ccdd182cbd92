/// Layers, one after another. A value: training makes a `Model` and does not change the network.
public struct Network: Hashable, Sendable {
    /// From the input to the output.
    public var layers: [Layer]

    /// A network of these layers; `summary` checks whether they fit together.
    public init(_ layers: [Layer]) {
        self.layers = layers
    }

    /// What it is used with where nothing else is said: its last layer may hold weights of a loss.
    public var ownLoss: Loss { layers.last == .transitions ? .crf : .standard }

    /// The network that is trained to make `loss` small: that of paths of classes has weights of its own, which stand at the end.
    public func ready(for loss: Loss) -> Network {
        loss == .crf && layers.last != .transitions ? Network(layers + [.transitions]) : self
    }
}
