import Datasets
import Recurrent

/// Makes the graph of a network, layer by layer. Between layers tensors are [time, batch, width], as ONNX's recurrent operators have them.
struct ONNXNetworkBuilder {
    /// A tensor on its way from layer to layer.
    struct Flow {
        var name: String
        var width: Int
        /// Symbols, [time, batch], that stand for one-hot vectors.
        var isSymbolic = false
        /// [time, batch, width], not [batch, width].
        var hasTime = true
        /// The first column of what was read backward in time; nil where nothing was.
        var backwardColumns: Int?
    }

    var graph = ONNXGraph()
    private let layers: [Layer]
    private let weights: [String: Tensor]
    private let inputWidth: Int
    private let task: SequenceTask
    private let known: SequenceDataset
    private let scales: Bool
    /// Vectors of one whole number: sequences, and steps of the longest.
    private(set) var batch = ""
    private(set) var time = ""
    /// Steps of each sequence, [batch] int64; empty where nothing asks for them.
    private(set) var lengths = ""

    init(_ model: Model, _ task: SequenceTask, _ known: SequenceDataset, scales: Bool) {
        layers = model.network.layers
        weights = Dictionary(model.parameters.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        inputWidth = model.inputWidth
        (self.task, self.known, self.scales) = (task, known, scales)
    }

    mutating func build() {
        var flow = addInput()
        if layers.contains(where: \.looksAtTime) { addLengths() }
        for (index, layer) in layers.enumerated() { add(layer, String(index), &flow) }
        graph.scope = ""
        addOutputs(flow)
        graph.outputs += states
    }

    /// Final states, which come after what the network says.
    private var states: [ONNXGraph.Port] = []

    // MARK: What goes in and comes out

    private mutating func addInput() -> Flow {
        let isSymbolic = if case .symbols = known.storage.inputs { true } else { false }
        let scaling = ONNXScaling(known, scales: scales)
        var shape: [ONNXGraph.Extent] = [.named("batch"), .named("time")]
        if !isSymbolic { shape.append(.known(inputWidth)) }
        graph.inputs.append(
            .init(
                name: "input", type: isSymbolic ? .int64 : scaling.inputType, shape: shape,
                comment: isSymbolic
                    ? "Symbols of each sequence as their places in the vocabulary, filled up at the end with any."
                    : "Steps of each sequence, filled up at the end with any numbers."))
        let extents = graph.add("Shape", ["input"])
        batch = graph.add("Gather", [extents, graph.integers([0])], [("axis", .integer(0))], output: "batch")
        time = graph.add("Gather", [extents, graph.integers([1])], [("axis", .integer(0))], output: "time")
        let scaled = isSymbolic ? "input" : scaling.addInput("input", to: &graph)
        let name = graph.add("Transpose", [scaled], [("perm", .integers(isSymbolic ? [1, 0] : [1, 0, 2]))])
        return Flow(name: name, width: inputWidth, isSymbolic: isSymbolic)
    }

    /// Lengths that are left out are those of the input, and none is more.
    private mutating func addLengths() {
        var longest: [UInt8] = []
        longest.append(littleEndian: Int64.max)
        graph.add(
            optionalInput: .init(
                name: "lengths", type: .int64, shape: [.named("lengths")], comment: "Steps of each sequence; all where nothing is given."),
            .init(name: "lengths", type: .int64, shape: [1], bytes: longest))
        lengths = graph.add("Min", [graph.add("Expand", ["lengths", batch]), time], output: "steps")
    }

    private mutating func addOutputs(_ flow: Flow) {
        let shape: [ONNXGraph.Extent] = [.named("batch")] + (flow.hasTime ? [.named("time")] : []) + [.known(flow.width)]
        func turned(_ output: String?) -> String {
            flow.hasTime
                ? graph.add("Transpose", [flow.name], [("perm", .integers([1, 0, 2]))], output: output)
                : output.map { graph.add("Identity", [flow.name], output: $0) } ?? flow.name
        }
        switch task.outputKind {
        case .classes, .labels:
            let logits = turned("logits")
            let kind: (operation: String, attributes: [(name: String, value: ONNXGraph.Attribute)], comment: String) =
                task.outputKind == .classes
                ? ("Softmax", [("axis", .integer(-1))], "The probability of each class.")
                : ("Sigmoid", [], "The probability of each label.")
            graph.add(kind.operation, [logits], kind.attributes, output: "probabilities")
            graph.outputs = [
                .init(name: "probabilities", type: .float, shape: shape, comment: kind.comment),
                .init(name: "logits", type: .float, shape: shape, comment: "What probabilities are made of."),
            ]
        case .values:
            let scaling = ONNXScaling(known, scales: scales)
            scaling.addOutput(turned(nil), quantiles: max(1, task.quantiles.count), to: &graph, as: "values")
            graph.outputs = [.init(name: "values", type: scaling.outputType, shape: shape, comment: "What is predicted.")]
        }
    }

    // MARK: Layers

    private mutating func add(_ layer: Layer, _ name: String, _ flow: inout Flow) {
        graph.scope = name
        switch layer {
        case .recurrent(let recurrence): add(recurrence, name, prefixes: [name], &flow)
        case .bidirectional(let recurrence): add(recurrence, name, prefixes: [name + ".forward", name + ".backward"], &flow)
        case .embedding(let size):
            let table = graph.constant("embedding", values(name + ".embedding"), [flow.width, size])
            flow = Flow(name: graph.add("Gather", [table, flow.name], [("axis", .integer(0))]), width: size)
        case .dense(let units, let activation, _): addDense(name, units, activation, &flow)
        case .tied: addTied(name, &flow)
        case .dropout, .transitions: break
        case .last: addLast(&flow)
        case .first:
            flow = Flow(
                name: graph.add("Gather", [flow.name, graph.integer(0)], [("axis", .integer(0))]), width: flow.width, hasTime: false)
        case .mean: addMean(&flow)
        case .max: addMax(&flow)
        case .attend(let units): addAttention(name, units ?? flow.width, &flow)
        case .conv(let channels, let window, let stride, let activation):
            addConvolution(name, channels, window, stride, activation, &flow)
        case .pool(let window, let stride, let kind): addPool(window, stride, kind, &flow)
        case .join(let paths):
            var ends: [Flow] = []
            for (number, path) in paths.enumerated() {
                var end = flow
                for (index, layer) in path.enumerated() { add(layer, "\(name).\(number).\(index)", &end) }
                ends.append(end)
            }
            graph.scope = name
            let width = ends.reduce(0) { $0 + $1.width }
            let backward = ends.last.flatMap { end in end.backwardColumns.map { width - end.width + $0 } }
            flow = Flow(
                name: graph.add("Concat", ends.map(\.name), [("axis", .integer(-1))]), width: width, hasTime: ends.allSatisfy(\.hasTime),
                backwardColumns: backward)
        case .residual(let inner):
            var inside = flow
            for (index, layer) in inner.enumerated() { add(layer, "\(name).\(index)", &inside) }
            graph.scope = name
            flow.name = graph.add("Add", [flow.name, inside.name])
            flow.backwardColumns = inside.backwardColumns
        }
    }

    mutating func setSteps(time: String, lengths: String) {
        (self.time, self.lengths) = (time, lengths)
    }

    func values(_ name: String) -> [Float] { weights[name]?.values ?? [] }

    private mutating func add(_ recurrence: Recurrence, _ name: String, prefixes: [String], _ flow: inout Flow) {
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
            inputs.append(addInitialState("\(name).initial_\(part)", layer))
            let final = "\(name).final_\(part)"
            outputs.append(final)
            states.append(
                .init(
                    name: final, type: .float, shape: [.known(layer.directions), .named("batch"), .known(recurrence.units)],
                    comment: "The state after the last step of each sequence."))
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

    /// An input that is 0 where nothing is given, for as many sequences as there are.
    private mutating func addInitialState(_ name: String, _ layer: ONNXRecurrentLayer) -> String {
        let (directions, units) = (layer.directions, layer.recurrence.units)
        graph.add(
            optionalInput: .init(
                name: name, type: .float, shape: [.known(directions), .named("states"), .known(units)],
                comment: "The state before the first step of each sequence; 0 where nothing is given."),
            .init(name: name, type: .float, shape: [directions, 1, units], bytes: Array(repeating: 0, count: 4 * directions * units)))
        let shape = graph.add("Concat", [graph.integers([directions]), batch, graph.integers([units])], [("axis", .integer(0))])
        return graph.add("Expand", [name, shape])
    }

    private mutating func addOneHot(_ flow: Flow) -> String {
        let values = graph.constant("off_on", [0, 1], [2])
        return graph.add("OneHot", [flow.name, graph.integer(flow.width), values], [("axis", .integer(-1))])
    }

    private mutating func addDense(_ name: String, _ units: Int, _ activation: Activation, _ flow: inout Flow) {
        let kernel = graph.constant("kernel", values(name + ".kernel"), [flow.width, units])
        let product =
            flow.isSymbolic
            ? graph.add("Gather", [kernel, flow.name], [("axis", .integer(0))]) : graph.add("MatMul", [flow.name, kernel])
        let sum = graph.add("Add", [product, graph.constant("bias", values(name + ".bias"), [units])])
        let output = activation == .linear ? sum : graph.add(activation.operation, [sum])
        flow = Flow(name: output, width: units, hasTime: flow.hasTime)
    }

    /// The embedding's table turned round.
    private mutating func addTied(_ name: String, _ flow: inout Flow) {
        let (table, size) = (values("0.embedding"), flow.width)
        let turned = (0..<size * inputWidth).map { table[$0 % inputWidth * size + $0 / inputWidth] }
        let product = graph.add("MatMul", [flow.name, graph.constant("kernel", turned, [size, inputWidth])])
        let sum = graph.add("Add", [product, graph.constant("bias", values(name + ".bias"), [inputWidth])])
        flow = Flow(name: sum, width: inputWidth, hasTime: flow.hasTime)
    }

    /// The last step of each sequence; of what was read backward the first, which has seen the whole.
    private mutating func addLast(_ flow: inout Flow) {
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

    /// Whether a step is one of its sequence, [time, batch, 1].
    mutating func addStepMask() -> String {
        let steps = graph.add("Range", [graph.integer(0), graph.add("Squeeze", [time, graph.integers([0])]), graph.integer(1)])
        let isStep = graph.add("Less", [graph.add("Unsqueeze", [steps, graph.integers([1])]), lengths])
        return graph.add("Unsqueeze", [isStep, graph.integers([2])])
    }

    /// What stands past the end of a sequence, which may be anything, is another number.
    mutating func addMasked(_ name: String, _ mask: String, _ other: Float) -> String {
        graph.add("Where", [mask, name, graph.constant("masked", [other], [])])
    }

    /// The mean over the steps of each sequence.
    private mutating func addMean(_ flow: inout Flow) {
        let sum = graph.add(
            "ReduceSum", [addMasked(flow.name, addStepMask(), 0), graph.integers([0])], [("keepdims", .integer(0))])
        let counts = graph.add("Cast", [lengths], [("to", .integer(ONNXGraph.ElementType.float.rawValue))])
        let name = graph.add("Div", [sum, graph.add("Unsqueeze", [counts, graph.integers([1])])])
        flow = Flow(name: name, width: flow.width, hasTime: false)
    }

    /// The greatest number over the steps of each sequence.
    private mutating func addMax(_ flow: inout Flow) {
        let present = addMasked(flow.name, addStepMask(), -.infinity)
        let name = graph.add("ReduceMax", [present], [("axes", .integers([0])), ("keepdims", .integer(0))])
        flow = Flow(name: name, width: flow.width, hasTime: false)
    }

    /// The sum over the steps of each sequence, weighed by softmax of a score.
    private mutating func addAttention(_ name: String, _ units: Int, _ flow: inout Flow) {
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

extension Layer {
    /// Whether it makes a difference to the layer how long a sequence is.
    fileprivate var looksAtTime: Bool {
        switch self {
        case .recurrent, .bidirectional, .last, .mean, .max, .attend, .conv, .pool: true
        case .join(let paths): paths.joined().contains(where: \.looksAtTime)
        case .residual(let layers): layers.contains(where: \.looksAtTime)
        case .embedding, .dense, .tied, .dropout, .first, .transitions: false
        }
    }
}

extension Activation {
    /// ONNX's operator; the linear one multiplies by 1 and adds 0.
    var operation: String {
        switch self {
        case .linear: "Affine"
        case .tanh: "Tanh"
        case .relu: "Relu"
        case .sigmoid: "Sigmoid"
        }
    }
}
