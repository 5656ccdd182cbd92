import TextFormatting

/// Horizontal bars, each with its name and its figure.
struct BarChart: Drawable {
    struct Bar: Sendable {
        var name: String
        /// The value that the bar's length shows; nothing is drawn unless it is positive.
        var value: Double
        var figure: String
        var style: Style
    }

    var bars: [Bar]
    /// The value of a bar over the whole width; nil for the greatest value.
    var greatest: Double?

    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty, !bars.isEmpty else { return }
        let names = min(bars.map { DisplayWidth.of($0.name) }.max() ?? 0, area.width * 2 / 5)
        let figures = min(bars.map { DisplayWidth.of($0.figure) }.max() ?? 0, area.width / 3)
        let room = max(0, area.width - names - figures - 3)
        let greatest = greatest ?? bars.map(\.value).filter(\.isFinite).max() ?? 0
        for (index, bar) in bars.prefix(area.height).enumerated() {
            let row = Rectangle(x: area.x, y: area.y + index, width: area.width, height: 1)
            if index == area.height - 1, bars.count > area.height {
                canvas.write("and \(bars.count - index) more", in: row, terminalStyle.theme.muted, terminalStyle)
                return
            }
            let (name, rest) = row.split(left: names)
            canvas.write(bar.name, in: name, terminalStyle.theme.text, terminalStyle)
            let figure = rest.inset(left: 1).split(left: figures).left
            canvas.write(bar.figure, in: figure, terminalStyle.theme.muted, alignment: .right, terminalStyle)
            guard greatest > 0, bar.value.isFinite else { continue }
            let text = BlockBar.text(bar.value / greatest, width: room, terminalStyle)
            canvas.write(text, in: rest.inset(left: figures + 2), bar.style, terminalStyle)
        }
    }
}
