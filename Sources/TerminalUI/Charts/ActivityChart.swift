import Notebook
import Recurrent

/// States and gates of the recurrent layers over the steps of an example, a strip each: units down, steps across. The last layer is on top, as
/// far as there is room.
struct ActivityChart: Widget {
    var activities: [LayerActivity]
    var steps: Int
    /// The step that is looked at, from 0.
    var cursor: Int?

    /// Rows of a strip at least, its title among them.
    private static let leastRows = 3
    private static let margin = 2

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        guard !activities.isEmpty, steps > 0 else {
            return buffer.write(
                "not read yet, or read in pieces: nothing to look at", in: area, terminalStyle.theme.muted, terminalStyle)
        }
        let (body, axisRow) = area.split(top: area.height - (area.height >= 4 ? 1 : 0))
        let axis = TimeAxis(steps: steps, room: body.width - Self.margin, greatestStretch: 3)
        guard axis.columns > 0 else { return }
        let strips = ordered.prefix(max(1, body.height / Self.leastRows))
        var rest = body
        for (index, activity) in strips.enumerated() {
            let (strip, below) = rest.split(top: rest.height / (strips.count - index))
            draw(activity, &buffer, strip, axis, terminalStyle)
            rest = below
        }
        if area.height >= 4 { axis.draw(&buffer, x: area.x + Self.margin, y: axisRow.y, cursor: cursor, terminalStyle) }
    }

    /// Layers from the last to the first, the parts of each as they come.
    private var ordered: [LayerActivity] {
        var layers: [[LayerActivity]] = []
        for activity in activities {
            if activity.part == .state { layers.append([]) }
            if layers.isEmpty { layers.append([]) }
            layers[layers.count - 1].append(activity)
        }
        return layers.reversed().flatMap { $0 }
    }

    private func draw(
        _ activity: LayerActivity, _ buffer: inout ScreenBuffer, _ area: Rectangle, _ axis: TimeAxis, _ terminalStyle: TerminalStyle
    ) {
        let (titleRow, heat) = area.split(top: area.height > 1 ? 1 : 0)
        var title = StyledLine(
            activity.layer.written + "  ", activity.part == .state ? terminalStyle.theme.text : terminalStyle.theme.muted)
        title.append(activity.part == .state ? "state" : "\(activity.part.rawValue) gate", terminalStyle.theme.accent)
        let isFine = terminalStyle.hasUnicode && terminalStyle.depth == .many
        let lines = heat.height * (isFine ? 2 : 1)
        let shown = min(lines, activity.width)
        if shown < activity.units { title.append("  \(shown) of \(activity.units) units", terminalStyle.theme.muted) }
        buffer.write(title.fitted(titleRow.width, terminalStyle), x: titleRow.x, y: titleRow.y, within: titleRow)
        guard activity.width > 0, activity.values.count >= steps * activity.width else { return }
        let isSigned = activity.part == .state
        let ramp = HeatRamp(isSigned && terminalStyle.depth == .many ? .signed : .probability, terminalStyle)
        for row in 0..<heat.height {
            for column in 0..<axis.columns {
                func value(_ line: Int) -> Float {
                    // One unit a line, evenly spread where there are more: a mean over units would be near 0 always.
                    let unit = line * activity.width / lines
                    let mean = axis.mean(column) { activity.values[$0 * activity.width + unit] }
                    return !isSigned ? mean : terminalStyle.depth == .many ? (mean + 1) / 2 : abs(mean)
                }
                let cell = isFine ? ramp.halves(value(2 * row), value(2 * row + 1)) : ramp.cell(value(row))
                buffer[heat.x + Self.margin + column, heat.y + row] = cell
            }
        }
        guard let cursor, let columns = axis.columns(of: cursor) else { return }
        buffer.restyle(Rectangle(x: heat.x + Self.margin + columns.lowerBound, y: heat.y, width: columns.count, height: heat.height)) {
            $0.with(.underline)
        }
    }
}
