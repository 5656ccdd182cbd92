/// Bars of characters, to an eighth of a column where the terminal can.
enum Bar {
    private static let eighths: [Character] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    private static let heights: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// A bar of a share, 0...1, of `width` columns; anything above 0 is seen.
    static func text(_ share: Double, width: Int, _ terminalStyle: TerminalStyle) -> String {
        guard share > 0, width > 0 else { return "" }
        let share = min(share, 1)
        guard terminalStyle.hasUnicode else { return String(repeating: "#", count: max(1, Int((share * Double(width)).rounded()))) }
        let parts = max(1, Int((share * Double(width) * 8).rounded()))
        return String(repeating: "█", count: parts / 8) + (parts % 8 == 0 ? "" : String(eighths[parts % 8]))
    }

    /// A column of one character's height for a value in 0...1.
    static func column(_ value: Float, _ terminalStyle: TerminalStyle) -> Character {
        terminalStyle.hasUnicode ? Shading.character(value, heights) : Shading.character(value, Shading.ascii)
    }
}
