import Kernels

/// The activity of some units of a recurrent layer over the steps of one sequence: their state, or one of their gates.
public struct LayerActivity: Sendable, Equatable, Codable {
    /// The part of a layer that is shown.
    public enum Part: String, Sendable, Codable {
        /// The output of the layer.
        case state
        /// The gates of a GRU: how much of the old state is kept, and how much of it the candidate sees.
        case update, reset
        /// The gates of an LSTM.
        case input, forget, output
        /// The candidate of a GRU or an LSTM: the new state if nothing of the old one were kept, or the value added to the cell state.
        case candidate
        /// The weight of each step in attention over time.
        case attention
    }

    /// The reading direction of a bidirectional layer.
    public enum Direction: String, Sendable, Codable {
        /// From the first step to the last, or from the last to the first.
        case forward, backward
    }

    /// The layer.
    public var layer: Layer
    /// The part of the layer that this shows.
    public var part: Part
    /// The direction of a bidirectional layer; nil for other layers.
    public var direction: Direction?
    /// The number of units of the layer.
    public var units: Int
    /// The number of units shown, evenly spaced.
    public var width: Int
    /// Shape [steps, width]: -1 to 1 for a state or a candidate, 0 to 1 for a gate, or attention weights, which sum to 1 over all steps.
    public var values: [Float]

    /// The greatest number of units shown.
    private static let greatestWidth = 64

    /// The activity of `width` of a layer's `units` units, [steps, width].
    public init(layer: Layer, part: Part, units: Int, width: Int, values: [Float]) {
        self.layer = layer
        self.part = part
        self.units = units
        self.width = width
        self.values = values
    }

    /// - Parameter stride: how many input steps one observed step covers.
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

/// Where a layer leaves its observable values after a forward pass, one row for each step.
struct ObservedPart {
    var layer: Layer
    var part: LayerActivity.Part
    var direction: LayerActivity.Direction?
    var matrix: MatrixView
}

extension CellKind {
    /// The observable gates, with their activations and their blocks of columns.
    var observedGates: [(part: LayerActivity.Part, block: Int)] {
        switch self {
        case .rnn: []
        case .gru: [(.reset, 1), (.update, 2), (.candidate, 0)]
        case .lstm: [(.input, 0), (.forget, 1), (.output, 3), (.candidate, 2)]
        }
    }
}
