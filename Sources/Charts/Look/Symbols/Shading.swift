/// Characters that show values without colours, from empty to full.
enum Shading {
    static let blocks: [Character] = [" ", "░", "▒", "▓", "█"]
    /// Columns that grow from the bottom.
    static let columns: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    static let ascii: [Character] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]

    /// The character for a value in 0...1; values outside are clamped, and NaN is empty.
    static func character(_ value: Float, _ ramp: [Character]) -> Character {
        guard value > 0 else { return ramp[0] }
        return ramp[min(ramp.count - 1, Int(min(value, 1) * Float(ramp.count - 1) + 0.5))]
    }
}
