/// The activity at each step of the units of one recurrent layer, or of one of its gates.
package struct ActivityStrip: Sendable {
    /// The layer in the user's notation.
    package var layer: String
    /// The part of the layer, such as `state` or `update gate`.
    package var part: String
    /// Whether this is the layer's state, which is followed by its gates.
    package var isState: Bool
    /// Whether values range from -1 to 1, like those of states, rather than from 0 to 1, like those of gates.
    package var isSigned: Bool
    /// Whether this direction reads from the end of the example.
    package var isBackward = false
    /// The number of units of the layer.
    package var units: Int
    /// The number of units shown, evenly spaced.
    package var width: Int
    /// Shape `[steps, width]`.
    package var values: [Float]

    /// A strip, which is drawn only if `values` has `width` elements for each step.
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
