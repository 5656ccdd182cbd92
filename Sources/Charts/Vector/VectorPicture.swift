/// What is drawn on a canvas as an SVG picture: the same picture as on the screen, once for light and once for dark surroundings, of which the reader's preference shows one.
///
/// It stands alone, or in a page, whose `--background` is what lies behind it.
package struct VectorPicture {
    private let columns: Int
    private let rows: Int
    private let title: String
    private let light: Canvas
    private let dark: Canvas

    /// Units of a cell; a picture of the width of a page is about as large as its text.
    private static let (width, height) = (9.0, 18.0)

    /// - Parameters:
    ///   - columns: columns to draw on.
    ///   - rows: rows to draw on; what stays empty below is left out.
    ///   - title: what it shows, for those who cannot see it.
    ///   - draw: draws it; called once for each theme.
    package init(columns: Int, rows: Int, title: String, _ draw: (inout Canvas, TerminalStyle) -> Void) {
        func drawn(isLight: Bool) -> Canvas {
            var canvas = Canvas(width: columns, height: rows)
            draw(&canvas, TerminalStyle(theme: Theme.standard(.many, isLight: isLight)))
            return canvas
        }
        (self.columns, self.title) = (columns, title)
        let (light, dark) = (drawn(isLight: true), drawn(isLight: false))
        var used = rows
        while used > 1, (0..<columns).allSatisfy({ light[$0, used - 1] == .blank && dark[$0, used - 1] == .blank }) { used -= 1 }
        (self.rows, self.light, self.dark) = (used, light, dark)
    }

    /// A picture of what can be drawn.
    package init(_ drawable: any Drawable, columns: Int, rows: Int, title: String) {
        self.init(columns: columns, rows: rows, title: title) { canvas, style in drawable.draw(&canvas, in: canvas.area, style) }
    }

    /// Which of two drawings is shown where.
    package static let style = """
        .unroll-dark{display:none}@media screen and (prefers-color-scheme:dark){.unroll-light{display:none}.unroll-dark{display:inline}}
        """

    /// The element `svg`.
    ///
    /// - Parameter isFile: whether it is a file of its own, which brings its style and background along.
    package func svg(isFile: Bool) -> String {
        let (width, height) = (Self.number(Double(columns) * Self.width), Self.number(Double(rows) * Self.height))
        let font = "font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\" font-size=\"15\""
        var text = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\" "
        text += "role=\"img\" aria-label=\"\(Self.escaped(title))\" \(font)>\n"
        if isFile {
            text +=
                "<style>svg{--background:#fff;color:#1c1c1c;background:var(--background)}"
                + "@media screen and (prefers-color-scheme:dark){svg{--background:#121212;color:#e4e4e4}}"
                + Self.style + "</style>\n"
        }
        text += "<title>\(Self.escaped(title))</title>\n"
        text += "<g class=\"unroll-light\">\n\(marks(light))</g>\n<g class=\"unroll-dark\">\n\(marks(dark))</g>\n</svg>\n"
        return text
    }

    // MARK: Marks

    private func marks(_ canvas: Canvas) -> String {
        (0..<rows).map { backgrounds(canvas, $0) + characters(canvas, $0) }.joined()
    }

    /// Neighbours of one colour are one rectangle, so that no seams are seen.
    private func backgrounds(_ canvas: Canvas, _ y: Int) -> String {
        var text = ""
        var x = 0
        while x < columns {
            guard let fill = Self.background(canvas[x, y].style) else {
                x += 1
                continue
            }
            var end = x + 1
            while end < columns, Self.background(canvas[end, y].style) == fill { end += 1 }
            text += Self.rectangle(Double(x), Double(y), Double(end - x), 1, fill, "")
            x = end
        }
        return text
    }

    private func characters(_ canvas: Canvas, _ y: Int) -> String {
        var text = ""
        var x = 0
        while x < columns {
            let cell = canvas[x, y]
            guard let character = cell.character, character != " " else {
                x += 1
                continue
            }
            let look = Self.look(cell.style)
            if let shape = CellShape(character) {
                text += Self.marks(shape, x, y, Self.foreground(cell.style), look)
                x += 1
                continue
            }
            // A word of one style is one text of a set length, so that it stands where it should in any font.
            var (word, end) = ("", x)
            while end < columns, canvas[end, y].style == cell.style {
                if let next = canvas[end, y].character {
                    guard next != " ", CellShape(next) == nil else { break }
                    word.append(next)
                }
                end += 1
            }
            let (left, base) = (Self.number(Double(x) * Self.width), Self.number((Double(y) + 0.74) * Self.height))
            text += "<text x=\"\(left)\" y=\"\(base)\" textLength=\"\(Self.number(Double(end - x) * Self.width))\" "
            text += "lengthAdjust=\"spacingAndGlyphs\" fill=\"\(Self.foreground(cell.style))\"\(look)>\(Self.escaped(word))</text>\n"
            x = end
        }
        return text
    }

    private static func marks(_ shape: CellShape, _ x: Int, _ y: Int, _ fill: String, _ look: String) -> String {
        let (x, y) = (Double(x), Double(y))
        switch shape {
        case .rectangle(let left, let top, let width, let height, let opacity):
            let look = opacity == 1 ? look : " fill-opacity=\"\(number(opacity))\""
            return rectangle(x + left, y + top, width, height, fill, look)
        case .dots(let dots):
            return (0..<8).filter { dots & Braille.bit($0 % 2, $0 / 2) != 0 }.map { place in
                let (across, down) = (
                    number((x + 0.25 + 0.5 * Double(place % 2)) * width), number((y + 0.125 + 0.25 * Double(place / 2)) * height)
                )
                return "<circle cx=\"\(across)\" cy=\"\(down)\" r=\"1.6\" fill=\"\(fill)\"\(look)/>\n"
            }.joined()
        case .lines(let left, let right, let up, let down, let isHeavy):
            let (middle, half) = ((x + 0.5) * width, (y + 0.5) * height)
            var path = ""
            if left || right {
                path += "M\(number(left ? x * width : middle)) \(number(half))H\(number(right ? (x + 1) * width : middle))"
            }
            if up || down {
                path += "M\(number(middle)) \(number(up ? y * height : half))V\(number(down ? (y + 1) * height : half))"
            }
            return "<path d=\"\(path)\" stroke=\"\(fill)\" stroke-width=\"\(isHeavy ? "2.5" : "1")\"\(look)/>\n"
        }
    }

    private static func rectangle(_ x: Double, _ y: Double, _ wide: Double, _ high: Double, _ fill: String, _ look: String) -> String {
        "<rect x=\"\(number(x * width))\" y=\"\(number(y * height))\" width=\"\(number(wide * width))\" height=\"\(number(high * height))\" "
            + "fill=\"\(fill)\"\(look)/>\n"
    }

    // MARK: Styles

    private static func foreground(_ style: Style) -> String {
        style.attributes.contains(.reverse)
            ? color(style.background) ?? "var(--background,Canvas)" : color(style.foreground) ?? "currentColor"
    }

    private static func background(_ style: Style) -> String? {
        style.attributes.contains(.reverse) ? color(style.foreground) ?? "currentColor" : color(style.background)
    }

    private static func color(_ color: Color) -> String? {
        switch color {
        case .standard: nil
        case .palette(let index): PaletteColor.hexadecimal(index)
        }
    }

    private static func look(_ style: Style) -> String {
        (style.attributes.contains(.bold) ? " font-weight=\"bold\"" : "") + (style.attributes.contains(.dim) ? " opacity=\"0.6\"" : "")
            + (style.attributes.contains(.italic) ? " font-style=\"italic\"" : "")
            + (style.attributes.contains(.underline) ? " text-decoration=\"underline\"" : "")
    }

    /// With two digits at most after the point, and none that say nothing.
    private static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        if rest == 0 { return String(whole) }
        return "\(whole).\(rest < 10 ? "0" : "")\(rest % 10 == 0 ? rest / 10 : rest)"
    }

    /// Text as XML has it; control characters, which it cannot have, are left out.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\u{0}"..."\u{8}", "\u{B}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
