/// PyTorch stores weights as [gates * units, inputs] and two biases for each gate, which are added except in a GRU's candidate.
extension WeightSite {
    func fromPyTorch(_ reader: WeightReader) throws(NetworkError) -> [Tensor] {
        switch kind {
        case .recurrent(let recurrence, let backward, _):
            let columns = recurrence.cell.gates * recurrence.units
            let inputs = shapes[0].shape[0]
            let suffix = backward ? "l0_reverse" : "l0"
            func block(_ name: String, _ width: Int, _ order: GateOrder) throws(NetworkError) -> [Float] {
                let theirs = try reader.take("\(layer).weight_\(name)_\(suffix)", [columns, width])
                let turned = transpose(theirs.values, rows: columns, columns: width)
                return recurrence.reorder(turned, from: .pytorch, to: order)
            }
            func bias(_ name: String) throws(NetworkError) -> [Float] {
                let theirs = try reader.take("\(layer).bias_\(name)_\(suffix)", [columns])
                return recurrence.reorder(theirs.values, from: .pytorch, to: .kernel)
            }
            let kernel = try block("ih", inputs, .kernel)
            let recurrent = try block("hh", recurrence.stateWidth, .recurrent)
            let (own, second) = (try bias("ih"), try bias("hh"))
            var sum = zip(own, second).map { $0 + $1 }
            var values = [kernel, recurrent]
            if recurrence.cell.hasRecurrentBias {
                let candidate = recurrence.candidate(in: .kernel)
                sum.replaceSubrange(candidate, with: own[candidate])
                values += [sum, Array(second[candidate])]
            } else {
                values.append(sum)
            }
            if let projection = recurrence.projection {
                let theirs = try reader.take("\(layer).weight_hr_\(suffix)", [projection, recurrence.units])
                values.append(transpose(theirs.values, rows: projection, columns: recurrence.units))
            }
            return zip(shapes, values).map { Tensor(name: $0.name, shape: $0.shape, values: $1) }

        case .dense:
            let (inputs, units) = (shapes[0].shape[0], shapes[0].shape[1])
            let weight = try reader.take("\(layer).weight", [units, inputs])
            let bias = try reader.take("\(layer).bias", [units])
            return [
                Tensor(name: shapes[0].name, shape: shapes[0].shape, values: transpose(weight.values, rows: units, columns: inputs)),
                Tensor(name: shapes[1].name, shape: shapes[1].shape, values: bias.values),
            ]

        case .tied: return [try tied(reader.take("\(layer).bias", shapes[0].shape), named: shapes[0].name)]

        case .transitions:
            var tensors: [Tensor] = []
            for (shape, name) in zip(shapes, Self.pathWeights) {
                let values = try reader.take("\(layer).\(name)", shape.shape).values
                tensors.append(Tensor(name: shape.name, shape: shape.shape, values: values))
            }
            return tensors

        case .conv(_, let taps):
            // PyTorch's layout is [channels, inputs, taps].
            let (inputs, channels) = (shapes[0].shape[0] / taps, shapes[0].shape[1])
            let weight = try reader.take("\(layer).weight", [channels, inputs, taps])
            let bias = try reader.take("\(layer).bias", [channels])
            var values = [Float](repeating: 0, count: weight.values.count)
            for (place, value) in weight.values.enumerated() {
                let (channel, input, tap) = (place / (inputs * taps), place / taps % inputs, place % taps)
                values[(tap * inputs + input) * channels + channel] = value
            }
            return [
                Tensor(name: shapes[0].name, shape: shapes[0].shape, values: values),
                Tensor(name: shapes[1].name, shape: shapes[1].shape, values: bias.values),
            ]

        case .own: return try own(reader)

        case .embedding:
            return [
                Tensor(name: shapes[0].name, shape: shapes[0].shape, values: try reader.take("\(layer).weight", shapes[0].shape).values)
            ]
        }
    }

    /// The weights themselves are those of the embedding.
    private func tied(_ bias: Tensor, named name: String) -> Tensor { Tensor(name: name, shape: bias.shape, values: bias.values) }

    /// The names of the weights of a conditional random field in pytorch-crf, in the order of `shapes`.
    static let pathWeights = ["transitions", "start_transitions", "end_transitions"]

    /// A kernel [taps, inputs, channels] as [channels, inputs, taps].
    private static func byChannel(_ values: [Float], taps: Int, inputs: Int) -> [Float] {
        let channels = values.count / (taps * inputs)
        return (0..<values.count).map { place in
            let (channel, input, tap) = (place / (inputs * taps), place / taps % inputs, place % taps)
            return values[(tap * inputs + input) * channels + channel]
        }
    }

    /// - Parameter parameters: in the order of `shapes`.
    func toPyTorch(_ parameters: [Tensor]) -> [Tensor] {
        switch kind {
        case .recurrent(let recurrence, let backward, _):
            let columns = recurrence.cell.gates * recurrence.units
            let suffix = backward ? "l0_reverse" : "l0"
            func block(_ name: String, _ tensor: Tensor, _ order: GateOrder) -> Tensor {
                let ordered = recurrence.reorder(tensor.values, from: order, to: .pytorch)
                let rows = tensor.shape[0]
                return Tensor(
                    name: "\(layer).weight_\(name)_\(suffix)", shape: [columns, rows],
                    values: transpose(ordered, rows: rows, columns: columns))
            }
            var second = [Float](repeating: 0, count: columns)
            if recurrence.cell.hasRecurrentBias {
                second.replaceSubrange(recurrence.candidate(in: .pytorch), with: parameters[3].values)
            }
            let first = recurrence.reorder(parameters[2].values, from: .kernel, to: .pytorch)
            let projection = recurrence.projection.map { width in
                Tensor(
                    name: "\(layer).weight_hr_\(suffix)", shape: [width, recurrence.units],
                    values: transpose(parameters[3].values, rows: recurrence.units, columns: width))
            }
            return [
                block("ih", parameters[0], .kernel), block("hh", parameters[1], .recurrent),
                Tensor(name: "\(layer).bias_ih_\(suffix)", shape: [columns], values: first),
                Tensor(name: "\(layer).bias_hh_\(suffix)", shape: [columns], values: second),
            ] + (projection.map { [$0] } ?? [])

        case .dense:
            let (inputs, units) = (shapes[0].shape[0], shapes[0].shape[1])
            return [
                Tensor(
                    name: "\(layer).weight", shape: [units, inputs],
                    values: transpose(parameters[0].values, rows: inputs, columns: units)),
                Tensor(name: "\(layer).bias", shape: [units], values: parameters[1].values),
            ]

        case .tied: return [tied(parameters[0], named: "\(layer).bias")]

        case .transitions:
            return zip(parameters, Self.pathWeights).map { Tensor(name: "\(layer).\($1)", shape: $0.shape, values: $0.values) }

        case .conv(_, let taps):
            let (inputs, channels) = (shapes[0].shape[0] / taps, shapes[0].shape[1])
            return [
                Tensor(
                    name: "\(layer).weight", shape: [channels, inputs, taps],
                    values: Self.byChannel(parameters[0].values, taps: taps, inputs: inputs)),
                Tensor(name: "\(layer).bias", shape: [channels], values: parameters[1].values),
            ]

        case .own: return parameters

        case .embedding:
            return [Tensor(name: "\(layer).weight", shape: shapes[0].shape, values: parameters[0].values)]
        }
    }
}
