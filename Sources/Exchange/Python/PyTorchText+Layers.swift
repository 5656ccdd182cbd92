import Recurrent

/// Layers that `torch.nn` lacks or implements differently.
extension PyTorchText {
    mutating func add(_ cells: OwnCells, to x: String) {
        helpers.insert(.cells)
        var arguments = ["\(cells.inputs)", "\(cells.recurrence.units)"]
        switch cells.recurrence.cell {
        case .rnn(let activation):
            helpers.insert(.rnn)
            arguments.append(activation == .linear ? "nn.Identity()" : "torch.\(activation.rawValue)")
        case .gru(.after): helpers.insert(.gru)
        case .gru(.before): helpers.insert(.resetBeforeGRU)
        case .lstm: helpers.insert(.lstm)
        }
        func made(_ more: [String] = []) -> String { "\(cells.kind.type)(\((arguments + cells.options + more).joined(separator: ", ")))" }
        let name: String
        if cells.isBidirectional {
            helpers.insert(.both)
            name = members.add(cells.kind.name, cells.place, "Both(\(made()), \(made(["from_end=True"])))")
        } else {
            name = members.add(cells.kind.name, cells.place, made())
        }
        for direction in cells.directions {
            for weight in cells.weights {
                names.append(
                    (
                        [name, direction.member, weight.own].filter { !$0.isEmpty }.joined(separator: "."),
                        "\(direction.prefix).\(weight.file)"
                    ))
            }
        }
        lines.append("\(x) = self.\(name)(\(x), lengths)")
    }

    mutating func addAttention(_ place: String, _ inputs: Int, _ units: Int, to x: String) {
        helpers.formUnion([.within, .attend])
        let name = members.add("attend", place, "Attend(\(inputs), \(units))")
        for part in ["kernel", "bias", "context"] { names.append(("\(name).\(part)", "\(place).\(part)")) }
        lines.append("\(x) = self.\(name)(\(x), lengths)")
    }

    mutating func add(_ convolution: PythonConvolution, _ place: String, _ inputs: Int, to x: String) {
        helpers.formUnion([.within, .convolved])
        let stride = convolution.stride == 1 ? "" : ", stride=\(convolution.stride)"
        let name = members.add("conv", place, "nn.Conv1d(\(inputs), \(convolution.channels), \(convolution.width)\(stride))")
        for part in ["weight", "bias"] { names.append(("\(name).\(part)", "\(place).\(part)")) }
        let sum = "convolved(self.\(name), \(x), lengths, (\(convolution.before), \(convolution.after)))"
        lines.append("\(x) = " + (convolution.activation == .linear ? sum : "torch.\(convolution.activation.rawValue)(\(sum))"))
        reduceSteps(by: convolution.stride)
    }

    mutating func addPool(_ width: Int, _ stride: Int, _ kind: Pooling, to x: String) {
        helpers.formUnion([.within, kind == .max ? .pooledMaximum : .pooledMean])
        lines.append("\(x) = \(kind == .max ? "pooled_maximum" : "pooled_mean")(\(x), lengths, \(width), \(stride))")
        reduceSteps(by: stride)
    }

    private mutating func reduceSteps(by stride: Int) {
        if stride > 1 { lines.append("lengths = (lengths + \(stride - 1)) // \(stride)") }
    }

    mutating func add(_ paths: [[PythonStep]], to x: String, depth: Int) {
        let ends = paths.indices.map { "x\(depth + 1)_\($0)" }
        for (end, path) in zip(ends, paths) {
            lines.append("\(end) = \(x)")
            for step in path { add(step, to: end, depth: depth + 1) }
        }
        lines.append("\(x) = torch.cat([\(ends.joined(separator: ", "))], -1)")
    }

    /// The methods of a network with `crf`, which returns scores of paths.
    var pathMethods: String {
        guard let paths else { return "" }
        return """

                def best_path(self, scores, lengths=None):
                    \"""The best path of classes through each sequence, [batch, time], for the scores of the network.\"""
                    return self.\(paths).best(scores, self.steps(scores, lengths))

                def shares(self, scores, lengths=None):
                    \"""The share of all paths that have a class at a step, [batch, time, classes].\"""
                    return self.\(paths).shares(scores, self.steps(scores, lengths))

                @staticmethod
                def steps(scores, lengths):
                    return torch.full(scores.shape[:1], scores.shape[1], device=scores.device) if lengths is None else lengths.to(scores.device)

            """
    }
}
