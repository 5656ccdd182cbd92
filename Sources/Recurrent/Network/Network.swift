/// Layers, one after another. A value: training makes a `Model` and changes no network.
public struct Network: Hashable, Sendable {
    public var layers: [Layer]

    public init(_ layers: [Layer]) {
        self.layers = layers
    }
}
