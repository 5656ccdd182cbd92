/// The 256 colours of xterm in numbers.
enum PaletteColor {
    /// Red, green and blue as `#rrggbb`.
    static func hexadecimal(_ index: UInt8) -> String {
        let (red, green, blue) = components(Int(index))
        return "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The levels of the cube's edges.
    private static let levels = [0, 95, 135, 175, 215, 255]
    /// The terminal's own sixteen, as xterm has them.
    private static let first: [(Int, Int, Int)] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
    ]

    private static func components(_ index: Int) -> (Int, Int, Int) {
        if index < 16 { return first[index] }
        if index >= 232 {
            let grey = 8 + 10 * (index - 232)
            return (grey, grey, grey)
        }
        let place = index - 16
        return (levels[place / 36], levels[place / 6 % 6], levels[place % 6])
    }
}
