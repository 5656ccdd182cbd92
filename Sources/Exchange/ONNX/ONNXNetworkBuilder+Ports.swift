import Datasets

/// The inputs and outputs of a graph.
extension ONNXNetworkBuilder {
    mutating func addInput() -> Flow {
        let isSymbolic = if case .symbols = known.storage.form { true } else { false }
        let scaling = ONNXScaling(known, scales: scales)
        var shape: [ONNXGraph.Extent] = [.named("batch"), .named("time")]
        if !isSymbolic { shape.append(.known(inputWidth)) }
        graph.inputs.append(
            .init(
                name: "input", type: isSymbolic ? .int64 : scaling.inputType, shape: shape,
                comment: isSymbolic
                    ? "Symbols of each sequence as indices into the vocabulary, padded at the end with any."
                    : "Steps of each sequence, padded at the end with any numbers."))
        let extents = graph.add("Shape", ["input"])
        batch = graph.add("Gather", [extents, graph.integers([0])], [("axis", .integer(0))], output: "batch")
        time = graph.add("Gather", [extents, graph.integers([1])], [("axis", .integer(0))], output: "time")
        let scaled = isSymbolic ? "input" : scaling.addInput("input", to: &graph)
        let name = graph.add("Transpose", [scaled], [("perm", .integers(isSymbolic ? [1, 0] : [1, 0, 2]))])
        return Flow(name: name, width: inputWidth, isSymbolic: isSymbolic)
    }

    /// Lengths default to the length of the input, and are limited to it.
    mutating func addLengths() {
        var longest: [UInt8] = []
        longest.append(littleEndian: Int64.max)
        graph.add(
            optionalInput: .init(
                name: "lengths", type: .int64, shape: [.named("lengths")], comment: "The number of steps of each sequence; by default, all."
            ),
            .init(name: "lengths", type: .int64, shape: [1], bytes: longest))
        lengths = graph.add("Min", [graph.add("Expand", ["lengths", batch]), time], output: "steps")
    }

    mutating func addOutputs(_ flow: Flow) {
        let shape: [ONNXGraph.Extent] = [.named("batch")] + (flow.hasTime ? [.named("time")] : []) + [.known(flow.width)]
        func turned(_ output: String?) -> String {
            flow.hasTime
                ? graph.add("Transpose", [flow.name], [("perm", .integers([1, 0, 2]))], output: output)
                : output.map { graph.add("Identity", [flow.name], output: $0) } ?? flow.name
        }
        switch task.outputKind {
        case .several: addTargets(turned(nil), shape)
        case .classes, .labels:
            let logits = turned("logits")
            let kind: (operation: String, attributes: [(name: String, value: ONNXGraph.Attribute)], comment: String) =
                task.outputKind == .classes
                ? ("Softmax", [("axis", .integer(-1))], "The probability of each class.")
                : ("Sigmoid", [], "The probability of each label.")
            if let paths {
                graph.add("Transpose", [paths.shares], [("perm", .integers([1, 0, 2]))], output: "probabilities")
                graph.add("Transpose", [paths.best], [("perm", .integers([1, 0]))], output: "path")
                graph.outputs = [
                    .init(
                        name: "probabilities", type: .float, shape: shape, comment: "The share of all paths that have a class at a step."),
                    .init(name: "logits", type: .float, shape: shape, comment: "The scores of single steps."),
                    .init(
                        name: "path", type: .int64, shape: [.named("batch"), .named("time")],
                        comment: "The best path of classes through each sequence."),
                ]
                return
            }
            graph.add(kind.operation, [logits], kind.attributes, output: "probabilities")
            graph.outputs = [
                .init(name: "probabilities", type: .float, shape: shape, comment: kind.comment),
                .init(name: "logits", type: .float, shape: shape, comment: "The scores that probabilities are computed from."),
            ]
        case .values:
            let scaling = ONNXScaling(known, scales: scales)
            scaling.addOutput(turned(nil), quantiles: max(1, task.quantiles.count), to: &graph, as: "values")
            graph.outputs = [.init(name: "values", type: scaling.outputType, shape: shape, comment: "What is predicted.")]
        }
    }

    /// Adds the outputs of each of several targets, with names that begin with the target's.
    ///
    /// - Parameter shape: the shape of all outputs side by side.
    private mutating func addTargets(_ whole: String, _ shape: [ONNXGraph.Extent]) {
        for (index, (target, part)) in zip(known.severalTargets, task.parts).enumerated() {
            let own = shape.dropLast() + [.known(part.columns.count)]
            let bounds = [part.columns.lowerBound, part.columns.upperBound, -1].map { graph.integers([$0]) }
            let columns = graph.add("Slice", [whole] + bounds)
            guard part.task.outputKind != .values else {
                let scaling = ONNXScaling(known.target(index), scales: scales)
                let name = target.name + " values"
                scaling.addOutput(
                    columns, quantiles: max(1, part.task.quantiles.count), to: &graph, as: name, scope: "scaling of " + target.name)
                graph.outputs.append(
                    .init(name: name, type: scaling.outputType, shape: Array(own), comment: "What is predicted of \(target.name)."))
                continue
            }
            let name = target.name + " probabilities"
            let isClass = part.task.outputKind == .classes
            graph.add(isClass ? "Softmax" : "Sigmoid", [columns], isClass ? [("axis", .integer(-1))] : [], output: name)
            graph.outputs.append(
                .init(
                    name: name, type: .float, shape: Array(own),
                    comment: "The probability of each \(isClass ? "class" : "label") of \(target.name)."))
        }
    }
}
