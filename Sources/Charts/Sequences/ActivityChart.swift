import TextFormatting

/// States and gates of the recurrent layers over the steps of an example, a strip each: units down, steps across. The last layer is on top, as
/// far as there is room.
package struct ActivityChart: Drawable {
    /// In the order of the layers, the state of each before its gates.
    package var strips: [ActivityStrip]
    /// How many steps there are.
    package var steps: Int
    /// The step that is looked at, from 0; nil for none.
    package var cursor: Int?

    /// A chart of these.
    package init(strips: [ActivityStrip], steps: Int, cursor: Int? = nil) {
        self.strips = strips
        self.steps = steps
        self.cursor = cursor
    }

    private static let margin = 2

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        guard !strips.isEmpty, steps > 0 else {
            for (row, line) in "not read yet, or no layer has a state: nothing to look at".wrapped(area.width).prefix(area.height)
                .enumerated()
            {
                canvas.write(line, x: area.x, y: area.y + row, terminalStyle.theme.muted, within: area)
            }
            return
        }
        let layout = layout(area)
        let axis = axis(layout.width)
        guard axis.columns > 0 else { return }
        let lines = (layout.rowHeight - 1) * (ramp(strips[0], terminalStyle).isFine ? 2 : 1)
        var (rest, number) = (area, 0)
        for group in layout.groups {
            if group.hasHeading, let strip = group.rows.first?.first {
                canvas.write(heading(strip, lines, area.width, terminalStyle), x: rest.x, y: rest.y, within: rest)
                rest = rest.inset(top: 1)
            }
            for row in group.rows {
                let (place, below) = rest.split(top: layout.rowHeight)
                for (column, strip) in row.enumerated() {
                    let part = Rectangle(x: place.x + column * layout.width, y: place.y, width: layout.width, height: place.height)
                    let showsScale = layout.scales.contains(number)
                    draw(strip, isNamedApart: group.isNamedApart, showsScale: showsScale, &canvas, part, axis, terminalStyle)
                    number += 1
                }
                rest = below
            }
        }
        // How many strips have no room stands at the right of the last lines, where there is room for it.
        let ellipsis = terminalStyle.hasUnicode ? "…" : "..."
        let more = StyledLine(layout.hidden > 0 ? "\(ellipsis) \(layout.hidden) more" : "", terminalStyle.theme.muted)
        let axisEnd = (layout.isPaired ? layout.width : 0) + Self.margin + axis.columns
        let isBesideAxis = layout.hasAxis && axisEnd + 2 + more.width <= area.width
        func writeMore(_ y: Int) { canvas.write(more, x: area.right - more.width, y: y, within: area) }
        if layout.hasAxis {
            if isBesideAxis { writeMore(rest.y) }
            for start in layout.isPaired ? [0, layout.width] : [0] {
                axis.draw(&canvas, x: area.x + start + Self.margin, y: rest.y, cursor: cursor, terminalStyle)
            }
            rest = rest.inset(top: 1)
        }
        if layout.hasLegend {
            let room = isBesideAxis || more.width == 0 ? 0 : more.width + 2
            drawLegend(layout, &canvas, rest.inset(right: room), terminalStyle)
            if !isBesideAxis { writeMore(rest.y) }
        }
    }

    func axis(_ width: Int) -> TimeAxis { TimeAxis(steps: steps, room: width - Self.margin, greatestStretch: 3) }

    /// Layers from the last to the first, the parts of each as they come.
    var layers: [[ActivityStrip]] {
        var layers: [[ActivityStrip]] = []
        for strip in strips {
            // A layer begins with its state, where it has one; what reads from the end comes after what reads from the beginning.
            if (strip.isState && !strip.isBackward) || layers.last?.last.map({ $0.layer != strip.layer }) ?? true { layers.append([]) }
            layers[layers.count - 1].append(strip)
        }
        return layers.reversed()
    }

    /// What a layer is called whose strips have only the names of their parts.
    ///
    /// - Parameter lines: how many units a strip has room for.
    private func heading(_ strip: ActivityStrip, _ lines: Int, _ width: Int, _ terminalStyle: TerminalStyle) -> StyledLine {
        let units = "  " + (lines < strip.units ? "\(min(lines, strip.width)) of " : "") + Figures.count(strip.units, "unit")
        var line = StyledLine(strip.layer, terminalStyle.theme.text).fitted(max(1, width - units.count), terminalStyle)
        line.append(units, terminalStyle.theme.muted)
        let which = ", evenly spread"
        if lines < strip.units, line.width + which.count <= width { line.append(which, terminalStyle.theme.muted) }
        return line
    }

    /// What the colours of states and those of gates mean.
    private func drawLegend(_ layout: Layout, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let shown = layout.groups.flatMap(\.rows).joined()
        let parts = [(true, "states "), (false, "gates ")].compactMap { isSigned, name in
            shown.first { $0.isSigned == isSigned }.map { (strip: $0, name: name) }
        }
        let names = parts.reduce(0) { $0 + $1.name.count + 2 } - 2
        let width = [Self.scaleWidth - 2, 8].first { names + $0 * parts.count <= area.width } ?? Self.scaleWidth - 2
        var x = area.x
        for (strip, name) in parts where x + name.count + width <= area.right {
            x = canvas.write(name, x: x, y: area.y, terminalStyle.theme.muted, within: area)
            drawScale(strip, ramp(strip, terminalStyle), &canvas, Rectangle(x: x, y: area.y, width: width, height: 1), terminalStyle)
            x += width + 2
        }
    }

    private func ramp(_ strip: ActivityStrip, _ terminalStyle: TerminalStyle) -> HeatRamp {
        HeatRamp(strip.isSigned && terminalStyle.depth >= .many ? .signed : .probability, terminalStyle)
    }

    private func draw(
        _ strip: ActivityStrip, isNamedApart: Bool, showsScale: Bool, _ canvas: inout Canvas, _ area: Rectangle, _ axis: TimeAxis,
        _ terminalStyle: TerminalStyle
    ) {
        let (titleRow, heat) = area.split(top: area.height > 1 ? 1 : 0)
        var title = StyledLine(isNamedApart ? "" : strip.layer + "  ", strip.isState ? terminalStyle.theme.text : terminalStyle.theme.muted)
        title.append(strip.part, terminalStyle.theme.accent)
        let ramp = ramp(strip, terminalStyle)
        let lines = heat.height * (ramp.isFine ? 2 : 1)
        let shown = min(lines, strip.width)
        if shown < strip.units, !isNamedApart {
            title.append("  \(shown) of \(strip.units) units", terminalStyle.theme.muted)
            let which = ", evenly spread"
            if title.width + which.count + (showsScale ? 3 + Self.scaleWidth : 0) <= titleRow.width {
                title.append(which, terminalStyle.theme.muted)
            }
        }
        canvas.write(title.fitted(titleRow.width, terminalStyle), x: titleRow.x, y: titleRow.y, within: titleRow)
        if showsScale, title.width + 3 + Self.scaleWidth <= titleRow.width {
            drawScale(strip, ramp, &canvas, titleRow.inset(left: titleRow.width - Self.scaleWidth), terminalStyle)
        }
        guard strip.width > 0, strip.values.count >= steps * strip.width else { return }
        for row in 0..<heat.height {
            for column in 0..<axis.columns {
                func value(_ line: Int) -> Float {
                    // One unit a line, evenly spread where there are more: a mean over units would be near 0 always.
                    let unit = line * strip.width / lines
                    let mean = axis.mean(column) { strip.values[$0 * strip.width + unit] }
                    return !strip.isSigned ? mean : terminalStyle.depth >= .many ? (mean + 1) / 2 : abs(mean)
                }
                let cell = ramp.isFine ? ramp.halves(value(2 * row), value(2 * row + 1)) : ramp.cell(value(row))
                canvas[heat.x + Self.margin + column, heat.y + row] = cell
            }
        }
        drawCursor(&canvas, heat, axis)
    }

    /// Columns of the scale of colours with the numbers at its ends.
    static let scaleWidth = 13

    /// What the least and the greatest value look like, and those between.
    private func drawScale(
        _ strip: ActivityStrip, _ ramp: HeatRamp, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle
    ) {
        let showsSigns = strip.isSigned && terminalStyle.depth >= .many
        let start = canvas.write(
            showsSigns ? "-1 " : !strip.isSigned ? " 0 " : terminalStyle.hasUnicode ? "0 ± " : "0+- ", x: area.x, y: area.y,
            terminalStyle.theme.muted, within: area)
        let count = area.right - 2 - start
        for place in 0..<max(0, count) { canvas[start + place, area.y] = ramp.cell(Float(place) / Float(max(1, count - 1))) }
        canvas.write(" 1", x: area.right - 2, y: area.y, terminalStyle.theme.muted, within: area)
    }

    private func drawCursor(_ canvas: inout Canvas, _ heat: Rectangle, _ axis: TimeAxis) {
        guard let cursor, let columns = axis.columns(of: cursor) else { return }
        canvas.restyle(Rectangle(x: heat.x + Self.margin + columns.lowerBound, y: heat.y, width: columns.count, height: heat.height)) {
            $0.with(.underline)
        }
    }
}
