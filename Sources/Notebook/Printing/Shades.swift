/// Grey values as characters.
enum Shades {
    private static let ramp: [Character] = [" ", "░", "▒", "▓", "█"]

    /// The character for a value in 0...1; what is outside is taken as its end.
    static func character(_ value: Float) -> Character {
        guard value > 0 else { return ramp[0] }
        return ramp[min(ramp.count - 1, Int(min(value, 1) * Float(ramp.count - 1) + 0.5))]
    }

    private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// A bar of this height in 0...1.
    static func bar(_ value: Float) -> Character {
        guard value > 0 else { return bars[0] }
        return bars[min(bars.count - 1, Int(min(value, 1) * Float(bars.count - 1) + 0.5))]
    }

    /// A grey picture, stored row by row, at half its height: terminal cells are about twice as high as wide.
    ///
    /// - Parameter values: at least `width * height` values in 0...1.
    static func picture(_ values: ArraySlice<Float>, width: Int, height: Int) -> [String] {
        stride(from: 0, to: height, by: 2).map { y in
            var line = ""
            for x in 0..<width {
                let upper = values[values.startIndex + y * width + x]
                let lower = y + 1 < height ? values[values.startIndex + (y + 1) * width + x] : 0
                line.append(character((upper + lower) / 2))
            }
            return line
        }
    }
}
