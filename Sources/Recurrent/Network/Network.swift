/// Layers, one after another. A value: training makes a `Model` and changes no network.
public struct Network: Hashable, Sendable {
    /// From the input to the output.
    public var layers: [Layer]

    /// A network of these layers; whether they fit one another is checked by `summary`.
    public init(_ layers: [Layer]) {
        self.layers = layers
    }
}

/// Why a network cannot be built, or cannot work on this data.
public struct NetworkError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Index of the layer that is wrong, or nil where the network as a whole is.
    public var layer: Int?
    public var description: String

    public init(layer: Int? = nil, _ description: String) {
        self.layer = layer
        self.description = description
    }
}
