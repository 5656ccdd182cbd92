import Datasets

/// The memory and arithmetic that one layer of a network needs, known before anything is allocated.
public struct LayerDemand: Sendable, Equatable {
    /// Bytes of its weights, including copies, gradients and optimizer state, and of the activations that it keeps for a batch.
    public var memory: Double
    /// Multiply-adds of its matrix products for a batch: the forward pass, and the backward pass if it is trained.
    public var products: Double
}

extension Network {
    /// The share of each layer in the total of `memoryDemand`; the batch itself, the losses and the targets belong to no layer.
    ///
    /// - Parameters:
    ///   - features: the width of the input, or the size of the vocabulary.
    ///   - symbolic: whether inputs are symbols.
    ///   - batch: the number of sequences in a batch.
    ///   - steps: the number of steps of each sequence.
    ///   - optimizer: nil if the network is not trained.
    /// - Throws: `NetworkError` if the network cannot be built.
    public func layerDemands(
        features: Int, symbolic: Bool = false, batch: Int, steps: Int, optimizer: Optimizer?
    ) throws(NetworkError) -> [LayerDemand] {
        let rows = try summary(features: features).rows
        let startsWithSymbols = if case .embedding? = layers.first { true } else { symbolic }
        var count = NumberCount(
            width: features, isSymbolic: startsWithSymbols, sequences: Double(batch), rows: Double(batch) * Double(steps),
            optimizer: optimizer, precision: .single, copies: 0)
        let models = optimizer == nil ? 1.0 : 3.0
        return zip(layers, rows).map { layer, row in
            let before = (count.weights + count.activations, count.products)
            count.pass(layer)
            let numbers = count.weights + count.activations - before.0 + models * Double(row.parameters.constant)
            return LayerDemand(memory: 4 * numbers, products: count.products - before.1)
        }
    }
}
