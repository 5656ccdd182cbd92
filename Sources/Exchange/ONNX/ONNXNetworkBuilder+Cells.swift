import Recurrent

/// Recurrent layers for which ONNX has no operator: the product of all steps with the input weights, then for each
/// direction an operator `Scan` over time, whose states do not change past the end of a sequence.
extension ONNXNetworkBuilder {
    mutating func addCells(_ recurrence: Recurrence, _ name: String, prefixes: [String], _ flow: inout Flow) {
        let layer = ONNXRecurrentLayer(recurrence, directions: prefixes.count)
        let sequences = flow.isSymbolic ? addOneHot(flow) : flow.name
        let isStep = addStepMask()
        let widths = layer.states.map { recurrence.width(ofState: $0) }
        let initial = zip(layer.states, widths).map { addInitialState("\(name).initial_\($0)", layer, width: $1) }
        var (said, finals) = ([String](), [[String]](repeating: [], count: layer.states.count))
        for (direction, prefix) in prefixes.enumerated() {
            let cell = ONNXCell(recurrence, prefix: prefix, of: self, to: &graph)
            let first = initial.map { graph.add("Gather", [$0, graph.integer(direction)], [("axis", .integer(0))]) }
            let gates = cell.addGates(sequences, inputs: flow.width, kernel: values(prefix + ".kernel"), to: &graph)
            let ends = layer.states.map { graph.unusedName($0 + "_end") }
            let steps = graph.unusedName("Y")
            graph.add(
                "Scan", first + [gates, isStep],
                [
                    ("num_scan_inputs", .integer(2)), ("scan_input_directions", .integers([direction, direction])),
                    ("scan_output_directions", .integers([direction])), ("body", .graph(cell.step(scope: graph.scope + "/step"))),
                ],
                outputs: ends + [steps])
            said.append(steps)
            for (state, end) in ends.enumerated() { finals[state].append(graph.add("Unsqueeze", [end, graph.integers([0])])) }
        }
        for (state, part) in layer.states.enumerated() {
            let final = "\(name).final_\(part)"
            graph.add("Concat", finals[state], [("axis", .integer(0))], output: final)
            addFinalState(final, layer, width: widths[state])
        }
        let width = recurrence.stateWidth
        flow =
            said.count == 1
            ? Flow(name: said[0], width: width)
            : Flow(name: graph.add("Concat", said, [("axis", .integer(-1))]), width: 2 * width, backwardColumns: width)
    }
}

extension Recurrence {
    /// The width of the state with this name.
    fileprivate func width(ofState name: String) -> Int { name == "hidden" ? stateWidth : units }
}

/// One direction of a recurrent layer in plain operators. The order of the gates is Unroll's.
private struct ONNXCell {
    private let recurrence: Recurrence
    private let gates: Int
    private let units: Int
    /// The names of constants; nil if the layer has no such weights.
    private let recurrent: String
    private let bias: String
    private let candidateBias: String?
    private let projection: String?
    private let gains: (input: String, recurrent: String)?
    /// For a GRU that resets before the product, the candidate's recurrent weights and their gain.
    private let candidate: (recurrent: String, gain: String?)?
    private let epsilon: String?
    /// Zoneout's factors of the old and the new state.
    private let zoneout: (old: String, new: String)?

    init(_ recurrence: Recurrence, prefix: String, of network: ONNXNetworkBuilder, to graph: inout ONNXGraph) {
        self.recurrence = recurrence
        (gates, units) = (recurrence.cell.gates, recurrence.units)
        let (columns, width) = (recurrence.cell.gates * recurrence.units, recurrence.stateWidth)
        func values(_ name: String) -> [Float] { network.values(prefix + "." + name) }
        // The candidate's columns come last.
        let resetsBefore = recurrence.cell == .gru(.before)
        let first = resetsBefore ? columns - recurrence.units : columns
        func part(_ values: [Float], _ range: Range<Int>) -> [Float] {
            values.enumerated().filter { range ~= $0.offset % columns }.map(\.element)
        }
        recurrent = graph.constant("recurrent", part(values("recurrent"), 0..<first), [width, first])
        bias = graph.constant("bias", values("bias"), [columns])
        candidateBias = recurrence.cell == .gru(.after) ? graph.constant("recurrentBias", values("recurrentBias"), [recurrence.units]) : nil
        projection = recurrence.projection.map { graph.constant("projection", values("projection"), [recurrence.units, $0]) }
        let isNormed = recurrence.normalization != nil
        gains =
            isNormed
            ? (
                graph.constant("inputGain", values("inputGain"), [columns]),
                graph.constant("recurrentGain", part(values("recurrentGain"), 0..<first), [first])
            ) : nil
        candidate =
            resetsBefore
            ? (
                graph.constant("recurrent", part(values("recurrent"), first..<columns), [width, recurrence.units]),
                isNormed ? graph.constant("recurrentGain", part(values("recurrentGain"), first..<columns), [recurrence.units]) : nil
            ) : nil
        epsilon = isNormed ? graph.constant("epsilon", [1e-5], []) : nil
        let rate = recurrence.zoneout
        zoneout = rate == 0 ? nil : (graph.constant("zoneout", [rate], []), graph.constant("rest", [1 - rate], []))
    }

    /// x W + b of all steps, [time, batch, columns].
    func addGates(_ sequences: String, inputs: Int, kernel: [Float], to graph: inout ONNXGraph) -> String {
        let product = graph.add("MatMul", [sequences, graph.constant("kernel", kernel, [inputs, gates * units])])
        return graph.add("Add", [normed(product, gains?.input, gates: gates, axes: 2, &graph), bias])
    }

    /// The body of the scan, from states, gates and whether the step belongs to the sequence to states and output.
    func step(scope: String) -> ONNXGraph {
        var step = ONNXGraph(scope: scope)
        let (hidden, cell) = (shape(recurrence.stateWidth), shape(units))
        var states = [step.input("hidden", .float, hidden)]
        let isLSTM = if case .lstm = recurrence.cell { true } else { false }
        if isLSTM { states.append(step.input("cell", .float, cell)) }
        let x = step.input("gates", .float, shape(gates * units))
        let isStep = step.input("is_step", .bool, shape(1))
        let new = next(x, states, &step)
        let kept = zip(states, new).map { old, new in
            var value = new
            if let zoneout { value = step.add("Add", [step.add("Mul", [old, zoneout.old]), step.add("Mul", [new, zoneout.new])]) }
            return step.add("Where", [isStep, value, old])
        }
        step.outputs = (kept + [step.add("Identity", [kept[0]])]).enumerated().map { place, name in
            ONNXGraph.Port(name: name, type: .float, shape: place == 1 && isLSTM ? cell : hidden, comment: "")
        }
        return step
    }

    private func shape(_ width: Int) -> [ONNXGraph.Extent] { [.named("batch"), .known(width)] }

    /// The states after a step.
    private func next(_ x: String, _ states: [String], _ step: inout ONNXGraph) -> [String] {
        let hidden = states[0]
        func sum(_ a: String, _ b: String) -> String { step.add("Add", [a, b]) }
        func product(_ a: String, _ b: String) -> String { step.add("Mul", [a, b]) }
        func sigmoid(_ a: String) -> String { step.add("Sigmoid", [a]) }
        func tanh(_ a: String) -> String { step.add("Tanh", [a]) }
        // h' = n + z (h - n).
        func blend(_ z: String, _ n: String) -> [String] { [sum(n, product(z, step.add("Sub", [hidden, n])))] }
        switch recurrence.cell {
        case .rnn(let activation):
            let gate = sum(x, seen(hidden, &step))
            return [activation == .linear ? gate : step.add(activation.operation, [gate])]
        case .gru(.after):
            let (own, seen) = (split(x, 3, &step), split(seen(hidden, &step), 3, &step))
            let (r, z) = (sigmoid(sum(own[1], seen[0])), sigmoid(sum(own[2], seen[1])))
            let inner = candidateBias.map { sum(seen[2], $0) } ?? seen[2]
            return blend(z, tanh(sum(own[0], product(r, inner))))
        case .gru(.before):
            let (own, seen) = (split(x, 3, &step), split(seen(hidden, &step), 2, &step))
            let (r, z) = (sigmoid(sum(own[1], seen[0])), sigmoid(sum(own[2], seen[1])))
            guard let candidate else { return [hidden] }
            let reset = step.add("MatMul", [product(r, hidden), candidate.recurrent])
            return blend(z, tanh(sum(own[0], normed(reset, candidate.gain, gates: 1, axes: 1, &step))))
        case .lstm:
            let gates = split(sum(x, seen(hidden, &step)), 4, &step)
            let cell = sum(product(sigmoid(gates[1]), states[1]), product(sigmoid(gates[0]), tanh(gates[2])))
            let wide = product(sigmoid(gates[3]), tanh(cell))
            return [projection.map { step.add("MatMul", [wide, $0]) } ?? wide, cell]
        }
    }

    /// The recurrent part of the gates' inputs, normalised if the layer does that.
    private func seen(_ hidden: String, _ step: inout ONNXGraph) -> String {
        let product = step.add("MatMul", [hidden, recurrent])
        return normed(product, gains?.recurrent, gates: candidate == nil ? gates : gates - 1, axes: 1, &step)
    }

    private func split(_ value: String, _ parts: Int, _ step: inout ONNXGraph) -> [String] {
        let names = (0..<parts).map { _ in step.unusedName("part") }
        step.add(
            "Split", [value, step.integers(Array(repeating: units, count: parts))], [("axis", .integer(-1))], outputs: names)
        return names
    }

    /// A product normalised over the units of each gate, if the layer does that.
    ///
    /// - Parameter axes: the number of axes before the columns.
    private func normed(_ product: String, _ gain: String?, gates: Int, axes: Int, _ graph: inout ONNXGraph) -> String {
        guard let gain, let epsilon else { return product }
        let leading = Array(repeating: 0, count: axes)
        func mean(_ value: String) -> String { graph.add("ReduceMean", [value], [("axes", .integers([-1])), ("keepdims", .integer(1))]) }
        let parted = graph.add("Reshape", [product, graph.integers(leading + [gates, units])])
        let centred = graph.add("Sub", [parted, mean(parted)])
        let variance = mean(graph.add("Mul", [centred, centred]))
        let scaled = graph.add("Div", [centred, graph.add("Sqrt", [graph.add("Add", [variance, epsilon])])])
        return graph.add("Mul", [graph.add("Reshape", [scaled, graph.integers(leading + [gates * units])]), gain])
    }
}
