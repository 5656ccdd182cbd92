import Notebook

/// Channels over time: a curve where there is room for one, a line of columns each, or shades where there are more channels than lines.
struct ChannelLines {
    var values: [Float]
    var width: Int
    var example: SequenceExample
    var axis: TimeAxis

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard width > 0, !area.isEmpty else { return }
        if width == 1, area.height > 1 { return drawCurve(&buffer, area, terminalStyle) }
        let rows = min(width, area.height)
        for row in 0..<rows {
            // Where channels share a line, the first of them stands for all.
            let channel = row * width / rows
            let (least, greatest) = range(channel)
            let scale = greatest > least ? 1 / (greatest - least) : 0
            for column in 0..<min(axis.columns, area.width) {
                let mean = axis.mean(column) { value($0, channel) }
                let share = mean.isFinite ? max(0, min(1, (mean - least) * scale)) : 0
                buffer[area.x + column, area.y + row] = ScreenCell(
                    character: Bar.column(share, terminalStyle), style: terminalStyle.theme.accent)
            }
        }
    }

    private func drawCurve(_ buffer: inout ScreenBuffer, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let (least, greatest) = range(0)
        var canvas = DotCanvas(columns: min(axis.columns, area.width), rows: area.height, isFine: terminalStyle.hasUnicode)
        let scale = greatest > least ? 1 / (greatest - least) : 0
        var last: (x: Int, y: Int)?
        let dots = canvas.width / max(1, canvas.columns)
        for column in 0..<canvas.columns {
            let mean = axis.mean(column) { value($0, 0) }
            guard mean.isFinite else {
                last = nil
                continue
            }
            let share = scale == 0 ? 0.5 : max(0, min(1, (mean - least) * scale))
            let place = (x: column * dots, y: Int(((1 - share) * Float(canvas.height - 1)).rounded()))
            if let last { canvas.line(last.x, last.y, place.x, place.y) } else { canvas.set(place.x, place.y) }
            last = place
        }
        canvas.draw(&buffer, x: area.x, y: area.y, terminalStyle.theme.accent, plain: "*")
    }

    private func value(_ step: Int, _ channel: Int) -> Float {
        let range = example.dataset.steps(example.index)
        return step < range.count ? values[(range.lowerBound + step) * width + channel] : .nan
    }

    private func range(_ channel: Int) -> (Float, Float) {
        var least = Float.infinity
        var greatest = -Float.infinity
        for step in stride(from: 0, to: example.steps, by: max(1, example.steps / 2048)) {
            let value = value(step, channel)
            guard value.isFinite else { continue }
            least = min(least, value)
            greatest = max(greatest, value)
        }
        return least <= greatest ? (least, greatest) : (0, 1)
    }
}
