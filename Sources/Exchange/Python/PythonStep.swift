import Recurrent

/// The steps of a network in a Python module, in order.
enum PythonStep {
    /// Converts symbols to one-hot vectors.
    case oneHot(width: Int)
    case recurrent(RecurrentStack)
    /// A recurrent layer that the framework lacks.
    case cells(OwnCells)
    case embedding(place: String, symbols: Int, size: Int)
    case dense(place: String, inputs: Int, units: Int, activation: Activation)
    case dropout(place: String, rate: Float)
    /// The last step of each sequence; the columns from `forward` on were read backward in time.
    case last(forward: Int?)
    case first, mean, max
    case attend(place: String, inputs: Int, units: Int)
    case conv(place: String, inputs: Int, PythonConvolution)
    case pool(width: Int, stride: Int, kind: Pooling)
    case residual([PythonStep])
    case join([[PythonStep]])
    /// The transpose of the table of the first embedding.
    case tied(place: String, symbols: Int)
    /// The transition weights between classes; the data passes through unchanged.
    case transitions(place: String, classes: Int)
}

/// A layer over windows of steps.
struct PythonConvolution {
    var channels: Int
    var width: Int
    var stride: Int
    var activation: Activation

    /// The number of zero steps before the first step, and after the last.
    var before: Int { (width - 1) / 2 }
    var after: Int { width - 1 - before }
}

/// A recurrent layer that a module computes by itself, with Unroll's weights.
struct OwnCells {
    var recurrence: Recurrence
    var isBidirectional: Bool
    /// The width of its input.
    var inputs: Int
    /// Its place in the network.
    var place: String

    /// For each direction, the name of its member and the prefix of its weights' names.
    var directions: [(member: String, prefix: String)] {
        isBidirectional ? [("ahead", place + ".forward"), ("back", place + ".backward")] : [("", place)]
    }

    /// The names of a direction's weights in the module and in the file, in the same order.
    var weights: [(own: String, file: String)] {
        var names = [("kernel", "kernel"), ("recurrent", "recurrent"), ("bias", "bias")]
        if recurrence.cell.hasInnerBias { names.append(("recurrent_bias", "recurrentBias")) }
        if recurrence.projection != nil { names.append(("projection", "projection")) }
        if recurrence.normalization != nil { names += [("input_gain", "inputGain"), ("recurrent_gain", "recurrentGain")] }
        return names
    }

    /// The name and the class of the layer in a module.
    var kind: (name: String, type: String) {
        switch recurrence.cell {
        case .rnn: ("rnn", "RNN")
        case .gru(.after): ("gru", "GRU")
        case .gru(.before): ("gru", "ResetBeforeGRU")
        case .lstm: ("lstm", "LSTM")
        }
    }

    /// The arguments of the class other than sizes.
    var options: [String] {
        (recurrence.projection.map { ["projection=\($0)"] } ?? []) + (recurrence.normalization == nil ? [] : ["norm=True"])
            + (recurrence.zoneout == 0 ? [] : ["zoneout=\(recurrence.zoneout)"])
    }
}

extension CellKind {
    /// Whether the candidate has a bias inside the reset gate's product.
    fileprivate var hasInnerBias: Bool { self == .gru(.after) }
}

/// Recurrent layers that form one PyTorch module: with the same cell and width, each reading the one before.
struct RecurrentStack {
    var recurrence: Recurrence
    var isBidirectional: Bool
    /// The width of the first layer's input.
    var inputs: Int
    /// The place of each layer in the network, such as `0` and `2`.
    var places: [String]
    /// The rate of dropout between two layers; 0 for none.
    var dropout: Float = 0

    /// The width of a step's state, with both directions.
    var width: Int { (isBidirectional ? 2 : 1) * recurrence.stateWidth }

    /// The layer as a network has it.
    var layer: Layer { isBidirectional ? .bidirectional(recurrence) : .recurrent(recurrence) }
}

/// A network as steps of a Python module.
struct PythonSteps {
    private(set) var steps: [PythonStep] = []
    /// Width of the output.
    private(set) var width: Int
    /// The first column that was read backward in time; nil if there is none.
    private var backwardColumns: Int?
    private let framework: PythonModule.Framework
    /// The size of the vocabulary, if inputs are symbols.
    private let symbols: Int

    /// - Parameters:
    ///   - network: the network.
    ///   - inputWidth: the width of the network's input.
    ///   - isSymbolic: whether inputs are symbols.
    ///   - framework: the framework whose layers are used; in PyTorch, several recurrent layers of the same kind are
    ///     one.
    init(_ network: Network, inputWidth: Int, isSymbolic: Bool, framework: PythonModule.Framework) {
        (width, symbols, self.framework) = (inputWidth, inputWidth, framework)
        if isSymbolic, !network.layers.contains(where: \.isEmbedding) { steps.append(.oneHot(width: inputWidth)) }
        add(network.layers, prefix: "")
    }

    /// The layers inside a residual layer, or of one parallel path.
    private init(_ layers: [Layer], prefix: String, after outer: PythonSteps) {
        (width, backwardColumns, framework, symbols) = (outer.width, outer.backwardColumns, outer.framework, outer.symbols)
        add(layers, prefix: prefix)
    }

    private mutating func add(_ layers: [Layer], prefix: String) {
        var index = 0
        while index < layers.count {
            index += add(layers[index...], place: { prefix + String($0) })
        }
    }

    /// Adds the first of some layers, together with following ones that are merged with it.
    ///
    /// - Returns: the number of layers added.
    private mutating func add(_ layers: ArraySlice<Layer>, place: (Int) -> String) -> Int {
        let index = layers.startIndex
        switch layers[index] {
        case .recurrent(let recurrence): return addRecurrent(recurrence, isBidirectional: false, layers, place)
        case .bidirectional(let recurrence): return addRecurrent(recurrence, isBidirectional: true, layers, place)
        case .embedding(let size):
            steps.append(.embedding(place: place(index), symbols: width, size: size))
            width = size
        case .dense(let units, let activation, _):
            steps.append(.dense(place: place(index), inputs: width, units: units, activation: activation))
            (width, backwardColumns) = (units, nil)
        case .dropout(let rate): steps.append(.dropout(place: place(index), rate: rate))
        case .last: steps.append(.last(forward: backwardColumns))
        case .first: steps.append(.first)
        case .mean: steps.append(.mean)
        case .max: steps.append(.max)
        case .attend(let units):
            steps.append(.attend(place: place(index), inputs: width, units: units ?? width))
            backwardColumns = nil
        case .conv(let channels, let taps, let stride, let activation):
            let own = PythonConvolution(channels: channels, width: taps, stride: stride, activation: activation)
            steps.append(.conv(place: place(index), inputs: width, own))
            (width, backwardColumns) = (channels, nil)
        case .pool(let window, let stride, let kind): steps.append(.pool(width: window, stride: stride, kind: kind))
        case .tied:
            steps.append(.tied(place: place(index), symbols: symbols))
            (width, backwardColumns) = (symbols, nil)
        case .transitions: steps.append(.transitions(place: place(index), classes: width))
        case .join(let paths):
            let ends = paths.enumerated().map { PythonSteps($1, prefix: "\(place(index)).\($0).", after: self) }
            steps.append(.join(ends.map(\.steps)))
            width = ends.reduce(0) { $0 + $1.width }
            // Earlier paths have no columns read backward if the time axis continues.
            backwardColumns = ends.last.flatMap { end in end.backwardColumns.map { width - end.width + $0 } }
        case .residual(let inner):
            let inside = PythonSteps(inner, prefix: place(index) + ".", after: self)
            steps.append(.residual(inside.steps))
            backwardColumns = inside.backwardColumns
        }
        return 1
    }

    private mutating func addRecurrent(
        _ recurrence: Recurrence, isBidirectional: Bool, _ layers: ArraySlice<Layer>, _ place: (Int) -> String
    ) -> Int {
        guard recurrence.isKnown(to: framework.format) else {
            let own = OwnCells(
                recurrence: recurrence, isBidirectional: isBidirectional, inputs: width, place: place(layers.startIndex))
            steps.append(.cells(own))
            let state = recurrence.stateWidth
            (width, backwardColumns) = ((isBidirectional ? 2 : 1) * state, isBidirectional ? state : nil)
            return 1
        }
        var stack = RecurrentStack(
            recurrence: recurrence, isBidirectional: isBidirectional, inputs: width, places: [place(layers.startIndex)])
        var next = layers.startIndex + 1
        while framework == .pytorch, next < layers.endIndex {
            var (rate, following) = (Float(0), next)
            if case .dropout(let own) = layers[next] { (rate, following) = (own, next + 1) }
            guard following < layers.endIndex, layers[following].isAlike(stack.layer), stack.places.count == 1 || rate == stack.dropout
            else { break }
            stack.dropout = rate
            stack.places.append(place(following))
            next = following + 1
        }
        steps.append(.recurrent(stack))
        (width, backwardColumns) = (stack.width, isBidirectional ? recurrence.stateWidth : nil)
        return next - layers.startIndex
    }
}

extension Layer {
    fileprivate var isEmbedding: Bool { if case .embedding = self { true } else { false } }

    /// Whether both layers compute the same when a network is used, whatever their weights.
    fileprivate func isAlike(_ other: Layer) -> Bool {
        switch (self, other) {
        case (.recurrent(let own), .recurrent(let other)), (.bidirectional(let own), .bidirectional(let other)):
            own.units == other.units && own.projection == other.projection && own.cell.isAlike(other.cell) && own.isKnown(to: .pytorch)
                && other.isKnown(to: .pytorch)
        default: false
        }
    }
}

extension CellKind {
    fileprivate func isAlike(_ other: CellKind) -> Bool {
        if case .lstm = self, case .lstm = other { true } else { self == other }
    }
}
