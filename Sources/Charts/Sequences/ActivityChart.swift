import TextFormatting

/// States and gates of the recurrent layers over the steps of an example, in one strip each: units down, steps across. The last layer is at
/// the top; as many strips are shown as fit.
package struct ActivityChart: Drawable {
    /// The strips in the order of the layers, with the state of each before its gates.
    package var strips: [ActivityStrip]
    /// The number of steps.
    package var steps: Int
    /// The selected step, from 0; nil for none.
    package var cursor: Int?
    /// Why there are no strips, if that is because the network has not read the example.
    package var missing: ExampleChart.Missing?

    /// A chart of these strips.
    package init(strips: [ActivityStrip], steps: Int, cursor: Int? = nil) {
        self.strips = strips
        self.steps = steps
        self.cursor = cursor
    }

    /// The least number of columns in front of the steps.
    static let margin = 2
    /// The number of columns between a title and a colour scale.
    static let scaleGap = 3
    /// The greatest number of columns of a scale beside a title.
    private static let greatestScale = 24

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        guard !strips.isEmpty, steps > 0 else {
            let text = missing?.text(terminalStyle) ?? "no layer has a state: nothing to look at"
            return canvas.write(wrapped: text, in: area, terminalStyle.theme.muted)
        }
        let layout = layout(area, terminalStyle)
        let axis = axis(layout.width, margin: layout.margin)
        guard axis.columns > 0 else { return }
        var (rest, number) = (area, 0)
        for group in layout.groups {
            if group.hasHeading, let strip = group.rows.first?.first {
                canvas.write(heading(strip, layout, area.width, terminalStyle), x: rest.x, y: rest.y, within: rest)
                rest = rest.inset(top: 1)
            }
            for row in group.rows {
                let (place, below) = rest.split(top: layout.rowHeight)
                for (column, strip) in row.enumerated() {
                    let part = Rectangle(x: place.x + column * layout.width, y: place.y, width: layout.width, height: place.height)
                    let showsScale = layout.scales.contains(number)
                    draw(strip, layout, isNamedApart: group.isNamedApart, showsScale: showsScale, &canvas, part, axis, terminalStyle)
                    number += 1
                }
                rest = below
            }
        }
        // The number of strips that do not fit is at the right of the last line, if there is room.
        let ellipsis = terminalStyle.hasUnicode ? "…" : "..."
        let more = StyledLine(layout.hidden > 0 ? "\(ellipsis) \(layout.hidden) more" : "", terminalStyle.theme.muted)
        let axisEnd = (layout.isPaired ? layout.width : 0) + layout.margin + axis.columns
        let isBesideAxis = layout.hasAxis && axisEnd + 2 + more.width <= area.width
        func writeMore(_ y: Int) { canvas.write(more, x: area.right - more.width, y: y, within: area) }
        if layout.hasAxis {
            if isBesideAxis { writeMore(rest.y) }
            for start in layout.isPaired ? [0, layout.width] : [0] {
                axis.draw(&canvas, x: area.x + start + layout.margin, y: rest.y, cursor: cursor, terminalStyle)
            }
            rest = rest.inset(top: 1)
        }
        if layout.hasLegend {
            let room = isBesideAxis || more.width == 0 ? 0 : more.width + 2
            drawLegend(layout, &canvas, rest.inset(right: room), terminalStyle)
            if !isBesideAxis { writeMore(rest.y) }
        }
    }

    func axis(_ width: Int, margin: Int) -> TimeAxis { TimeAxis(steps: steps, room: width - margin, greatestStretch: 3) }

    /// The layers from the last to the first, with the parts of each in order.
    var layers: [[ActivityStrip]] {
        var layers: [[ActivityStrip]] = []
        for strip in strips {
            // A layer begins with its state, if it has one; the backward direction follows the forward one.
            if (strip.isState && !strip.isBackward) || layers.last?.last.map({ $0.layer != strip.layer }) ?? true { layers.append([]) }
            layers[layers.count - 1].append(strip)
        }
        return layers.reversed()
    }

    /// The heading of a layer whose strips' titles name only their parts, with the units shown, or their number.
    private func heading(_ strip: ActivityStrip, _ layout: Layout, _ width: Int, _ terminalStyle: TerminalStyle) -> StyledLine {
        let units = "  " + (self.units(strip, layout, terminalStyle) ?? Figures.count(strip.units, "unit"))
        var line = StyledLine(strip.layer, terminalStyle.theme.text).fitted(max(1, width - units.count), terminalStyle)
        line.append(units, terminalStyle.theme.muted)
        return line
    }

    /// The note in a title on the units that a strip shows; nil if there is none.
    private func units(_ strip: ActivityStrip, _ layout: Layout, _ terminalStyle: TerminalStyle) -> String? {
        let lines = layout.heatRows * Self.linesPerRow(terminalStyle)
        return layout.unitNames == .titles ? strip.unitList(lines: lines) : strip.unitCount(lines: lines)
    }

    /// The meaning of the colours of states and of gates, if there is room for both.
    private func drawLegend(_ layout: Layout, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let shown = layout.groups.flatMap(\.rows).joined()
        var parts = [true, false].compactMap { isSigned in
            shown.first { $0.isSigned == isSigned }.map {
                (name: names(isSigned, layout.groups) + " ", forms: scale($0, terminalStyle).forms(terminalStyle))
            }
        }
        // Without colours for signs, values far from 0 look the same in both.
        if parts.count > 1, terminalStyle.depth < .many {
            let sign = terminalStyle.hasUnicode ? "±, " : "+-, "
            parts = [(parts[0].name + sign + parts[1].name, parts[1].forms)]
        }
        let ranks = parts.map(\.forms.count).max() ?? 0
        func form(_ part: (name: String, forms: [StyledLine]), _ rank: Int) -> StyledLine {
            StyledLine(StyledLine(part.name, terminalStyle.theme.muted).spans + part.forms[min(rank, part.forms.count - 1)].spans)
        }
        let forms = (0..<ranks).map { rank in StyledLine.flowing(parts.map { form($0, rank) }, width: area.width) }
        let whole = forms.first { $0.count == 1 && $0[0].width <= area.width } ?? forms.last
        guard let line = whole?.first, line.width <= area.width else { return }
        canvas.write(line, x: area.x, y: area.y, within: area)
    }

    /// The names of the visible strips with this colour scale: all with signed values, or all without.
    func names(_ isSigned: Bool, _ groups: [Group]) -> String {
        let strips = groups.flatMap(\.rows).joined().filter { $0.isSigned == isSigned }
        let kinds =
            isSigned
            ? [("states", strips.contains(where: \.isState)), ("candidates", strips.contains { !$0.isState })]
            : [("gates", strips.contains { $0.part.hasSuffix("gate") }), ("weights", strips.contains { !$0.part.hasSuffix("gate") })]
        return kinds.filter(\.1).map(\.0).joined(separator: ", ")
    }

    private func ramp(_ strip: ActivityStrip, _ terminalStyle: TerminalStyle) -> HeatRamp {
        HeatRamp(strip.isSigned && terminalStyle.depth >= .many ? .signed : .probability, terminalStyle)
    }

    private func draw(
        _ strip: ActivityStrip, _ layout: Layout, isNamedApart: Bool, showsScale: Bool, _ canvas: inout Canvas, _ area: Rectangle,
        _ axis: TimeAxis, _ terminalStyle: TerminalStyle
    ) {
        let theme = terminalStyle.theme
        let (titleRow, heat) = area.split(top: area.height > 1 ? 1 : 0)
        var title = StyledLine(isNamedApart ? "" : strip.layer + "  ", strip.isState ? theme.text : theme.muted)
        title.append(strip.part, theme.accent)
        if !isNamedApart, let units = units(strip, layout, terminalStyle) { title.append("  " + units, theme.muted) }
        canvas.write(title.fitted(titleRow.width, terminalStyle), x: titleRow.x, y: titleRow.y, within: titleRow)
        let name = StyledLine(names(strip.isSigned, layout.groups) + " ", theme.muted)
        let room = titleRow.width - title.width - Self.scaleGap - name.width
        if showsScale, let scale = scale(strip, terminalStyle).line(width: min(Self.greatestScale, room), terminalStyle) {
            let whole = StyledLine(name.spans + scale.spans)
            canvas.write(whole, x: titleRow.right - whole.width, y: titleRow.y, within: titleRow)
        }
        guard strip.width > 0, strip.values.count >= steps * strip.width else { return }
        let ramp = ramp(strip, terminalStyle)
        let perRow = Self.linesPerRow(terminalStyle)
        let lines = heat.height * perRow
        let labels = layout.unitNames == .rows ? strip.unitLabels(rows: heat.height, perRow: perRow) : []
        for row in 0..<heat.height {
            if labels.indices.contains(row) {
                let place = Rectangle(x: heat.x, y: heat.y + row, width: layout.margin - 1, height: 1)
                canvas.write(labels[row], in: place, theme.muted, alignment: .right, terminalStyle)
            }
            for column in 0..<axis.columns {
                func value(_ line: Int) -> Float {
                    let unit = strip.place(line, of: lines)
                    let mean = axis.mean(column) { strip.values[$0 * strip.width + unit] }
                    return !strip.isSigned ? mean : terminalStyle.depth >= .many ? (mean + 1) / 2 : abs(mean)
                }
                let cell = ramp.isFine ? ramp.halves(value(2 * row), value(2 * row + 1)) : ramp.cell(value(row))
                canvas[heat.x + layout.margin + column, heat.y + row] = cell
            }
        }
        drawCursor(&canvas, heat.inset(left: layout.margin), axis)
    }

    /// The colour scale of a strip.
    func scale(_ strip: ActivityStrip, _ terminalStyle: TerminalStyle) -> HeatScale {
        let half = terminalStyle.hasUnicode ? "½" : ".5"
        let showsSigns = strip.isSigned && terminalStyle.depth >= .many
        let low = showsSigns ? "-1" : !strip.isSigned ? "0" : terminalStyle.hasUnicode ? "0 ±" : "0+-"
        return HeatScale(ramp(strip, terminalStyle), low: low, middle: showsSigns ? "0" : half, high: "1")
    }

    private func drawCursor(_ canvas: inout Canvas, _ heat: Rectangle, _ axis: TimeAxis) {
        guard let cursor, let columns = axis.columns(of: cursor) else { return }
        canvas.restyle(Rectangle(x: heat.x + columns.lowerBound, y: heat.y, width: columns.count, height: heat.height)) {
            $0.with(.underline)
        }
    }
}
