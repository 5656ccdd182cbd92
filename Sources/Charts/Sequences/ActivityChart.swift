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

    /// Rows of a strip at least, its title among them.
    private static let leastRows = 3
    private static let margin = 2

    /// How many rows of strips an area has room for.
    private static func room(_ area: Rectangle) -> Int { max(1, (area.height - (area.height >= 4 ? 1 : 0)) / leastRows) }

    /// How many strips are drawn there; nil where all are.
    package func shown(in area: Rectangle) -> Int? {
        let count = rows(area.width).prefix(Self.room(area)).joined().count
        return count < strips.count ? count : nil
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        guard !strips.isEmpty, steps > 0 else {
            return canvas.write(
                "not read yet, or no layer has a state: nothing to look at", in: area, terminalStyle.theme.muted, terminalStyle)
        }
        let rows = rows(area.width).prefix(Self.room(area))
        let isPaired = rows.contains { $0.count > 1 }
        let width = isPaired ? area.width / 2 : area.width
        let axis = axis(width)
        guard axis.columns > 0 else { return }
        // What colours mean is said once for what has a sign, and once for gates: beside a title, or below where there is no room.
        let shown = Array(rows.joined())
        let kinds = Set(shown.map(\.isSigned))
        let scales = isPaired ? [] : kinds.compactMap { kind in shown.firstIndex { $0.isSigned == kind && hasRoomForScale($0, width) } }
        let hasLegend = scales.count < kinds.count && area.height >= 2 + Self.leastRows
        let (above, legend) = area.split(top: area.height - (hasLegend ? 1 : 0))
        let (body, axisRow) = above.split(top: above.height - (area.height >= 4 ? 1 : 0))
        var (rest, number) = (body, 0)
        for (index, row) in rows.enumerated() {
            var (place, below) = rest.split(top: rest.height / (rows.count - index))
            if row.count > 1, row[0].isState { place = drawHeading(row[0], &canvas, place, terminalStyle) }
            for (column, strip) in row.enumerated() {
                let part = row.count > 1 ? Rectangle(x: place.x + column * width, y: place.y, width: width, height: place.height) : place
                draw(
                    strip, isPaired: row.count > 1, showsScale: !hasLegend && scales.contains(number), &canvas, part, axis, terminalStyle)
                number += 1
            }
            rest = below
        }
        if area.height >= 4 {
            for start in isPaired ? [0, width] : [0] {
                axis.draw(&canvas, x: area.x + start + Self.margin, y: axisRow.y, cursor: cursor, terminalStyle)
            }
        }
        if hasLegend { drawLegend(shown, &canvas, legend, terminalStyle) }
    }

    private func axis(_ width: Int) -> TimeAxis { TimeAxis(steps: steps, room: width - Self.margin, greatestStretch: 3) }

    /// The strips as they lie below one another: the two directions of a layer side by side where all steps have room so.
    private func rows(_ width: Int) -> [[ActivityStrip]] {
        let half = axis(width / 2)
        let isPaired = strips.contains(where: \.isBackward) && !half.isFolded && half.columns > 0
        return layers.flatMap { layer -> [[ActivityStrip]] in
            let (forward, backward) = (layer.filter { !$0.isBackward }, layer.filter(\.isBackward))
            guard isPaired, forward.count == backward.count else { return layer.map { [$0] } }
            return zip(forward, backward).map { [$0, $1] }
        }
    }

    /// Layers from the last to the first, the parts of each as they come.
    private var layers: [[ActivityStrip]] {
        var layers: [[ActivityStrip]] = []
        for strip in strips {
            // A layer begins with its state, where it has one; what reads from the end comes after what reads from the beginning.
            if (strip.isState && !strip.isBackward) || layers.last?.last.map({ $0.layer != strip.layer }) ?? true { layers.append([]) }
            layers[layers.count - 1].append(strip)
        }
        return layers.reversed()
    }

    /// Names the layer of which the directions stand side by side.
    ///
    /// - Returns: what is below.
    private func drawHeading(
        _ strip: ActivityStrip, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle
    ) -> Rectangle {
        var title = StyledLine(strip.layer, terminalStyle.theme.text)
        title.append("  \(strip.units) units, evenly spread", terminalStyle.theme.muted)
        canvas.write(title.fitted(area.width, terminalStyle), x: area.x, y: area.y, within: area)
        return area.inset(top: 1)
    }

    private func hasRoomForScale(_ strip: ActivityStrip, _ width: Int) -> Bool {
        let units = strip.width < strip.units || strip.units > 2 ? "  \(strip.width) of \(strip.units) units" : ""
        return DisplayWidth.of(strip.layer + "  " + strip.part + units) + 3 + Self.scaleWidth <= width
    }

    /// What the colours of states and those of gates mean.
    private func drawLegend(
        _ shown: [ActivityStrip], _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle
    ) {
        let width = Self.scaleWidth - 2
        var x = area.x
        for (isSigned, name) in [(true, "states "), (false, "gates ")] {
            guard let strip = shown.first(where: { $0.isSigned == isSigned }), x + name.count + width <= area.right else { continue }
            x = canvas.write(name, x: x, y: area.y, terminalStyle.theme.muted, within: area)
            let place = Rectangle(x: x, y: area.y, width: width, height: 1)
            drawScale(strip, ramp(strip, terminalStyle), &canvas, place, terminalStyle)
            x += width + 2
        }
    }

    private func ramp(_ strip: ActivityStrip, _ terminalStyle: TerminalStyle) -> HeatRamp {
        HeatRamp(strip.isSigned && terminalStyle.depth >= .many ? .signed : .probability, terminalStyle)
    }

    private func draw(
        _ strip: ActivityStrip, isPaired: Bool, showsScale: Bool, _ canvas: inout Canvas, _ area: Rectangle, _ axis: TimeAxis,
        _ terminalStyle: TerminalStyle
    ) {
        let (titleRow, heat) = area.split(top: area.height > 1 ? 1 : 0)
        var title = StyledLine(isPaired ? "" : strip.layer + "  ", strip.isState ? terminalStyle.theme.text : terminalStyle.theme.muted)
        title.append(strip.part, terminalStyle.theme.accent)
        let ramp = ramp(strip, terminalStyle)
        let lines = heat.height * (ramp.isFine ? 2 : 1)
        let shown = min(lines, strip.width)
        if shown < strip.units, !isPaired {
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
    private static let scaleWidth = 13

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
