import Recurrent

/// Layers over windows of steps. In ONNX windows run over the last axis, [batch, width, time].
extension ONNXNetworkBuilder {
    mutating func addConvolution(
        _ name: String, _ channels: Int, _ window: Int, _ stride: Int, _ activation: Activation, _ flow: inout Flow
    ) {
        let (inputs, kernel) = (flow.width, values(name + ".kernel"))
        // [channels, inputs, window], from taps stored one below another.
        var weights = [Float](repeating: 0, count: kernel.count)
        for (place, value) in kernel.enumerated() {
            let (tap, input, channel) = (place / (inputs * channels), place / channels % inputs, place % channels)
            weights[(channel * inputs + input) * window + tap] = value
        }
        let before = (window - 1) / 2
        let turned = addTimeLast(addMasked(flow.name, addStepMask(), 0))
        var output = graph.add(
            "Conv",
            [
                turned, graph.constant("kernel", weights, [channels, inputs, window]),
                graph.constant("bias", values(name + ".bias"), [channels]),
            ],
            [
                ("kernel_shape", .integers([window])), ("pads", .integers([before, window - 1 - before])), ("strides", .integers([stride])),
            ])
        if activation != .linear { output = graph.add(activation.operation, [output]) }
        flow = Flow(name: addTimeFirst(output), width: channels)
        reduceSteps(by: stride)
    }

    mutating func addPool(_ window: Int, _ stride: Int, _ kind: Pooling, _ flow: inout Flow) {
        let attributes: [(name: String, value: ONNXGraph.Attribute)] = [
            ("kernel_shape", .integers([window])), ("pads", .integers([0, window - 1])), ("strides", .integers([stride])),
        ]
        let mask = addStepMask()
        let output: String
        switch kind {
        case .max: output = graph.add("MaxPool", [addTimeLast(addMasked(flow.name, mask, -.infinity))], attributes)
        case .mean:
            // Both averages divide by all steps of a window; their quotient divides by the real ones.
            let whole = attributes + [("count_include_pad", .integer(1))]
            let sum = graph.add("AveragePool", [addTimeLast(addMasked(flow.name, mask, 0))], whole)
            let isStep = graph.add("Cast", [mask], [("to", .integer(ONNXGraph.ElementType.float.rawValue))])
            output = graph.add("Div", [sum, graph.add("AveragePool", [addTimeLast(isStep)], whole)])
        }
        flow = Flow(name: addTimeFirst(output), width: flow.width, backwardColumns: flow.backwardColumns)
        reduceSteps(by: stride)
    }

    private mutating func addTimeLast(_ name: String) -> String {
        graph.add("Transpose", [name], [("perm", .integers([1, 2, 0]))])
    }

    private mutating func addTimeFirst(_ name: String) -> String {
        graph.add("Transpose", [name], [("perm", .integers([2, 0, 1]))])
    }

    /// From here on, sequences have one step for every `stride` steps, rounded up.
    private mutating func reduceSteps(by stride: Int) {
        guard stride > 1 else { return }
        func reduced(_ counts: String) -> String {
            graph.add("Div", [graph.add("Add", [counts, graph.integers([stride - 1])]), graph.integers([stride])])
        }
        time = reduced(time)
        lengths = reduced(lengths)
    }
}
