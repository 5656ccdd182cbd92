/// The legend of a heat map's colours or shades, from the least value to the greatest, with labels for the ends and the middle.
///
/// In true colour the colours form a gradient: a short scale shows as many of them as fit, evenly spaced and including the ends.
struct HeatScale {
    private let ramp: HeatRamp
    private let low: String
    private let middle: String
    private let high: String

    /// - Parameters:
    ///   - low: the meaning of the first colour.
    ///   - middle: the meaning of the middle colour, written on it.
    ///   - high: the meaning of the last colour.
    init(_ ramp: HeatRamp, low: String, middle: String, high: String) {
        (self.ramp, self.low, self.middle, self.high) = (ramp, low, middle, high)
    }

    /// The scale of probabilities.
    static func probability(_ terminalStyle: TerminalStyle) -> HeatScale {
        HeatScale(HeatRamp(.probability, terminalStyle), low: "0", middle: "50", high: "100 %")
    }

    /// The longest form that fits; nil if none does.
    func line(width: Int, _ terminalStyle: TerminalStyle) -> StyledLine? { forms(terminalStyle).first { $0.width <= width } }

    /// The forms of the scale as a part of a line, from the longest to the shortest.
    func forms(_ terminalStyle: TerminalStyle) -> [StyledLine] {
        let theme = terminalStyle.theme
        return (ramp.hasColors ? colored : signs(theme)).map { cells in
            var line = StyledLine(low + " ", theme.muted)
            for cell in cells { line.append(cell) }
            line.append(" " + high, theme.muted)
            return line
        }
    }

    /// The greatest number of colours on each side for which a line has room for a cell or two each.
    private static let fewColors = 8

    private var colored: [[StyledCell]] {
        let side = ramp.levels / 2
        // The number of colour samples on each side of the middle, and how many of them share a cell.
        let shared = ramp.isFine ? 2 : 1
        let forms: [(samples: Int, shared: Int)] =
            side <= Self.fewColors
            ? [(2 * side, 1), (side, 1)] + (ramp.isFine ? [(side + side % 2, 2)] : [])
            : [side, side / 2, side / 4].map { ($0, shared) }
        return forms.map { form in
            let left = (0..<form.samples).map { $0 * side / form.samples }
            let right = left.reversed().map { ramp.levels - 1 - $0 }
            return cells(left, form.shared) + label + cells(right, form.shared)
        }
    }

    private func cells(_ levels: [Int], _ shared: Int) -> [StyledCell] {
        stride(from: 0, to: levels.count - shared + 1, by: shared).map { ramp.level(levels[$0], beside: levels[$0 + shared - 1]) }
    }

    /// The middle label on its colour.
    private var label: [StyledCell] { middle.map { StyledCell(character: $0, style: ramp.text(0.5)) } }

    /// A sign for each level; if there is no room, without the middle label.
    private func signs(_ theme: Theme) -> [[StyledCell]] {
        let all = (0..<ramp.levels).map { ramp.level($0) }
        let text = " \(middle) ".map { StyledCell(character: $0, style: theme.muted) }
        // A sign in the middle appears on both sides of the label.
        return [all.prefix((all.count + 1) / 2) + text + all.suffix((all.count + 1) / 2), all]
    }
}
