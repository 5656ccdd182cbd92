/// Turns the weights of a network into those of one with more symbols or classes: existing rows and columns are kept, and new ones are
/// initialised as in a new network.
struct ModelExtension {
    /// The network with more outputs.
    let network: Network
    let inputWidth: Int
    /// All weights as initialised.
    private let fresh: [Tensor]
    /// Whether the last output has no name and stays last, as the blank in transcription does.
    private let keepsLastOutput: Bool

    /// - Throws: `NetworkError` if there is not enough memory.
    init(to network: Network, inputWidth: Int, keepsLastOutput: Bool, seed: UInt64) throws(NetworkError) {
        (self.network, self.inputWidth, self.keepsLastOutput) = (network, inputWidth, keepsLastOutput)
        fresh = try Model.initial(network: network, inputWidth: inputWidth, seed: seed).parameters
    }

    /// - Complexity: O(weights).
    func model(_ model: Model) -> Model {
        Model(
            network: network, inputWidth: inputWidth, parameters: weights(model.parameters), precision: model.precision, loss: model.loss)
    }

    /// The weights, extended by those of new symbols and classes; empty if `old` is.
    func weights(_ old: [Tensor]) -> [Tensor] {
        old.isEmpty ? [] : zip(old, fresh).map { placed($0, in: $1) }
    }

    /// The optimizer state, a few arrays for each weight, extended by zeros for new weights.
    func memory(_ old: [Tensor]) -> [Tensor] {
        old.enumerated().map { place, tensor in
            var empty = fresh[place % fresh.count]
            (empty.name, empty.values) = (tensor.name, [Float](repeating: 0, count: empty.values.count))
            return placed(tensor, in: empty)
        }
    }

    /// Copies the numbers of a smaller array into the first places of a larger one.
    private func placed(_ old: Tensor, in larger: Tensor) -> Tensor {
        var result = larger
        guard old.shape != larger.shape else {
            result.values = old.values
            return result
        }
        let (columns, newColumns) = (old.shape.last ?? 1, larger.shape.last ?? 1)
        guard columns > 0, columns <= newColumns, old.values.count / columns <= larger.values.count / newColumns else { return larger }
        for place in old.values.indices {
            let (row, column) = (place / columns, place % columns)
            let isLast = keepsLastOutput && newColumns > columns && column == columns - 1
            result.values[row * newColumns + (isLast ? newColumns - 1 : column)] = old.values[place]
        }
        return result
    }
}

extension Network {
    /// The same network with `outputs` more outputs.
    ///
    /// - Throws: `NetworkError` if its last layer has no outputs of its own.
    public func extended(by outputs: Int) throws(NetworkError) -> Network {
        guard outputs > 0 else { return self }
        // Transition scores follow the layer whose outputs they score.
        let place = layers.lastIndex { $0 != .transitions } ?? 0
        // This layer has as many outputs as the embedding has symbols.
        if layers.indices ~= place, layers[place] == .tied { return self }
        guard layers.indices ~= place, case .dense(let units, let activation, let initialization) = layers[place] else {
            throw NetworkError(layer: place, .cannotGrow(layers.last))
        }
        var network = self
        network.layers[place] = .dense(units: units + outputs, activation: activation, initialization: initialization)
        return network
    }
}
