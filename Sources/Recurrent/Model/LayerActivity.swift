import Kernels

/// What some units of a recurrent layer did over the steps of one sequence: their state, or one of their gates.
public struct LayerActivity: Sendable, Equatable, Codable {
    /// What of a layer is looked at.
    public enum Part: String, Sendable, Codable {
        /// What a layer gives.
        case state
        /// Of a gated recurrent unit: how much of the old state is kept, and how much of it the candidate sees.
        case update, reset
        /// Of long short-term memory.
        case input, forget, output
        /// Of both: what a unit would become if nothing of its old state were kept, or is added to what its cell holds.
        case candidate
        /// How much each step weighs, of attention over all.
        case attention
    }

    /// Which way a layer reads that reads both ways.
    public enum Direction: String, Sendable, Codable {
        /// From the first step to the last, or from the last to the first.
        case forward, backward
    }

    /// The layer that did it.
    public var layer: Layer
    /// What of it this is.
    public var part: Part
    /// Which of a bidirectional layer's directions did it; nil for other layers.
    public var direction: Direction?
    /// Units of the layer.
    public var units: Int
    /// How many of them these are, evenly spread.
    public var width: Int
    /// Shape [steps, width]: -1 to 1 for a state or a candidate, 0 to 1 for a gate; attention's weights, whose sum over all steps is 1.
    public var values: [Float]

    /// Most units that are looked at.
    private static let greatestWidth = 64

    /// What `width` of a layer's `units` units did, [steps, width].
    public init(layer: Layer, part: Part, units: Int, width: Int, values: [Float]) {
        self.layer = layer
        self.part = part
        self.units = units
        self.width = width
        self.values = values
    }

    /// - Parameter stride: of how many steps one of what is observed is made.
    init(_ observed: ObservedPart, steps: Int, stride: Int = 1) {
        layer = observed.layer
        part = observed.part
        direction = observed.direction
        units = observed.matrix.columns
        width = min(units, Self.greatestWidth)
        values = []
        values.reserveCapacity(steps * width)
        for step in 0..<steps where step / stride < observed.matrix.rows {
            for unit in 0..<width { values.append(observed.matrix[step / stride, unit * units / width]) }
        }
    }
}

/// Where a layer leaves what can be looked at, a row a step, after a forward pass.
struct ObservedPart {
    var layer: Layer
    var part: LayerActivity.Part
    var direction: LayerActivity.Direction?
    var matrix: MatrixView
}

extension CellKind {
    /// Gates that can be looked at, with what they let through, and which block of columns each is.
    var observedGates: [(part: LayerActivity.Part, block: Int)] {
        switch self {
        case .rnn: []
        case .gru: [(.reset, 1), (.update, 2), (.candidate, 0)]
        case .lstm: [(.input, 0), (.forget, 1), (.output, 3), (.candidate, 2)]
        }
    }
}
