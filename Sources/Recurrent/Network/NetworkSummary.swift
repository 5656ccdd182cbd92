/// A count that is known, or that depends on the width of the input: `constant + perFeature * features + perSquare * features * features`.
public struct LinearCount: Hashable, Sendable {
    /// The term that does not depend on the input.
    public var constant: Int
    /// The coefficient of the input width.
    public var perFeature: Int
    /// The coefficient of the square of the input width.
    public var perSquare: Int

    /// `constant + perFeature * features + perSquare * features * features`.
    public init(constant: Int, perFeature: Int = 0, perSquare: Int = 0) {
        self.constant = constant
        self.perFeature = perFeature
        self.perSquare = perSquare
    }

    /// The sum of two counts.
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
        /// The layer of the row.
        public var layer: Layer
        /// Whether the output still has a time axis.
        public var returnsSequences: Bool
        /// The width of the output; nil if it is that of an unknown input.
        public var width: Int?
        /// The number of parameters of the layer.
        public var parameters: LinearCount
    }

    /// One row for each layer, in order.
    public var rows: [Row]
    /// The number of parameters of the network.
    public var parameters: LinearCount
    /// Whether the network has an output for each step rather than one for each sequence.
    public var returnsSequences: Bool
    /// The number of input steps for each output step.
    public var stride: Int

    /// The width of the network's output; nil if it is that of an unknown input.
    public var width: Int? { rows.last?.width }
}

extension Network {
    /// The table of layers for inputs of this width, or with an open width (nil), as while a pipeline is typed.
    ///
    /// - Throws: `NetworkError` at the first layer that cannot follow the one before it.
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
