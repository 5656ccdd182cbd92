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
        StyledLine(line.spans.map { StyledLine.Span(text: $0.text, style: style($0.style)) })
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

    /// So much of a colour, upon black or white.
    private func mixed(_ color: Color, _ share: Double) -> Color {
        if case .mixed(let whole) = color {
            let ground: UInt8 = terminalStyle.theme.isLight ? 255 : 0
            return .mixed(whole.mixed(with: RGB(ground, ground, ground), Float(1 - share)))
        }
        guard case .palette(let index) = color, index >= 16 else { return color }
        let background = terminalStyle.theme.isLight ? 255.0 : 0
        return .palette(Self.nearest(Self.levels(index).map { Double($0) * share + background * (1 - share) }))
    }

    // MARK: The 256 colours of xterm

    private static let edges = [0, 95, 135, 175, 215, 255]

    /// Red, green and blue of one of the cube's colours or greys, 0...255.
    static func levels(_ index: UInt8) -> [Int] {
        if greys.contains(index) { return Array(repeating: 8 + 10 * (Int(index) - 232), count: 3) }
        let place = max(0, Int(index) - 16)
        return [edges[place / 36], edges[place / 6 % 6], edges[place % 6]]
    }

    /// - Parameter levels: red, green and blue.
    private static func nearest(_ levels: [Double]) -> UInt8 {
        let cube = levels.map { level in
            edges.indices.min { abs(Double(edges[$0]) - level) < abs(Double(edges[$1]) - level) } ?? 0
        }
        let mean = levels.reduce(0, +) / 3
        let grey = max(0, min(23, Int(((mean - 8) / 10).rounded())))
        func distance(_ other: [Int]) -> Double { zip(levels, other).reduce(0) { $0 + ($1.0 - Double($1.1)) * ($1.0 - Double($1.1)) } }
        let (inCube, inGreys) = (UInt8(16 + 36 * cube[0] + 6 * cube[1] + cube[2]), UInt8(232 + grey))
        return distance(self.levels(inGreys)) < distance(self.levels(inCube)) ? inGreys : inCube
    }
}
