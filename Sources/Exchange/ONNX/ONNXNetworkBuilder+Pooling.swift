/// Layers that reduce the rows of a sequence's steps to one row.
extension ONNXNetworkBuilder {
    /// The last step of each sequence; for columns that were read backward, the first, which has seen the whole
    /// sequence.
    mutating func addLast(_ flow: inout Flow) {
        let width = flow.width
        let split = flow.backwardColumns ?? width
        func columns(_ range: Range<Int>) -> String {
            guard range.count < width else { return flow.name }
            return graph.add(
                "Slice", [flow.name, graph.integers([range.lowerBound]), graph.integers([range.upperBound]), graph.integers([2])])
        }
        let last = graph.add("Sub", [lengths, graph.integers([1])])
        let sequences = graph.add(
            "Range", [graph.integer(0), graph.add("Squeeze", [batch, graph.integers([0])]), graph.integer(1)])
        let places = graph.add(
            "Concat",
            [graph.add("Unsqueeze", [last, graph.integers([1])]), graph.add("Unsqueeze", [sequences, graph.integers([1])])],
            [("axis", .integer(1))])
        var name = graph.add("GatherND", [columns(0..<split), places])
        if split < width {
            let first = graph.add("Gather", [columns(split..<width), graph.integer(0)], [("axis", .integer(0))])
            name = graph.add("Concat", [name, first], [("axis", .integer(1))])
        }
        flow = Flow(name: name, width: width, hasTime: false)
    }

    /// The mean over the steps of each sequence.
    mutating func addMean(_ flow: inout Flow) {
        let sum = graph.add(
            "ReduceSum", [addMasked(flow.name, addStepMask(), 0), graph.integers([0])], [("keepdims", .integer(0))])
        let counts = graph.add("Cast", [lengths], [("to", .integer(ONNXGraph.ElementType.float.rawValue))])
        let name = graph.add("Div", [sum, graph.add("Unsqueeze", [counts, graph.integers([1])])])
        flow = Flow(name: name, width: flow.width, hasTime: false)
    }

    /// The maximum over the steps of each sequence.
    mutating func addMax(_ flow: inout Flow) {
        let present = addMasked(flow.name, addStepMask(), -.infinity)
        let name = graph.add("ReduceMax", [present], [("axes", .integers([0])), ("keepdims", .integer(0))])
        flow = Flow(name: name, width: flow.width, hasTime: false)
    }

    /// The sum over the steps of each sequence, weighted by the softmax of a score.
    mutating func addAttention(_ name: String, _ units: Int, _ flow: inout Flow) {
        let mask = addStepMask()
        let present = addMasked(flow.name, mask, 0)
        let product = graph.add("MatMul", [present, graph.constant("kernel", values(name + ".kernel"), [flow.width, units])])
        let activity = graph.add("Tanh", [graph.add("Add", [product, graph.constant("bias", values(name + ".bias"), [units])])])
        let score = graph.add("MatMul", [activity, graph.constant("context", values(name + ".context"), [units, 1])])
        let shares = graph.add("Softmax", [addMasked(score, mask, -.infinity)], [("axis", .integer(0))])
        let sum = graph.add("ReduceSum", [graph.add("Mul", [present, shares]), graph.integers([0])], [("keepdims", .integer(0))])
        flow = Flow(name: sum, width: flow.width, hasTime: false)
    }
}
