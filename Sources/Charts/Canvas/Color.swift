/// A colour of the terminal. Backends use the nearest available colour; without colours, only attributes apply.
package enum Color: Hashable, Sendable {
    /// The terminal's default.
    case standard
    /// One of the 256 colours of xterm: 0...15 are the terminal's own, 16...231 a cube of 6 x 6 x 6, 232...255 greys.
    case palette(UInt8)
    /// A colour by its components, for terminals with true colour.
    case mixed(RGB)

    /// Red, green and blue; nil for the terminal's default.
    package var components: RGB? {
        switch self {
        case .standard: nil
        case .palette(let index): RGB(palette: index)
        case .mixed(let color): color
        }
    }
}
