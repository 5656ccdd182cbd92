/// The name and shape of a weight, and how it is initialised.
///
/// For the layer with index i (counted over all layers of its network; `i.j` inside residual layers):
///
/// | layer | weights |
/// |---|---|
/// | rnn, gru, lstm | `i.kernel` [inputs, gates * units], `i.recurrent` [units, gates * units], `i.bias` [gates * units] |
/// | gru with reset after | also `i.recurrentBias` [units], the candidate's bias inside the reset gate's product |
/// | rnn, gru, lstm with `norm: layer` | also `i.inputGain` [gates * units] and `i.recurrentGain` [gates * units], in the order of the kernel and of the recurrent weights |
/// | lstm with `projection:` | also `i.projection` [units, projection]; `i.recurrent` is [projection, gates * units] |
/// | bidirectional | the same as `i.forward.kernel`, ..., `i.backward.kernel`, ... |
/// | embedding | `i.embedding` [vocabulary, size] |
/// | dense | `i.kernel` [inputs, units], `i.bias` [units] |
/// | join | those of the layers of its paths, as `i.p.j` for layer j of path p |
/// | conv | `i.kernel` [width * inputs, channels], the taps below one another, `i.bias` [channels] |
/// | dense(tied: embedding) | `i.bias` [vocabulary]; the embedding's `0.embedding` is used again |
/// | transitions | `i.transitions` [classes, classes], from class to class, `i.start` [classes] and `i.end` [classes], of the first and the last class of a sequence |
/// | attend | `i.kernel` [inputs, units], `i.bias` [units], `i.context` [units], the vector that scores are products with |
///
/// The columns of a kernel are grouped by gate. lstm: input i, forget f, candidate g, output o. gru, kernel and bias: candidate n, reset r,
/// update z; gru, recurrent: r, z, n. A gru's update is h' = (1 - z) * n + z * h.
struct ParameterShape: Equatable {
    enum Role: Equatable {
        /// Input weights of a recurrent or dense layer.
        case kernel
        /// Recurrent weights.
        case recurrent
        case embedding
        case bias
        /// The gain of a normalisation.
        case gain
        /// The context vector of attention, whose products with the hidden units are the scores.
        case context
        /// The bias of an LSTM: the forget gate's part is initialised to `forget`.
        case lstmBias(forget: Float)
        /// Uniform between -limit and limit.
        case uniform(limit: Float)
        /// The sum of two such numbers, except for the columns in `single`; `forget` is added to the forget gate's part of an LSTM.
        case uniformSum(limit: Float, single: Range<Int>, forget: Float)
    }

    var name: String
    var shape: [Int]
    var role: Role

    var count: Int { shape.reduce(1, *) }
}

extension Network {
    /// All weights in order, for inputs of this width. The network must have passed `summary(features:)`.
    func parameterShapes(features: Int) -> [ParameterShape] {
        var width = features
        var shapes = Self.shapes(layers, prefix: "", width: &width)
        if layers.last == .tied { shapes.append(ParameterShape(name: "\(layers.count - 1).bias", shape: [features], role: .bias)) }
        return shapes
    }

    private static func shapes(_ layers: [Layer], prefix: String, width: inout Int) -> [ParameterShape] {
        var shapes: [ParameterShape] = []
        for (index, layer) in layers.enumerated() {
            let name = "\(prefix)\(index)"
            switch layer {
            case .recurrent(let recurrence):
                shapes += recurrence.parameterShapes(name, inputs: width)
                width = recurrence.stateWidth
            case .bidirectional(let recurrence):
                shapes += recurrence.parameterShapes(name + ".forward", inputs: width)
                shapes += recurrence.parameterShapes(name + ".backward", inputs: width)
                width = 2 * recurrence.stateWidth
            case .embedding(let size):
                shapes.append(ParameterShape(name: name + ".embedding", shape: [width, size], role: .embedding))
                width = size
            case .dense(let units, _, let initialization):
                let start = initialization == .uniform ? ParameterShape.Role.uniform(limit: 1 / Float(width).squareRoot()) : nil
                shapes.append(ParameterShape(name: name + ".kernel", shape: [width, units], role: start ?? .kernel))
                shapes.append(ParameterShape(name: name + ".bias", shape: [units], role: start ?? .bias))
                width = units
            case .join(let paths):
                var sum = 0
                for (number, path) in paths.enumerated() {
                    var own = width
                    shapes += Self.shapes(path, prefix: "\(name).\(number).", width: &own)
                    sum += own
                }
                width = sum
            case .residual(let inner):
                shapes += Self.shapes(inner, prefix: name + ".", width: &width)
            case .attend(let units):
                let units = units ?? width
                shapes.append(ParameterShape(name: name + ".kernel", shape: [width, units], role: .kernel))
                shapes.append(ParameterShape(name: name + ".bias", shape: [units], role: .bias))
                shapes.append(ParameterShape(name: name + ".context", shape: [units], role: .context))
            case .transitions:
                shapes.append(ParameterShape(name: name + ".transitions", shape: [width, width], role: .bias))
                shapes.append(ParameterShape(name: name + ".start", shape: [width], role: .bias))
                shapes.append(ParameterShape(name: name + ".end", shape: [width], role: .bias))
            case .conv(let channels, let taps, _, _):
                // Glorot's limit, with the fan-in and fan-out of all taps.
                let limit = (6 / Float(taps * (width + channels))).squareRoot()
                shapes.append(ParameterShape(name: name + ".kernel", shape: [taps * width, channels], role: .uniform(limit: limit)))
                shapes.append(ParameterShape(name: name + ".bias", shape: [channels], role: .bias))
                width = channels
            // Tied weights are the last layer, which knows the vocabulary.
            case .dropout, .last, .first, .mean, .max, .pool, .tied:
                break
            }
        }
        return shapes
    }
}

extension Recurrence {
    fileprivate func parameterShapes(_ name: String, inputs: Int) -> [ParameterShape] {
        let columns = cell.gates * units
        var biasRole: ParameterShape.Role = if case .lstm(let forget) = cell { .lstmBias(forget: forget) } else { .bias }
        var start: ParameterShape.Role?
        if initialization == .uniform {
            let limit = 1 / Float(units).squareRoot()
            let forget: Float = if case .lstm(let forget) = cell { forget } else { 0 }
            start = .uniform(limit: limit)
            // The second bias of a GRU's candidate stays separate, if it has one.
            biasRole = .uniformSum(limit: limit, single: cell.hasRecurrentBias ? candidate(in: .kernel) : 0..<0, forget: forget)
        }
        var shapes = [
            ParameterShape(name: name + ".kernel", shape: [inputs, columns], role: start ?? .kernel),
            ParameterShape(name: name + ".recurrent", shape: [stateWidth, columns], role: start ?? .recurrent),
            ParameterShape(name: name + ".bias", shape: [columns], role: biasRole),
        ]
        if cell.hasRecurrentBias {
            shapes.append(ParameterShape(name: name + ".recurrentBias", shape: [units], role: start ?? .bias))
        }
        if normalization != nil {
            shapes.append(ParameterShape(name: name + ".inputGain", shape: [columns], role: .gain))
            shapes.append(ParameterShape(name: name + ".recurrentGain", shape: [columns], role: .gain))
        }
        if let projection {
            shapes.append(ParameterShape(name: name + ".projection", shape: [units, projection], role: start ?? .kernel))
        }
        return shapes
    }
}
