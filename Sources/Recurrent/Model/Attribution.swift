import Datasets

/// How much each input number contributes to a network's output: integrated gradients.
///
/// With F the chosen output, x the inputs and x' = 0 the baseline,
///
///     a_i = (x_i - x'_i) * the integral over t, from 0 to 1, of dF(x' + t (x - x')) / dx_i
///
/// and the sum over all i is F(x) - F(x') (completeness). The integral is approximated by the midpoint rule with equal intervals.
/// For symbols the gradient is that of the embedding or of the one-hot vector, and each symbol has one contribution.
///
/// Source: M. Sundararajan, A. Taly, Q. Yan, "Axiomatic Attribution for Deep Networks", ICML 2017, equation 1.
public struct Attribution: Sendable, Equatable {
    /// The index of the output: a class, a label or a value.
    public var output: Int
    /// The step of the output, counted from 0; nil if the network has one output for the whole sequence.
    public var step: Int?
    /// Contributions, [steps, width].
    public var values: [Float]
    /// The number of steps that were read.
    public var steps: Int
    /// Numbers per step; 1 for symbols.
    public var width: Int
    /// F(x): the probability of a class or label (with `crf` its marginal probability), or a value in the scale that the network was
    /// trained on.
    public var said: Double
    /// F(x').
    public var base: Double
    /// The number of points at which the gradient was evaluated.
    public var points: Int

    /// The sum of the contributions of a step.
    public func sum(_ step: Int) -> Double {
        (0..<width).reduce(0) { $0 + Double(values[step * width + $1]) }
    }

    /// F(x) - F(x') minus the sum of all contributions: the error of the midpoint rule.
    public var missing: Double { said - base - (0..<steps).reduce(0) { $0 + sum($1) } }
}

extension Model {
    /// The greatest number of points.
    public static let greatestPoints = 10_000
    /// The number of points computed in one batch.
    private static let pointsAtOnce = 32

    /// How much each input of an example contributes to an output of the network.
    ///
    /// - Parameters:
    ///   - data: data of the kind that the network was trained on.
    ///   - example: the index of the sequence in `data`.
    ///   - output: the index of a class, label or value; nil for the predicted class or label, or the first value.
    ///   - step: for networks that predict at each step, the step, counted from 0; nil for the last. Only the first 1024 steps of a
    ///     sequence are read.
    ///   - points: the number of points at which the gradient is evaluated.
    /// - Complexity: that of `points` training steps.
    /// - Throws: `NetworkError` if the network does not fit the data, if there is no such example, output or step, and for networks whose
    ///   outputs cannot be explained by gradients.
    public func attribution(
        _ data: SequenceDataset, example: Int, output: Int? = nil, step: Int? = nil, points: Int = 64
    ) throws(NetworkError) -> Attribution {
        let task = try check(data)
        guard 0..<data.count ~= example else { throw NetworkError(.noExample(example, data: data.name, count: data.count)) }
        guard task.parts.isEmpty else { throw NetworkError(.severalNotExplained(data.severalTargets.map(\.name))) }
        // Layer normalisation of small states has unbounded curvature near zero, so no number of points is enough.
        guard !task.isTranscription, !network.layers.contains(where: \.isNormalized) else { throw NetworkError(.notExplained) }
        let plain = network.differentiable
        guard 1...Self.greatestPoints ~= points else { throw NetworkError(.points(points, most: Self.greatestPoints)) }
        let range = data.steps(example)
        let steps = task.predictsSteps ? min(range.count, StepwisePredictor.greatestSteps) : range.count
        if let step, !task.predictsSteps || !(0..<steps ~= step) {
            throw NetworkError(.noStep(step, steps: task.predictsSteps ? steps : 0))
        }
        let (model, inputs) = reading(plain, data, range.lowerBound..<range.lowerBound + steps)
        let width = model.inputWidth
        let batch = min(points, Self.pointsAtOnce)
        try model.network.checkMemory(
            features: width, symbolic: false, batch: max(2, batch), steps: steps, optimizer: .sgd(momentum: 0, nesterov: false))
        let executor = try Executor(
            model: model, isSymbolic: false, maximumBatch: max(2, batch), maximumSteps: steps, optimizer: nil, needsInputGradient: true)
        let place = task.predictsSteps ? step ?? steps - 1 : 0

        let ends = executor.inputGradients(inputs, steps: steps, shares: [1, 0], place: place, task: task, output: nil)
        let whole = ends.answers[0]
        let best = task.outputKind == .values ? 0 : whole.indices.reduce(0) { whole[$1] > whole[$0] ? $1 : $0 }
        let own = output ?? best
        guard 0..<task.outputs ~= own else { throw NetworkError(.noOutput(own, outputs: task.outputs)) }

        var sums = [Double](repeating: 0, count: steps * width)
        for first in stride(from: 0, to: points, by: batch) {
            let shares = (first..<min(points, first + batch)).map { (Float($0) + 0.5) / Float(points) }
            let found = executor.inputGradients(inputs, steps: steps, shares: shares, place: place, task: task, output: own)
            for point in shares.indices {
                for index in sums.indices { sums[index] += Double(found.inputs[point * sums.count + index]) }
            }
        }
        var values = zip(sums, inputs).map { Float($0 / Double(points) * Double($1)) }
        if data.isSymbolic {
            values = (0..<steps).map { step in Float((0..<width).reduce(0.0) { $0 + Double(values[step * width + $1]) }) }
        }
        return Attribution(
            output: own, step: task.predictsSteps ? place : nil, values: values, steps: steps, width: data.isSymbolic ? 1 : width,
            said: Double(whole[own]), base: Double(ends.answers[1][own]), points: points)
    }

    /// The model that reads numbers, and the numbers of these steps: for symbols, their embeddings or one-hot vectors.
    private func reading(_ plain: Network, _ data: SequenceDataset, _ steps: Range<Int>) -> (Model, [Float]) {
        var model = Model(network: plain, inputWidth: inputWidth, parameters: parameters, precision: precision, loss: loss)
        let ids: [Int32]
        switch data.storage.inputs(of: [steps]) {
        case .features(let values, _): return (model, values)
        case .symbols(let all, _): ids = all
        }
        guard case .embedding(let size) = plain.layers.first else {
            return (model, ids.flatMap { id in (0..<inputWidth).map { $0 == Int(id) ? 1 : 0 } })
        }
        let table = parameters[0].values
        // The layers after the embedding come first now.
        var layers = Array(plain.layers.dropFirst())
        var rest = parameters.dropFirst().map { tensor in
            let parts = tensor.name.split(separator: ".", maxSplits: 1)
            let number = parts.first.flatMap { Int($0) } ?? 0
            return Tensor(name: "\(number - 1)." + (parts.last ?? ""), shape: tensor.shape, values: tensor.values)
        }
        if layers.last == .tied {
            // The embedding's table then serves as a weight matrix.
            layers[layers.count - 1] = .dense(units: inputWidth, activation: .linear)
            let kernel = Tensor(
                name: "\(layers.count - 1).kernel", shape: [size, inputWidth], values: transpose(table, rows: inputWidth, columns: size))
            rest.insert(kernel, at: rest.count - 1)
        }
        model = Model(
            network: Network(layers), inputWidth: size, parameters: rest, precision: precision, loss: loss)
        return (model, ids.flatMap { table[Int($0) * size..<(Int($0) + 1) * size] })
    }
}

extension Network {
    /// The network as used for prediction, in a form for which a training pass computes the same outputs.
    fileprivate var differentiable: Network { Network(layers.map(\.differentiable)) }
}

extension Layer {
    fileprivate var differentiable: Layer {
        switch self {
        case .dropout: .dropout(rate: 0)
        case .recurrent(let recurrence): .recurrent(recurrence.differentiable)
        case .bidirectional(let recurrence): .bidirectional(recurrence.differentiable)
        case .join(let paths): .join(paths.map { $0.map(\.differentiable) })
        case .residual(let layers): .residual(layers.map(\.differentiable))
        case .embedding, .dense, .last, .first, .mean, .max, .attend, .conv, .pool, .tied, .transitions: self
        }
    }

    /// Whether this layer, or a layer inside it, is normalised.
    fileprivate var isNormalized: Bool {
        switch self {
        case .recurrent(let recurrence), .bidirectional(let recurrence): recurrence.normalization != nil
        case .join(let paths): paths.joined().contains(where: \.isNormalized)
        case .residual(let layers): layers.contains(where: \.isNormalized)
        case .dropout, .embedding, .dense, .last, .first, .mean, .max, .attend, .conv, .pool, .tied, .transitions: false
        }
    }
}

extension Recurrence {
    fileprivate var differentiable: Recurrence {
        var recurrence = self
        recurrence.recurrentDropout = 0
        return recurrence
    }
}
