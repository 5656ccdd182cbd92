/// Keras stores weights as [inputs, gates * units], as Unroll does, with its own order of gates; a GRU with reset after the product has two
/// rows of biases.
extension WeightSite {
    private var kerasPrefix: String {
        if case .recurrent(_, let backward, isPair: true) = kind { return "\(layer).\(backward ? "backward" : "forward")" }
        return layer
    }

    func fromKeras(_ reader: WeightReader) throws(NetworkError) -> [Tensor] {
        switch kind {
        case .recurrent(let recurrence, _, _):
            let columns = recurrence.cell.gates * recurrence.units
            let kernel = try reader.take("\(kerasPrefix).kernel", shapes[0].shape).values
            let recurrent = try reader.take("\(kerasPrefix).recurrent_kernel", shapes[1].shape).values
            var values = [
                recurrence.reorder(kernel, from: .keras, to: .kernel),
                recurrence.reorder(recurrent, from: .keras, to: .recurrent),
            ]
            if recurrence.cell.hasRecurrentBias {
                let both = try reader.take("\(kerasPrefix).bias", [2, columns]).values
                let first = recurrence.reorder(Array(both[..<columns]), from: .keras, to: .kernel)
                let second = recurrence.reorder(Array(both[columns...]), from: .keras, to: .kernel)
                let candidate = recurrence.candidate(in: .kernel)
                var sum = zip(first, second).map { $0 + $1 }
                sum.replaceSubrange(candidate, with: first[candidate])
                values += [sum, Array(second[candidate])]
            } else {
                let bias = try reader.take("\(kerasPrefix).bias", [columns]).values
                values.append(recurrence.reorder(bias, from: .keras, to: .kernel))
            }
            return zip(shapes, values).map { Tensor(name: $0.name, shape: $0.shape, values: $1) }

        case .conv(_, let taps):
            // Keras's layout is [taps, inputs, channels].
            let (inputs, channels) = (shapes[0].shape[0] / taps, shapes[0].shape[1])
            let kernel = try reader.take("\(layer).kernel", [taps, inputs, channels])
            return [
                Tensor(name: shapes[0].name, shape: shapes[0].shape, values: kernel.values),
                try reader.take("\(layer).bias", shapes[1].shape),
            ]

        case .dense:
            return [
                try reader.take("\(layer).kernel", shapes[0].shape),
                try reader.take("\(layer).bias", shapes[1].shape),
            ]

        case .transitions, .tied, .own: return try own(reader)

        case .embedding:
            return [
                Tensor(name: shapes[0].name, shape: shapes[0].shape, values: try reader.take("\(layer).embeddings", shapes[0].shape).values)
            ]
        }
    }

    /// - Parameter parameters: in the order of `shapes`.
    func toKeras(_ parameters: [Tensor]) -> [Tensor] {
        switch kind {
        case .recurrent(let recurrence, _, _):
            let columns = recurrence.cell.gates * recurrence.units
            var bias = recurrence.reorder(parameters[2].values, from: .kernel, to: .keras)
            var biasShape = [columns]
            if recurrence.cell.hasRecurrentBias {
                var second = [Float](repeating: 0, count: columns)
                second.replaceSubrange(recurrence.candidate(in: .keras), with: parameters[3].values)
                bias += second
                biasShape = [2, columns]
            }
            return [
                Tensor(
                    name: "\(kerasPrefix).kernel", shape: parameters[0].shape,
                    values: recurrence.reorder(parameters[0].values, from: .kernel, to: .keras)),
                Tensor(
                    name: "\(kerasPrefix).recurrent_kernel", shape: parameters[1].shape,
                    values: recurrence.reorder(parameters[1].values, from: .recurrent, to: .keras)),
                Tensor(name: "\(kerasPrefix).bias", shape: biasShape, values: bias),
            ]
        case .dense: return parameters
        case .conv(_, let taps):
            let shape = [taps, shapes[0].shape[0] / taps, shapes[0].shape[1]]
            return [Tensor(name: parameters[0].name, shape: shape, values: parameters[0].values), parameters[1]]
        case .transitions, .tied, .own: return parameters
        case .embedding: return [Tensor(name: "\(layer).embeddings", shape: shapes[0].shape, values: parameters[0].values)]
        }
    }
}
