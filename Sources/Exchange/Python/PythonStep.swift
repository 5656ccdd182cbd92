import Recurrent

/// What the network of a Python module does, one after another.
enum PythonStep {
    /// Symbols become vectors of zeros with a single one.
    case oneHot(width: Int)
    case recurrent(RecurrentStack)
    case embedding(place: String, symbols: Int, size: Int)
    case dense(place: String, inputs: Int, units: Int, activation: Activation)
    case dropout(place: String, rate: Float)
    /// The last step of each sequence; columns from `forward` on were read backward in time.
    case last(forward: Int?)
    case first, mean, max
    case residual([PythonStep])
}

/// Recurrent layers that one module of PyTorch holds: of one cell and width, each reading the one before.
struct RecurrentStack {
    var recurrence: Recurrence
    var isBidirectional: Bool
    /// Width of what the first reads.
    var inputs: Int
    /// Where each stands in the network, such as `0` and `2`.
    var places: [String]
    /// Dropout between two of them; 0 for none.
    var dropout: Float = 0

    /// The state of a step, both directions side by side.
    var width: Int { (isBidirectional ? 2 : 1) * recurrence.stateWidth }

    /// The layer as a network has it.
    var layer: Layer { isBidirectional ? .bidirectional(recurrence) : .recurrent(recurrence) }
}

/// A network as steps of a Python module.
struct PythonSteps {
    private(set) var steps: [PythonStep] = []
    /// Width of the output.
    private(set) var width: Int
    /// The first column of what was read backward in time; nil where nothing was.
    private var backwardColumns: Int?
    private let stacks: Bool

    /// - Parameters:
    ///   - isSymbolic: whether inputs are symbols.
    ///   - stacks: whether recurrent layers that follow one another become one where they are alike.
    init(_ network: Network, inputWidth: Int, isSymbolic: Bool, stacks: Bool) {
        (width, self.stacks) = (inputWidth, stacks)
        if isSymbolic, !network.layers.contains(where: \.isEmbedding) { steps.append(.oneHot(width: inputWidth)) }
        add(network.layers, prefix: "")
    }

    /// The layers inside a residual layer.
    private init(_ layers: [Layer], prefix: String, after outer: PythonSteps) {
        (width, backwardColumns, stacks) = (outer.width, outer.backwardColumns, outer.stacks)
        add(layers, prefix: prefix)
    }

    private mutating func add(_ layers: [Layer], prefix: String) {
        var index = 0
        while index < layers.count {
            index += add(layers[index...], place: { prefix + String($0) })
        }
    }

    /// Adds the first of some layers, with those after it that become one with it.
    ///
    /// - Returns: how many layers were added.
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
        // Refused before.
        case .attend, .conv, .pool, .join, .tied, .transitions: break
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
        var stack = RecurrentStack(
            recurrence: recurrence, isBidirectional: isBidirectional, inputs: width, places: [place(layers.startIndex)])
        var next = layers.startIndex + 1
        while stacks, next < layers.endIndex {
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

    /// Whether both compute the same when a network is used, whatever their weights.
    fileprivate func isAlike(_ other: Layer) -> Bool {
        switch (self, other) {
        case (.recurrent(let own), .recurrent(let other)), (.bidirectional(let own), .bidirectional(let other)):
            own.units == other.units && own.projection == other.projection && own.cell.isAlike(other.cell)
        default: false
        }
    }
}

extension CellKind {
    fileprivate func isAlike(_ other: CellKind) -> Bool {
        if case .lstm = self, case .lstm = other { true } else { self == other }
    }
}
