/// The styles of everything that is drawn, by meaning.
package struct Theme: Sendable, Equatable {
    /// Whether the terminal's background is light.
    package var isLight = false
    /// Most text.
    package var text = Style.plain
    /// Less important text.
    package var muted = Style(.palette(244))
    /// Titles.
    package var heading = Style(.standard, on: .standard, .bold)
    /// Accents.
    package var accent = Style(.palette(80))
    /// Borders and separators.
    package var border = Style(.palette(240))
    /// The selection.
    package var selection = Style(.standard, on: .palette(237))
    /// Correct results.
    package var good = Style(.palette(114))
    /// Errors and wrong results.
    package var bad = Style(.palette(203))
    /// Warnings.
    package var warning = Style(.palette(221))
    /// Training curves and marks.
    package var train = Style(.palette(80))
    /// Test curves and marks.
    package var test = Style(.palette(215))
    /// Curves of compared runs, in turn.
    package var runs = [177, 113, 204, 69, 186, 138].map { Style(.palette($0)) }
    /// The band behind a curve, from the least to the greatest value.
    package var band = Style(.palette(238))
    /// The line through the selected step.
    package var cursorLine = Color.palette(250)
    /// The true class.
    package var truth = Style(.palette(114), on: .standard, .bold)
    /// Names of functions in cells.
    package var function = Style(.palette(111))
    /// Labels of arguments in cells.
    package var label = Style(.palette(180))
    /// Numbers in cells.
    package var number = Style(.palette(150))
    /// String literals in cells, and symbols of data.
    package var string = Style(.palette(150))
    /// Comments in cells.
    package var comment = Style(.palette(244), on: .standard, .italic)
    /// Punctuation in cells.
    package var symbol = Style(.palette(246))
    /// Names that a cell defines.
    package var definition = Style(.standard, on: .standard, .bold)
    /// The status bar and menus.
    package var statusBar = Style(.palette(252), on: .palette(236))
    /// Keys in the status bar.
    package var key = Style(.palette(80), on: .palette(236), .bold)

    /// The standard theme for this number of colours.
    package static func standard(_ depth: TerminalStyle.Depth, isLight: Bool = false) -> Theme {
        switch depth {
        case .many, .all: isLight ? light : Theme()
        case .sixteen: sixteen
        case .none: monochrome
        }
    }

    /// The theme for terminals with a light background.
    private static var light: Theme {
        var theme = Theme()
        theme.isLight = true
        theme.muted = Style(.palette(243))
        theme.accent = Style(.palette(30))
        theme.border = Style(.palette(250))
        theme.selection = Style(.standard, on: .palette(254))
        theme.good = Style(.palette(28))
        theme.bad = Style(.palette(160))
        theme.warning = Style(.palette(136))
        theme.train = Style(.palette(31))
        theme.test = Style(.palette(166))
        theme.runs = [91, 64, 161, 26, 100, 95].map { Style(.palette($0)) }
        theme.band = Style(.palette(252))
        theme.cursorLine = .palette(240)
        theme.truth = Style(.palette(28), on: .standard, .bold)
        theme.function = Style(.palette(25))
        theme.label = Style(.palette(94))
        theme.number = Style(.palette(64))
        theme.string = Style(.palette(64))
        theme.comment = Style(.palette(245), on: .standard, .italic)
        theme.symbol = Style(.palette(242))
        theme.statusBar = Style(.palette(236), on: .palette(253))
        theme.key = Style(.palette(25), on: .palette(253), .bold)
        return theme
    }

    private static var sixteen: Theme {
        var theme = Theme()
        theme.muted = Style(.standard, on: .standard, .dim)
        theme.accent = Style(.palette(6))
        theme.border = Style(.standard, on: .standard, .dim)
        theme.selection = Style(.standard, on: .standard, .reverse)
        theme.good = Style(.palette(2))
        theme.bad = Style(.palette(1))
        theme.warning = Style(.palette(3))
        theme.train = Style(.palette(6))
        theme.test = Style(.palette(3))
        theme.runs = [5, 2, 1, 4].map { Style(.palette($0)) }
        theme.band = Style(.standard, on: .standard, .dim)
        theme.truth = Style(.palette(2), on: .standard, .bold)
        theme.function = Style(.palette(4))
        theme.label = Style(.palette(3))
        theme.number = Style(.palette(2))
        theme.string = Style(.palette(2))
        theme.comment = Style(.standard, on: .standard, .dim)
        theme.symbol = Style.plain
        theme.statusBar = Style(.standard, on: .standard, .reverse)
        theme.key = Style(.standard, on: .standard, [.reverse, .bold])
        return theme
    }

    private static var monochrome: Theme {
        var theme = Theme()
        let dim = Style(.standard, on: .standard, .dim)
        let bold = Style(.standard, on: .standard, .bold)
        let reverse = Style(.standard, on: .standard, .reverse)
        (theme.muted, theme.border, theme.comment, theme.symbol) = (dim, dim, dim, .plain)
        (theme.accent, theme.good, theme.train, theme.test) = (bold, .plain, .plain, bold)
        theme.runs = [.plain]
        theme.band = dim
        (theme.bad, theme.warning, theme.truth) = (bold, bold, bold)
        (theme.function, theme.label, theme.number, theme.string) = (.plain, .plain, .plain, .plain)
        (theme.selection, theme.statusBar, theme.key) = (reverse, reverse, reverse.with(.bold))
        return theme
    }
}
