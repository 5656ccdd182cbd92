import Charts

/// A picture that is drawn, in a frame: a column a pixel, and two pixels a row.
struct PadPane: Drawable {
    var pad: DrawingPad

    /// Columns and rows that it takes.
    static func size(_ pad: DrawingPad) -> (width: Int, height: Int) { (pad.width + 2, (pad.height + 1) / 2 + 2) }

    /// Where it has less room than it takes, rows around the pen are seen.
    private func frame(_ area: Rectangle) -> Rectangle {
        let (width, height) = Self.size(pad)
        return Rectangle(x: area.x, y: area.y, width: width, height: max(3, min(height, area.height)))
    }

    /// The first row of two pixels that is seen.
    private func firstRow(_ frame: Rectangle) -> Int {
        let (rows, seen) = ((pad.height + 1) / 2, frame.height - 2)
        return max(0, min(pad.row / 2 - seen / 2, rows - seen))
    }

    /// The pixel at a place of the screen; nil beside the picture. Of the two in a row it is the upper one.
    func pixel(x: Int, y: Int, in area: Rectangle) -> (column: Int, row: Int)? {
        let inner = frame(area).inset(left: 1, top: 1, right: 1, bottom: 1).intersection(area)
        guard inner.contains(x: x, y: y) else { return nil }
        return (x - inner.x, 2 * (y - inner.y + firstRow(frame(area))))
    }

    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        let frame = frame(area)
        let theme = terminalStyle.theme
        let (horizontal, vertical) = terminalStyle.hasUnicode ? ("─", "│") : ("-", "|")
        for y in [frame.y, frame.bottom - 1] {
            canvas.write(String(repeating: horizontal, count: frame.width), x: frame.x, y: y, theme.border, within: area)
        }
        for y in (frame.y + 1)..<(frame.bottom - 1) {
            for x in [frame.x, frame.right - 1] { canvas.write(vertical, x: x, y: y, theme.border, within: area) }
        }
        let first = firstRow(frame)
        for row in 0..<(frame.height - 2) {
            for column in 0..<pad.width where area.contains(x: frame.x + 1 + column, y: frame.y + 1 + row) {
                canvas[frame.x + 1 + column, frame.y + 1 + row] = cell(column, 2 * (first + row), terminalStyle)
            }
        }
        // Of what is hidden above and below, the frame tells.
        let hidden = String(terminalStyle.symbols.ellipsis)
        if first > 0 { canvas.write(hidden, x: frame.x + 2, y: frame.y, theme.muted, within: area) }
        if 2 * (first + frame.height - 2) < pad.height {
            canvas.write(hidden, x: frame.x + 2, y: frame.bottom - 1, theme.muted, within: area)
        }
    }

    /// Two pixels, one above the other.
    private func cell(_ column: Int, _ row: Int, _ terminalStyle: TerminalStyle) -> StyledCell {
        let (above, below) = (pad.value(column, row), pad.value(column, row + 1))
        let isPen = column == pad.column && (row == pad.row || row + 1 == pad.row)
        guard terminalStyle.depth >= .many, terminalStyle.hasUnicode else {
            let signs: [Character] = terminalStyle.hasUnicode ? [" ", "▄", "▀", "█"] : [" ", ".", "'", "#"]
            let sign = isPen ? Character("+") : signs[(above > 0.3 ? 2 : 0) + (below > 0.3 ? 1 : 0)]
            return StyledCell(character: sign, style: isPen ? terminalStyle.theme.accent.with(.bold) : .plain)
        }
        // Greys of the terminal's 24, of which the last is next to white.
        func grey(_ value: Float) -> Color { .palette(UInt8(232 + Int((max(0, min(1, value)) * 23).rounded()))) }
        func color(_ own: Int, _ value: Float) -> Color { isPen && own == pad.row ? .palette(pad.isDown ? 203 : 80) : grey(value) }
        return StyledCell(character: "▀", style: Style(color(row, above), on: color(row + 1, below)))
    }
}
