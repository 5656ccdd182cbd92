import Recurrent

/// The results of a conditional random field from the scores of the steps, by two operators `Scan` over time: one
/// forward, one backward.
extension ONNXNetworkBuilder {
    /// With transitions A, start a, end e, scores s, and m = a before the first step:
    ///
    ///     forward   v_t = m + s_t, then m_j = log sum_i exp(v_ti + A_ij); likewise the maximum in place of the sum, and its argument
    ///     backward  b_t = e at a sequence's last step, before it b_ti = log sum_j exp(A_ij + s_(t+1)j + b_(t+1)j)
    ///
    /// The shares are softmax(v_t + b_t); the best path ends in the class with the greatest v_T + e and follows the
    /// arguments back.
    mutating func addPaths(_ name: String, _ flow: inout Flow) {
        let classes = flow.width
        let weights = PathWeights(
            transitions: graph.constant("transitions", values(name + ".transitions"), [classes, classes]),
            start: graph.constant("start", values(name + ".start"), [classes]),
            end: graph.constant("end", values(name + ".end"), [classes]))
        let rows = graph.add("Concat", [batch, graph.integers([classes])], [("axis", .integer(0))])
        let first = graph.add("Expand", [weights.start, rows])
        let (sums, values, places) = (graph.unusedName("sums"), graph.unusedName("values"), graph.unusedName("places"))
        let isBefore = addIsBeforeLast()
        graph.add(
            "Scan", [first, first, flow.name],
            [("num_scan_inputs", .integer(1)), ("body", .graph(forwardStep(weights, classes)))],
            outputs: [graph.unusedName("sum_end"), graph.unusedName("value_end"), sums, values, places])
        let last = graph.add("Expand", [weights.end, rows])
        let noClass = graph.add("Expand", [graph.integer(0), batch])
        let (after, path) = (graph.unusedName("after"), graph.unusedName("path"))
        graph.add(
            "Scan", [last, noClass, flow.name, isBefore, values, places],
            [
                ("num_scan_inputs", .integer(4)), ("scan_input_directions", .integers([1, 1, 1, 1])),
                ("scan_output_directions", .integers([1, 1])), ("body", .graph(backwardStep(weights, classes))),
            ],
            outputs: [graph.unusedName("after_end"), graph.unusedName("class_end"), after, path])
        let shares = graph.add("Softmax", [graph.add("Add", [sums, after])], [("axis", .integer(-1))])
        paths = Paths(shares: shares, best: path)
    }

    /// The names of the weights.
    private struct PathWeights {
        var transitions: String
        var start: String
        var end: String
    }

    /// Whether each step is followed by another one, [time, batch, 1].
    private mutating func addIsBeforeLast() -> String {
        let steps = graph.add(
            "Range", [graph.integer(1), graph.add("Squeeze", [graph.add("Add", [time, graph.integers([1])])]), graph.integer(1)])
        let isBefore = graph.add("Less", [graph.add("Unsqueeze", [steps, graph.integers([1])]), lengths])
        return graph.add("Unsqueeze", [isBefore, graph.integers([2])])
    }

    private func forwardStep(_ weights: PathWeights, _ classes: Int) -> ONNXGraph {
        var step = ONNXGraph(scope: graph.scope + "/forward")
        let row: [ONNXGraph.Extent] = [.named("batch"), .known(classes)]
        let (sum, value, score) = (step.input("sum", .float, row), step.input("value", .float, row), step.input("score", .float, row))
        let sums = step.add("Add", [sum, score])
        let values = step.add("Add", [value, score])
        // [batch, from, to].
        func pairs(_ name: String) -> String {
            step.add("Add", [step.add("Unsqueeze", [name, step.integers([2])]), weights.transitions])
        }
        let nextSum = step.add("ReduceLogSumExp", [pairs(sums)], [("axes", .integers([1])), ("keepdims", .integer(0))])
        let valuePairs = pairs(values)
        let nextValue = step.add("ReduceMax", [valuePairs], [("axes", .integers([1])), ("keepdims", .integer(0))])
        let place = step.add("ArgMax", [valuePairs], [("axis", .integer(1)), ("keepdims", .integer(0))])
        step.outputs = [
            (nextSum, .float), (nextValue, .float), (sums, .float), (values, .float), (place, .int64),
        ].map { .init(name: $0, type: $1, shape: row, comment: "") }
        return step
    }

    private func backwardStep(_ weights: PathWeights, _ classes: Int) -> ONNXGraph {
        var step = ONNXGraph(scope: graph.scope + "/backward")
        let row: [ONNXGraph.Extent] = [.named("batch"), .known(classes)]
        let (ahead, next) = (step.input("ahead", .float, row), step.input("next", .int64, [.named("batch")]))
        let score = step.input("score", .float, row)
        let isBefore = step.input("is_before", .bool, [.named("batch"), .known(1)])
        let (values, places) = (step.input("values", .float, row), step.input("places", .int64, row))
        let after = step.add("Where", [isBefore, ahead, weights.end])
        let sums = step.add("Unsqueeze", [step.add("Add", [score, after]), step.integers([1])])
        let nextAhead = step.add(
            "ReduceLogSumExp", [step.add("Add", [sums, weights.transitions])], [("axes", .integers([2])), ("keepdims", .integer(0))])
        let came = step.add(
            "GatherElements", [places, step.add("Unsqueeze", [next, step.integers([1])])], [("axis", .integer(1))])
        let ends = step.add(
            "ArgMax", [step.add("Add", [values, weights.end])], [("axis", .integer(1)), ("keepdims", .integer(1))])
        let own = step.add("Squeeze", [step.add("Where", [isBefore, came, ends]), step.integers([1])])
        step.outputs = [
            .init(name: nextAhead, type: .float, shape: row, comment: ""),
            .init(name: own, type: .int64, shape: [.named("batch")], comment: ""),
            .init(name: step.add("Identity", [after]), type: .float, shape: row, comment: ""),
            .init(name: step.add("Identity", [own]), type: .int64, shape: [.named("batch")], comment: ""),
        ]
        return step
    }
}
