extension Drawable {
    /// The picture as lines of ASCII, in which different characters distinguish the curves: for files, and for output
    /// without colours.
    package func text(width: Int, rows: Int) -> [String] {
        var canvas = Canvas(width: width, height: rows)
        draw(&canvas, in: canvas.area, TerminalStyle(depth: .none, hasUnicode: false))
        return (0..<canvas.height).map { y in
            var line = StyledLine()
            for x in 0..<canvas.width { line.append(canvas[x, y]) }
            return line.trimmed.text
        }
    }
}
