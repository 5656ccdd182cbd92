/// A number that is known, or that depends on the width of the input: `constant + perFeature * features + perSquare * features * features`.
public struct LinearCount: Hashable, Sendable {
    /// What does not depend on the input.
    public var constant: Int
    /// Times the width of the input.
    public var perFeature: Int
    /// Times the square of that width.
    public var perSquare: Int

    /// `constant + perFeature * features + perSquare * features * features`.
    public init(constant: Int, perFeature: Int = 0, perSquare: Int = 0) {
        self.constant = constant
        self.perFeature = perFeature
        self.perSquare = perSquare
    }

    /// The sum for each width.
    public static func + (a: LinearCount, b: LinearCount) -> LinearCount {
        LinearCount(constant: a.constant + b.constant, perFeature: a.perFeature + b.perFeature, perSquare: a.perSquare + b.perSquare)
    }

    static func * (a: LinearCount, b: Int) -> LinearCount {
        LinearCount(constant: a.constant * b, perFeature: a.perFeature * b, perSquare: a.perSquare * b)
    }
}

/// A table of a network's layers.
public struct NetworkSummary: Sendable, Equatable {
    /// A layer in the table.
    public struct Row: Sendable, Equatable {
        /// What the row tells of.
        public var layer: Layer
        /// Whether the output still has a time axis.
        public var returnsSequences: Bool
        /// Width of the output; nil where it is that of the unknown input.
        public var width: Int?
        /// The number of weights of the layer.
        public var parameters: LinearCount
    }

    /// One a layer, in order.
    public var rows: [Row]
    /// The number of weights of the network.
    public var parameters: LinearCount
    /// Whether the network gives an output for each step (labels) or one for each sequence (classifies).
    public var returnsSequences: Bool
    /// Of how many steps of the input a step of the output is made.
    public var stride: Int

    /// Width of the network's output; nil where it is that of the unknown input.
    public var width: Int? { rows.last?.width }
}

extension Network {
    /// The table of layers for inputs of this width, or with the width left open (nil), as while a pipeline is typed.
    ///
    /// - Throws: `NetworkError` at the first layer that cannot follow the one before.
    public func summary(features: Int?) throws(NetworkError) -> NetworkSummary {
        if layers.isEmpty {
            throw NetworkError(.noLayers)
        }
        if let features { try checkWidth(features) }
        var shape = LayerShape(width: features.map { LinearCount(constant: $0) } ?? LinearCount(constant: 0, perFeature: 1))
        var rows: [NetworkSummary.Row] = []
        for (index, layer) in layers.enumerated() {
            let parameters: LinearCount
            if layer.endsNetwork, index < layers.count - 1 { throw NetworkError(layer: index, .notLast(layer)) }
            do {
                parameters = try shape.append(layer, isFirst: index == 0)
            } catch {
                throw NetworkError(layer: index, error.problem)
            }
            rows.append(
                .init(
                    layer: layer, returnsSequences: shape.returnsSequences, width: shape.output.width, parameters: parameters))
        }
        return NetworkSummary(
            rows: rows, parameters: rows.reduce(LinearCount(constant: 0)) { $0 + $1.parameters }, returnsSequences: shape.returnsSequences,
            stride: shape.stride)
    }

    private func checkWidth(_ features: Int) throws(NetworkError) {
        guard 1...Layer.greatestInput ~= features else {
            throw NetworkError(.inputWidth(features, most: Layer.greatestInput))
        }
    }
}
