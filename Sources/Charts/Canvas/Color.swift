/// A colour of the terminal. Backends take the nearest that the terminal has; where it has none, attributes alone speak.
package enum Color: Hashable, Sendable {
    /// What the terminal uses where nothing is said.
    case standard
    /// One of the 256 colours of xterm: 0...15 are the terminal's own, 16...231 a cube of 6 x 6 x 6, 232...255 greys.
    case palette(UInt8)
    /// A colour by its parts, for terminals that have them all.
    case mixed(RGB)

    /// Red, green and blue; nil for what the terminal decides.
    package var components: RGB? {
        switch self {
        case .standard: nil
        case .palette(let index): RGB(palette: index)
        case .mixed(let color): color
        }
    }
}
