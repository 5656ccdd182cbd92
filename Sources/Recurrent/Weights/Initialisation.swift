import Datasets
import Kernels

extension Model {
    /// The initial weights, for each layer according to its `Initialization`.
    public static func initial(
        network: Network, for data: SequenceDataset, seed: UInt64, loss: Loss = .standard
    ) throws(NetworkError) -> Model {
        _ = try network.task(for: data, loss: loss)
        var model = try initial(network: network, inputWidth: data.features, seed: seed)
        model.loss = loss
        return model
    }

    static func initial(network: Network, inputWidth: Int, seed: UInt64) throws(NetworkError) -> Model {
        // Making orthogonal weights takes as much memory as training them.
        try network.checkMemory(features: inputWidth, symbolic: true, batch: 1, steps: 1, optimizer: .adam(beta1: 0, beta2: 0, epsilon: 0))
        let parameters = network.parameterShapes(features: inputWidth).enumerated().map { ordinal, shape in
            shape.initial(CounterRandom(seed: seed, purpose: .initialization, layer: UInt32(ordinal)))
        }
        return Model(network: network, inputWidth: inputWidth, parameters: parameters)
    }
}

extension ParameterShape {
    fileprivate func initial(_ random: CounterRandom) -> Tensor {
        let values: [Float]
        switch role {
        case .kernel:
            // Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010, equation 16.
            let limit = (6 / Float(shape[0] + shape[1])).squareRoot()
            values = uniform(within: limit, random)
        case .gain:
            values = [Float](repeating: 1, count: count)
        case .context:
            // As the weights of a layer with one output.
            values = uniform(within: (6 / Float(shape[0] + 1)).squareRoot(), random)
        case .embedding:
            values = uniform(within: 0.05, random)
        case .recurrent:
            values = orthogonal(random)
        case .bias:
            values = [Float](repeating: 0, count: count)
        case .lstmBias(let forget):
            let units = count / 4
            values = (0..<count).map { units..<2 * units ~= $0 ? forget : 0 }
        case .uniform(let limit):
            values = uniform(within: limit, random)
        case .uniformSum(let limit, let single, let forget):
            let (first, second) = (uniform(within: limit, random), uniform(within: limit, random, from: (count + 3) / 4))
            let units = count / 4
            values = (0..<count).map { place in
                let bias = single.contains(place) ? first[place] : first[place] + second[place]
                return forget != 0 && units..<2 * units ~= place ? bias + forget : bias
            }
        }
        return Tensor(name: name, shape: shape, values: values)
    }

    /// - Parameter block: the first block of random numbers to draw from; each block gives four numbers.
    private func uniform(within limit: Float, _ random: CounterRandom, from block: Int = 0) -> [Float] {
        var values = [Float](repeating: 0, count: count)
        for start in stride(from: 0, to: count, by: 4) {
            let words = random.block(UInt32(truncatingIfNeeded: block + start / 4))
            for lane in 0..<min(4, count - start) {
                let uniform = Float(words[lane] >> 8) * 0x1p-24
                values[start + lane] = (2 * uniform - 1) * limit
            }
        }
        return values
    }

    /// Orthonormal rows (Saxe, McClelland, Ganguli: "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks",
    /// ICLR 2014), from approximately normal numbers: sums of four uniform ones, exact as integers.
    private func orthogonal(_ random: CounterRandom) -> [Float] {
        var matrix = [Double](repeating: 0, count: count)
        for element in 0..<count {
            let words = random.block(UInt32(truncatingIfNeeded: element))
            let sum = Int64(words[0]) + Int64(words[1]) + Int64(words[2]) + Int64(words[3])
            matrix[element] = Double(sum - 0x1_FFFF_FFFE) * 0x1p-32
        }
        makeRowsOrthonormal(&matrix, rows: shape[0], columns: shape[1])
        return matrix.map { Float($0) }
    }
}
