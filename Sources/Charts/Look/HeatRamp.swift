/// Values in 0...1 as cells: by background colour if the terminal has many colours, else by characters from empty to full.
struct HeatRamp: Sendable, Equatable {
    enum Kind: Sendable {
        case probability, grey
        /// For values from -1 to 1, given as 0 to 1.
        case signed
    }

    private let colors: [Color]
    private let characters: [Character]
    private let style: Style
    private let isLight: Bool
    /// Whether a cell can show two values.
    let isFine: Bool

    init(_ kind: Kind, _ terminalStyle: TerminalStyle) {
        let isLight = terminalStyle.theme.isLight
        self.isLight = isLight
        isFine = terminalStyle.hasUnicode && terminalStyle.depth >= .many
        let palette: [UInt8] =
            switch kind {
            case .probability: isLight ? Self.lightProbability : Self.darkProbability
            case .grey: isLight ? Array((232...255).reversed()) : Array(232...255)
            case .signed: isLight ? Self.lightSigned : Self.darkSigned
            }
        switch terminalStyle.depth {
        case .all: colors = Self.between(palette.map(RGB.init(palette:)))
        case .many: colors = palette.map(Color.palette)
        case .sixteen, .none: colors = []
        }
        characters = terminalStyle.hasUnicode ? Shading.blocks : Shading.ascii
        style = terminalStyle.depth == .none || kind == .grey ? .plain : terminalStyle.theme.accent
    }

    /// Lightness (CIE L*) rises, or falls, in about equal steps.
    private static let darkProbability: [UInt8] = [234, 235, 53, 89, 125, 161, 203, 209, 215, 221, 228]
    private static let lightProbability: [UInt8] = [254, 224, 217, 210, 203, 160, 124, 88, 52]

    /// From blue over the background to orange.
    private static let darkSigned: [UInt8] = [117, 75, 32, 25, 24, 17, 234, 52, 94, 130, 172, 214, 222]
    private static let lightSigned: [UInt8] = [18, 25, 32, 75, 117, 153, 254, 223, 216, 208, 166, 130, 88]

    /// An even gradient between colours: as many steps as can be distinguished, and no more, so that neighbouring cells of the same colour
    /// are sent together.
    private static func between(_ colors: [RGB], steps: Int = 64) -> [Color] {
        (0...steps).map { step in
            let place = Float(step) / Float(steps) * Float(colors.count - 1)
            let first = min(colors.count - 2, Int(place))
            return .mixed(colors[first].mixed(with: colors[first + 1], place - Float(first)))
        }
    }

    /// The colour of a value; nil if there are too few colours.
    func color(_ value: Float) -> Color? {
        guard !colors.isEmpty else { return nil }
        guard value > 0 else { return colors[0] }
        return colors[min(colors.count - 1, Int(min(value, 1) * Float(colors.count - 1) + 0.5))]
    }

    /// Whether values are shown by colours rather than by characters.
    var hasColors: Bool { !colors.isEmpty }

    /// The number of colours, or characters.
    var levels: Int { hasColors ? colors.count : characters.count }

    /// A cell with the colour or character at this index; with another colour in its right half if cells can show two.
    func level(_ level: Int, beside other: Int? = nil) -> StyledCell {
        func value(_ level: Int) -> Float { Float(level) / Float(max(1, levels - 1)) }
        guard isFine, let other, let left = color(value(level)), let right = color(value(other)), left != right else {
            return cell(value(level))
        }
        return StyledCell(character: "▌", style: Style(left, on: right))
    }

    /// A cell that shows a value.
    func cell(_ value: Float) -> StyledCell {
        if let color = color(value) { return StyledCell(character: " ", style: Style(.standard, on: color)) }
        return StyledCell(character: Shading.character(value, characters), style: style)
    }

    /// Two values, one above the other; their mean if a cell cannot show both.
    func halves(_ upper: Float, _ lower: Float) -> StyledCell {
        guard isFine, let top = color(upper), let bottom = color(lower) else { return cell((upper + lower) / 2) }
        if top == bottom { return StyledCell(character: " ", style: Style(.standard, on: bottom)) }
        return StyledCell(character: "▀", style: Style(top, on: bottom))
    }

    /// The style of legible text on the colour of a value.
    func text(_ value: Float) -> Style {
        guard let color = color(value) else { return .plain }
        let isDark = isLight == (value > 0.55)
        return Style(.palette(isDark ? 231 : 16), on: color)
    }
}
