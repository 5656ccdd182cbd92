import Charts

/// A part of what a cell printed, as pages and notebooks of other programs show it.
enum ExportedPart {
    case text(String)
    case error(String)
    /// Rows of figures below their headings.
    case table(String)
    /// What the picture below is about.
    case headline(String)
    /// A picture, and the same of characters.
    case picture(VectorPicture, plain: String)

    /// Columns of pictures, and of lines that are drawn.
    static let width = 80

    /// What a block shows, from top to bottom.
    static func parts(of block: OutputBlock) -> [ExportedPart] {
        let dark = block.parts(width: width, TerminalStyle())
        let light = block.parts(width: width, TerminalStyle(theme: Theme.standard(.many, isLight: true)))
        var title = ""
        return zip(dark, light).map { dark, light in
            if case .headline(let text) = dark { title = text }
            return part(dark, light, title: title)
        }
    }

    /// A chart that stands alone.
    static func picture(_ chart: any Drawable, rows: Int, title: String) -> ExportedPart {
        .picture(
            VectorPicture(chart, columns: width, rows: rows, title: title), plain: text(of: chart, rows: rows))
    }

    /// A chart as lines of text.
    static func text(of chart: any Drawable, rows: Int) -> String { lines(chart.text(width: width, rows: rows)) }

    private static func part(_ dark: OutputPart, _ light: OutputPart, title: String) -> ExportedPart {
        switch dark {
        case .text(let text): return .text(text)
        case .error(let text): return .error(text)
        case .table(let text), .figures(let text): return .table(text)
        case .headline(let text): return .headline(text)
        case .chart(let chart, let rows): return picture(chart, rows: rows, title: title)
        case .lines(let darkLines):
            let lightLines: [StyledLine] = if case .lines(let lines) = light { lines } else { darkLines }
            let picture = VectorPicture(columns: width, rows: max(1, darkLines.count), title: title) { canvas, style in
                for (y, line) in (style.theme.isLight ? lightLines : darkLines).enumerated() { canvas.write(line, x: 0, y: y) }
            }
            return .picture(picture, plain: lines(darkLines.map(\.text)))
        }
    }

    /// Lines without empty ones at the end.
    private static func lines(_ lines: [String]) -> String {
        var lines = lines
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
