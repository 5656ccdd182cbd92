/// Channels over time: a curve if there is room for one, a line of columns for each, or shades if there are more
/// channels than lines.
struct ChannelLines {
    /// Shape `[steps, width]`.
    var values: ArraySlice<Float>
    var width: Int
    var axis: TimeAxis

    /// The channels shown in this many rows: if channels share a row, the first of them stands for all.
    static func channels(_ width: Int, rows: Int) -> [Int] {
        let rows = min(width, rows)
        return (0..<max(0, rows)).map { $0 * width / rows }
    }

    private var steps: Int { values.count / width }

    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard width > 0, !area.isEmpty else { return }
        if width == 1, area.height > 1 { return drawCurve(&canvas, area, terminalStyle) }
        for (row, channel) in Self.channels(width, rows: area.height).enumerated() {
            let (least, greatest) = range(channel)
            let scale = greatest > least ? 1 / (greatest - least) : 0
            for column in 0..<min(axis.columns, area.width) {
                let mean = axis.mean(column) { value($0, channel) }
                let share = mean.isFinite ? max(0, min(1, (mean - least) * scale)) : 0
                canvas[area.x + column, area.y + row] = StyledCell(
                    character: BlockBar.column(share, terminalStyle), style: terminalStyle.theme.accent)
            }
        }
    }

    private func drawCurve(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let (least, greatest) = range(0)
        var dots = DotCanvas(columns: min(axis.columns, area.width), rows: area.height, isFine: terminalStyle.hasUnicode)
        let scale = greatest > least ? 1 / (greatest - least) : 0
        var last: (x: Int, y: Int)?
        let dotsPerColumn = dots.width / max(1, dots.columns)
        for column in 0..<dots.columns {
            let mean = axis.mean(column) { value($0, 0) }
            guard mean.isFinite else {
                last = nil
                continue
            }
            let share = scale == 0 ? 0.5 : max(0, min(1, (mean - least) * scale))
            let place = (x: column * dotsPerColumn, y: Int(((1 - share) * Float(dots.height - 1)).rounded()))
            if let last { dots.line(last.x, last.y, place.x, place.y) } else { dots.set(place.x, place.y) }
            last = place
        }
        dots.draw(&canvas, x: area.x, y: area.y, terminalStyle.theme.accent, plain: "*")
    }

    private func value(_ step: Int, _ channel: Int) -> Float {
        step < steps ? values[values.startIndex + step * width + channel] : .nan
    }

    private func range(_ channel: Int) -> (Float, Float) {
        var least = Float.infinity
        var greatest = -Float.infinity
        for step in stride(from: 0, to: steps, by: max(1, steps / 2048)) {
            let value = value(step, channel)
            guard value.isFinite else { continue }
            least = min(least, value)
            greatest = max(greatest, value)
        }
        return least <= greatest ? (least, greatest) : (0, 1)
    }
}
