/// What the units of one recurrent layer, or one of its gates, hold at each step.
package struct ActivityStrip: Sendable {
    /// The layer, as one writes it.
    package var layer: String
    /// Such as `state` or `update gate`.
    package var part: String
    /// Whether this is the layer's state, which its gates follow.
    package var isState: Bool
    /// Whether values are from -1 to 1, as those of states are, and not from 0 to 1, as those of gates.
    package var isSigned: Bool
    /// Whether this is of what reads from the end of the example.
    package var isBackward = false
    /// Units of the layer.
    package var units: Int
    /// How many of them these are, evenly spread.
    package var width: Int
    /// Shape `[steps, width]`.
    package var values: [Float]

    /// What is drawn only where `values` has `width` elements for each step.
    package init(layer: String, part: String, isState: Bool, isSigned: Bool? = nil, units: Int, width: Int, values: [Float]) {
        self.layer = layer
        self.part = part
        self.isState = isState
        self.isSigned = isSigned ?? isState
        self.units = units
        self.width = width
        self.values = values
    }
}
