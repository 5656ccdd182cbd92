import Recurrent

/// Recurrent layers for which ONNX has operators.
extension ONNXNetworkBuilder {
    mutating func add(_ recurrence: Recurrence, _ name: String, prefixes: [String], _ flow: inout Flow) {
        guard recurrence.isInONNX else { return addCells(recurrence, name, prefixes: prefixes, &flow) }
        let layer = ONNXRecurrentLayer(recurrence, directions: prefixes.count)
        let sequences = flow.isSymbolic ? addOneHot(flow) : flow.name
        let parts = prefixes.map { prefix in
            layer.weights(
                kernel: values(prefix + ".kernel"), recurrent: values(prefix + ".recurrent"), bias: values(prefix + ".bias"),
                recurrentBias: values(prefix + ".recurrentBias"))
        }
        var inputs = [
            sequences, graph.constant("W", parts.flatMap(\.input), [layer.directions, layer.rows, flow.width]),
            graph.constant("R", parts.flatMap(\.recurrent), [layer.directions, layer.rows, recurrence.units]),
            graph.constant("B", parts.flatMap(\.bias), [layer.directions, 2 * layer.rows]),
            graph.add("Cast", [lengths], [("to", .integer(ONNXGraph.ElementType.int32.rawValue))]),
        ]
        var outputs = [graph.unusedName("Y")]
        for part in layer.states {
            inputs.append(addInitialState("\(name).initial_\(part)", layer, width: recurrence.units))
            let final = "\(name).final_\(part)"
            outputs.append(final)
            addFinalState(final, layer, width: recurrence.units)
        }
        graph.add(layer.operation, inputs, layer.attributes, outputs: outputs)
        if layer.directions == 1 {
            flow = Flow(name: graph.add("Squeeze", [outputs[0], graph.integers([1])]), width: recurrence.units)
        } else {
            // [time, directions, batch, units]: both directions side by side.
            let turned = graph.add("Transpose", [outputs[0]], [("perm", .integers([0, 2, 1, 3]))])
            let width = 2 * recurrence.units
            flow = Flow(
                name: graph.add("Reshape", [turned, graph.integers([0, 0, width])]), width: width, backwardColumns: recurrence.units)
        }
    }

    /// Adds an input that defaults to zeros, for as many sequences as there are.
    mutating func addInitialState(_ name: String, _ layer: ONNXRecurrentLayer, width: Int) -> String {
        let directions = layer.directions
        graph.add(
            optionalInput: .init(
                name: name, type: .float, shape: [.known(directions), .named("states"), .known(width)],
                comment: "The state before the first step of each sequence; by default 0."),
            .init(name: name, type: .float, shape: [directions, 1, width], bytes: Array(repeating: 0, count: 4 * directions * width)))
        let shape = graph.add("Concat", [graph.integers([directions]), batch, graph.integers([width])], [("axis", .integer(0))])
        return graph.add("Expand", [name, shape])
    }
    /// Adds an output that follows the network's predictions.
    mutating func addFinalState(_ name: String, _ layer: ONNXRecurrentLayer, width: Int) {
        states.append(
            .init(
                name: name, type: .float, shape: [.known(layer.directions), .named("batch"), .known(width)],
                comment: "The state after the last step of each sequence."))
    }
}

extension Recurrence {
    /// Whether an ONNX operator computes the layer; recurrent dropout has no effect when a network is used.
    fileprivate var isInONNX: Bool { normalization == nil && zoneout == 0 && projection == nil }
}
