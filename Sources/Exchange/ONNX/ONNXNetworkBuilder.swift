import Datasets
import Recurrent

/// Builds the graph of a network, layer by layer. Between layers, tensors are [time, batch, width], as in ONNX's recurrent operators.
struct ONNXNetworkBuilder {
    /// The tensor that flows from layer to layer.
    struct Flow {
        var name: String
        var width: Int
        /// Whether it holds symbols, [time, batch], which stand for one-hot vectors.
        var isSymbolic = false
        /// Whether its shape is [time, batch, width] rather than [batch, width].
        var hasTime = true
        /// The first column that was read backward in time; nil if there is none.
        var backwardColumns: Int?
    }

    /// The results of a conditional random field: see `addPaths`.
    struct Paths {
        /// [time, batch, classes].
        var shares: String
        /// [time, batch] int64.
        var best: String
    }

    var graph = ONNXGraph()
    let layers: [Layer]
    let weights: [String: Tensor]
    let inputWidth: Int
    let task: SequenceTask
    let known: SequenceDataset
    let scales: Bool
    /// Vectors of one integer: the number of sequences, and of steps of the longest.
    var batch = ""
    var time = ""
    /// The number of steps of each sequence, [batch] int64; empty if it is not needed.
    var lengths = ""
    /// Final states, which follow the predictions.
    var states: [ONNXGraph.Port] = []
    /// The probabilities and the best path of classes, if the network predicts whole paths.
    var paths: Paths?

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
        case .dropout: break
        case .transitions: addPaths(name, &flow)
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

    func values(_ name: String) -> [Float] { weights[name]?.values ?? [] }

    mutating func addOneHot(_ flow: Flow) -> String {
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

    /// The transpose of the embedding's table.
    private mutating func addTied(_ name: String, _ flow: inout Flow) {
        let (table, size) = (values("0.embedding"), flow.width)
        let turned = (0..<size * inputWidth).map { table[$0 % inputWidth * size + $0 / inputWidth] }
        let product = graph.add("MatMul", [flow.name, graph.constant("kernel", turned, [size, inputWidth])])
        let sum = graph.add("Add", [product, graph.constant("bias", values(name + ".bias"), [inputWidth])])
        flow = Flow(name: sum, width: inputWidth, hasTime: flow.hasTime)
    }

    /// Whether each step belongs to its sequence, [time, batch, 1].
    mutating func addStepMask() -> String {
        let steps = graph.add("Range", [graph.integer(0), graph.add("Squeeze", [time, graph.integers([0])]), graph.integer(1)])
        let isStep = graph.add("Less", [graph.add("Unsqueeze", [steps, graph.integers([1])]), lengths])
        return graph.add("Unsqueeze", [isStep, graph.integers([2])])
    }

    /// Replaces the contents after the end of a sequence, which may be anything, by another number.
    mutating func addMasked(_ name: String, _ mask: String, _ other: Float) -> String {
        graph.add("Where", [mask, name, graph.constant("masked", [other], [])])
    }

}

extension Layer {
    /// Whether the layer depends on the lengths of sequences.
    fileprivate var looksAtTime: Bool {
        switch self {
        case .recurrent, .bidirectional, .last, .mean, .max, .attend, .conv, .pool, .transitions: true
        case .join(let paths): paths.joined().contains(where: \.looksAtTime)
        case .residual(let layers): layers.contains(where: \.looksAtTime)
        case .embedding, .dense, .tied, .dropout, .first: false
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
