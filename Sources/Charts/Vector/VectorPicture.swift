/// A canvas as an SVG picture: the same picture as on the screen, in a light and a dark version, of which the reader's preference selects
/// one.
///
/// It can be a file of its own, or part of a page whose `--background` is the colour behind it.
package struct VectorPicture {
    private let columns: Int
    private let rows: Int
    private let title: String
    private let light: Canvas
    private let dark: Canvas

    /// The size of a cell; a picture of the width of a page is about as large as its text.
    private static let (width, height) = (9.0, 18.0)

    /// - Parameters:
    ///   - columns: the number of columns to draw on.
    ///   - rows: the number of rows to draw on; empty rows at the bottom are left out.
    ///   - title: a description for readers who cannot see the picture.
    ///   - draw: draws the picture; called once for each theme.
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

    /// A picture of a drawable value.
    package init(_ drawable: any Drawable, columns: Int, rows: Int, title: String) {
        self.init(columns: columns, rows: rows, title: title) { canvas, style in drawable.draw(&canvas, in: canvas.area, style) }
    }

    /// The rules that select one of the two versions.
    package static let style = """
        .unroll-dark{display:none}@media screen and (prefers-color-scheme:dark){.unroll-light{display:none}.unroll-dark{display:inline}}
        """

    /// The element `svg`.
    ///
    /// - Parameter isFile: whether it is a file of its own, which includes its style and background.
    package func svg(isFile: Bool) -> String {
        var text = head
        if isFile {
            text +=
                "<style>svg{--background:\(Self.paper);color:\(Self.ink);background:var(--background)}"
                + "@media screen and (prefers-color-scheme:dark){svg{--background:#121212;color:#e4e4e4}}"
                + Self.style + "</style>\n"
        }
        text += "<title>\(Self.escaped(title))</title>\n"
        text += "<g class=\"unroll-light\">\n\(marks(light))</g>\n<g class=\"unroll-dark\">\n\(marks(dark))</g>\n</svg>\n"
        return text
    }

    /// The light version as a file of its own without style rules, for programs that do not know them, such as those that make PNG of it.
    package var plainSVG: String {
        // Quotation marks of the text are escaped: these are attributes.
        let marks = marks(light).replacing("\"currentColor\"", with: "\"\(Self.ink)\"")
            .replacing("\"var(--background,Canvas)\"", with: "\"\(Self.paper)\"")
        let ground = "<rect width=\"100%\" height=\"100%\" fill=\"\(Self.paper)\"/>"
        return head + "<title>\(Self.escaped(title))</title>\n\(ground)\n\(marks)</svg>\n"
    }

    /// The colours of the light version where nothing else is set.
    private static let (paper, ink) = ("#fff", "#1c1c1c")

    /// The beginning of the element.
    private var head: String {
        let (width, height) = (VectorMarks.number(Double(columns) * Self.width), VectorMarks.number(Double(rows) * Self.height))
        let font = "font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\" font-size=\"15\""
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\" "
            + "role=\"img\" aria-label=\"\(Self.escaped(title))\" \(font)>\n"
    }

    // MARK: Marks

    private func marks(_ canvas: Canvas) -> String {
        var marks = VectorMarks()
        for row in 0..<rows {
            addBackgrounds(canvas, row, &marks)
            addCharacters(canvas, row, &marks)
        }
        return marks.text
    }

    /// Adjacent cells of one colour form one rectangle, to avoid visible seams.
    private func addBackgrounds(_ canvas: Canvas, _ y: Int, _ marks: inout VectorMarks) {
        var x = 0
        while x < columns {
            guard let fill = Self.background(canvas[x, y].style) else {
                x += 1
                continue
            }
            var end = x + 1
            while end < columns, Self.background(canvas[end, y].style) == fill { end += 1 }
            marks.addBackground(
                Double(x) * Self.width, Double(y) * Self.height, Double(end - x) * Self.width, Self.height, fill: fill)
            x = end
        }
    }

    private func addCharacters(_ canvas: Canvas, _ y: Int, _ marks: inout VectorMarks) {
        var x = 0
        while x < columns {
            let cell = canvas[x, y]
            guard let character = cell.character, character != " " else {
                x += 1
                continue
            }
            let look = "fill=\"\(Self.foreground(cell.style))\"\(Self.look(cell.style))"
            if let shape = CellShape(character) {
                var end = x + 1
                // Adjacent cells filled in the same way form one shape.
                if case .rectangle(0, _, 1, _, _) = shape { while end < columns, canvas[end, y] == cell { end += 1 } }
                Self.add(shape, x, y, columns: end - x, cell.style, &marks)
                x = end
                continue
            }
            // A word in one style is one text of a set length, so that it is at its place in any font.
            var (word, end) = ("", x)
            while end < columns, canvas[end, y].style == cell.style {
                if let next = canvas[end, y].character {
                    guard next != " ", CellShape(next) == nil else { break }
                    word.append(next)
                }
                end += 1
            }
            marks.addWord(
                Self.escaped(word), x: Double(x) * Self.width, y: (Double(y) + 0.74) * Self.height, width: Double(end - x) * Self.width,
                look)
            x = end
        }
    }

    private static func add(_ shape: CellShape, _ x: Int, _ y: Int, columns: Int, _ style: Style, _ marks: inout VectorMarks) {
        let (x, y, fill, look) = (Double(x), Double(y), foreground(style), look(style))
        func number(_ value: Double) -> String { VectorMarks.number(value) }
        switch shape {
        case .rectangle(let left, let top, let across, let down, let opacity):
            let look = opacity == 1 ? look : " fill-opacity=\"\(number(opacity))\""
            marks.addArea(
                (x + left) * width, (y + top) * height, across * Double(columns) * width, down * height, "fill=\"\(fill)\"\(look)")
        case .dots(let dots):
            let look = "stroke=\"\(fill)\"\(look) stroke-width=\"3.2\" stroke-linecap=\"round\""
            for place in 0..<8 where dots & Braille.bit(place % 2, place / 2) != 0 {
                let (across, down) = ((x + 0.25 + 0.5 * Double(place % 2)) * width, (y + 0.125 + 0.25 * Double(place / 2)) * height)
                marks.addLine("M\(number(across)) \(number(down))h0", look)
            }
        case .lines(let left, let right, let up, let down, let isHeavy):
            let (middle, half) = ((x + 0.5) * width, (y + 0.5) * height)
            let look = "stroke=\"\(fill)\" stroke-width=\"\(isHeavy ? "2.5" : "1")\"\(look)"
            if left || right {
                marks.addLine("M\(number(left ? x * width : middle)) \(number(half))H\(number(right ? (x + 1) * width : middle))", look)
            }
            if up || down {
                marks.addLine("M\(number(middle)) \(number(up ? y * height : half))V\(number(down ? (y + 1) * height : half))", look)
            }
        }
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
        color.components?.hexadecimal
    }

    private static func look(_ style: Style) -> String {
        (style.attributes.contains(.bold) ? " font-weight=\"bold\"" : "") + (style.attributes.contains(.dim) ? " opacity=\"0.6\"" : "")
            + (style.attributes.contains(.italic) ? " font-style=\"italic\"" : "")
            + (style.attributes.contains(.underline) ? " text-decoration=\"underline\"" : "")
    }

    /// Escapes text for XML; control characters, which XML does not allow, are removed.
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
