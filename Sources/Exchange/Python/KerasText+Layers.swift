import Recurrent

/// Layers that Keras lacks or implements differently.
extension KerasText {
    mutating func add(_ cells: OwnCells, to x: String) {
        helpers.insert(.cells)
        var arguments = ["\(cells.recurrence.units)"]
        switch cells.recurrence.cell {
        case .rnn(let activation):
            helpers.insert(.rnn)
            arguments.append("\"\(activation.rawValue)\"")
        case .gru(.after): helpers.insert(.gru)
        case .gru(.before): helpers.insert(.resetBeforeGRU)
        case .lstm: helpers.insert(.lstm)
        }
        let cell = "\(cells.kind.type)(\((arguments + cells.options).joined(separator: ", ")))"
        let name = members.add(
            cells.kind.name, cells.place,
            cells.isBidirectional
                ? "Both(layers.RNN(\(cell), return_sequences=True), layers.RNN(\(cell), return_sequences=True, go_backwards=True))"
                : "layers.RNN(\(cell), return_sequences=True)")
        if cells.isBidirectional { helpers.insert(.both) }
        for direction in cells.directions {
            names.append(
                (
                    [name, direction.member].filter { !$0.isEmpty }.joined(separator: "."),
                    cells.weights.map { "\(direction.prefix).\($0.file)" }
                ))
        }
        lines.append(
            cells.isBidirectional
                ? "\(x) = self.\(name)(\(x), mask, training=training)" : "\(x) = self.\(name)(\(x), mask=mask, training=training)")
    }

    mutating func add(_ convolution: PythonConvolution, _ place: String, to x: String) {
        helpers.insert(.padded)
        let stride = convolution.stride == 1 ? "" : ", strides=\(convolution.stride)"
        let activation = convolution.activation == .linear ? "" : ", activation=\"\(convolution.activation.rawValue)\""
        let name = members.add("conv", place, "layers.Conv1D(\(convolution.channels), \(convolution.width)\(stride)\(activation))")
        names.append((name, ["kernel", "bias"].map { "\(place).\($0)" }))
        lines.append("\(x) = self.\(name)(padded(\(x), mask, \(convolution.before), \(convolution.after)))")
        reduceSteps(by: convolution.stride, x)
    }

    mutating func addPool(_ width: Int, _ stride: Int, _ kind: Pooling, to x: String) {
        helpers.formUnion([.padded, kind == .max ? .pooledMaximum : .pooledMean])
        lines.append("\(x) = \(kind == .max ? "pooled_maximum" : "pooled_mean")(\(x), mask, \(width), \(stride))")
        reduceSteps(by: stride, x)
    }

    private mutating func reduceSteps(by stride: Int, _ x: String) {
        guard stride > 1 else { return }
        lines.append("lengths = (lengths + \(stride - 1)) // \(stride)")
        lines.append("mask = ops.arange(ops.shape(\(x))[1]) < lengths[:, None]")
    }

    mutating func add(_ paths: [[PythonStep]], to x: String, depth: Int) {
        let ends = paths.indices.map { "x\(depth + 1)_\($0)" }
        for (end, path) in zip(ends, paths) {
            lines.append("\(end) = \(x)")
            for step in path { add(step, to: end, depth: depth + 1) }
        }
        lines.append("\(x) = ops.concatenate([\(ends.joined(separator: ", "))], axis=-1)")
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
                    count, steps = ops.shape(scores)[:2]
                    return ops.full((count,), steps, "int32") if lengths is None else ops.cast(lengths, "int32")

            """
    }
}
