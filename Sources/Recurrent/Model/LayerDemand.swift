import Datasets

/// The memory that one layer of a network needs, known before anything is allocated.
public struct LayerDemand: Sendable, Equatable {
    /// Bytes of its weights with all that is kept beside them, and of what it keeps of a batch.
    public var memory: Double
    /// Multiply-adds of its matrix products with a batch: forward, and back where it is trained.
    public var products: Double
}

extension Network {
    /// What each layer takes of the whole that `memoryDemand` tells; the batch itself, the losses and the targets belong to none.
    ///
    /// - Parameters:
    ///   - features: width of the input, or size of the vocabulary.
    ///   - symbolic: whether inputs are symbols.
    ///   - batch: sequences of a batch.
    ///   - steps: steps of each.
    ///   - optimizer: nil where the network is only read.
    /// - Throws: `NetworkError` where the network cannot be built.
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
