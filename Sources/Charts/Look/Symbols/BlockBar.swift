/// Bars of characters, to an eighth of a column if the terminal can show them.
package enum BlockBar {
    private static let eighths: [Character] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// A bar for a share, 0...1, of `width` columns; any share above 0 is visible.
    static func text(_ share: Double, width: Int, _ terminalStyle: TerminalStyle) -> String {
        guard share > 0, width > 0 else { return "" }
        let share = min(share, 1)
        guard terminalStyle.hasUnicode else { return String(repeating: "#", count: max(1, Int((share * Double(width)).rounded()))) }
        let parts = max(1, Int((share * Double(width) * 8).rounded()))
        return String(repeating: "█", count: parts / 8) + (parts % 8 == 0 ? "" : String(eighths[parts % 8]))
    }

    /// A column of one character's height for a value in 0...1; a space for 0.
    static func column(_ value: Float, _ terminalStyle: TerminalStyle) -> Character {
        Shading.character(value, terminalStyle.hasUnicode ? Shading.columns : Shading.ascii)
    }

    /// Columns side by side for values in 0...1; even the least is visible, and nil is an empty place.
    package static func columns(_ values: [Float?], _ terminalStyle: TerminalStyle) -> String {
        let ramp = Array((terminalStyle.hasUnicode ? Shading.columns : Shading.ascii).dropFirst())
        return String(values.map { $0.map { Shading.character($0, ramp) } ?? " " })
    }
}
