import Charts

/// How outputs look that no longer follow from what stands above them: all colours go part of the way to the background, and text becomes grey. What was to be
/// read still is, on dark and light surroundings; where colours are few, text is dim.
struct StaleLook {
    let terminalStyle: TerminalStyle

    /// How much of a colour is left behind text and in pictures, and how much of the colour of characters: more of it upon white, where colours are near to
    /// their background as they are.
    private static let fill = 0.35
    private var stroke: Double { terminalStyle.theme.isLight ? 0.8 : 0.6 }
    /// The greys of a terminal of 256 colours.
    private static let greys: ClosedRange<UInt8> = 232...255

    func line(_ line: StyledLine) -> StyledLine {
        line.with(line.spans.map { StyledLine.Span(text: $0.text, style: style($0.style)) })
    }

    func style(_ style: Style) -> Style {
        var stale = style
        stale.attributes.remove(.bold)
        guard terminalStyle.depth >= .many else { return stale.with(.dim) }
        let muted = terminalStyle.theme.muted.foreground
        if style.background == .standard {
            stale.foreground = Self.isGrey(style.foreground) ? muted : mixed(style.foreground, stroke)
            return stale
        }
        stale.background = mixed(style.background, Self.fill)
        // White and black stand upon colours as text, all others are the upper half of a picture's cell.
        stale.foreground =
            switch style.foreground {
            case .standard, .palette(16), .palette(231): .palette(terminalStyle.theme.isLight ? 238 : 250)
            case .palette, .mixed: mixed(style.foreground, Self.fill)
            }
        return stale
    }

    private static func isGrey(_ color: Color) -> Bool {
        switch color {
        case .standard: true
        case .palette(let index): greys.contains(index)
        case .mixed: false
        }
    }

    /// So much of a colour, upon black or white; the terminal's own colours stay.
    private func mixed(_ color: Color, _ share: Double) -> Color {
        if case .palette(0..<16) = color { return color }
        guard let own = color.components else { return color }
        let ground: UInt8 = terminalStyle.theme.isLight ? 255 : 0
        let mixed = own.mixed(with: RGB(ground, ground, ground), Float(1 - share))
        if case .mixed = color { return .mixed(mixed) }
        return .palette((16...255).min { RGB(palette: $0).distance(to: mixed) < RGB(palette: $1).distance(to: mixed) } ?? 16)
    }
}
