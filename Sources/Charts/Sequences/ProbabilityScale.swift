/// What colours or shades of probabilities mean: from 0 to 100 %.
enum ProbabilityScale {
    /// The scale as a part of a line.
    static func line(_ terminalStyle: TerminalStyle, cells: Int = 8) -> StyledLine {
        let ramp = HeatRamp(.probability, terminalStyle)
        var line = StyledLine("0 ", terminalStyle.theme.muted)
        for place in 0..<cells { line.append(ramp.cell(Float(place) / Float(max(1, cells - 1)))) }
        line.append(" 100 %", terminalStyle.theme.muted)
        return line
    }
}
