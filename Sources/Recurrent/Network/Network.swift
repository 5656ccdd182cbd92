/// Layers, one after another. A value: training makes a `Model` and changes no network.
public struct Network: Hashable, Sendable {
    /// From the input to the output.
    public var layers: [Layer]

    /// A network of these layers; whether they fit one another is checked by `summary`.
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
