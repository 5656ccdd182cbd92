/// A colour as red, green and blue, each 0...255 (sRGB).
package struct RGB: Hashable, Sendable {
    /// The amount of red.
    package var red: UInt8
    /// The amount of green.
    package var green: UInt8
    /// The amount of blue.
    package var blue: UInt8

    /// A colour of these components.
    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// One of the 256 colours of xterm, as xterm shows it.
    package init(palette index: UInt8) {
        switch index {
        case 0..<16: self = Self.first[Int(index)]
        case 16..<232:
            let place = Int(index) - 16
            self.init(Self.levels[place / 36], Self.levels[place / 6 % 6], Self.levels[place % 6])
        default:
            let grey = 8 + 10 * (index - 232)
            self.init(grey, grey, grey)
        }
    }

    /// The levels of each component in the colour cube.
    private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    /// The terminal's own sixteen colours, as in xterm.
    private static let first = [
        RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205),
        RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0), RGB(92, 92, 255), RGB(255, 0, 255),
        RGB(0, 255, 255), RGB(255, 255, 255),
    ]

    /// The colour as `#rrggbb`.
    package var hexadecimal: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// A mixture of two colours, with a share 0...1 of the other.
    package func mixed(with other: RGB, _ share: Float) -> RGB {
        func part(_ own: UInt8, _ others: UInt8) -> UInt8 {
            UInt8(clamping: Int((Float(own) + share * (Float(others) - Float(own))).rounded()))
        }
        return RGB(part(red, other.red), part(green, other.green), part(blue, other.blue))
    }

    /// The squared Euclidean distance in red, green and blue.
    package func distance(to other: RGB) -> Int {
        [(red, other.red), (green, other.green), (blue, other.blue)].reduce(0) { sum, parts in
            let difference = Int(parts.0) - Int(parts.1)
            return sum + difference * difference
        }
    }
}
