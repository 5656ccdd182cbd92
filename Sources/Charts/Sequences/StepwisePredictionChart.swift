import TextFormatting

/// The class probabilities of one example over time: classes down, time steps across, with the input above on the same axis.
///
/// On a screen it fills its area and has room for a selected step; on a page, which is read from top to bottom, it consists of lines below
/// a ruler.
package struct StepwisePredictionChart: Drawable {
    /// The input.
    package var sequence: SequencePicture
    /// The probabilities of the classes or labels.
    package var outputs: StepwiseOutputs
    /// The selected step, from 0; nil for none.
    package var cursor: Int?

    /// A chart of `outputs`; nothing is drawn unless there is one output for each class.
    package init(sequence: SequencePicture, outputs: StepwiseOutputs, cursor: Int? = nil) {
        self.sequence = sequence
        self.outputs = outputs
        self.cursor = cursor
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty, outputs.isSound, outputs.width == sequence.classNames.count else { return }
        let hasAxis = area.height >= 3
        var (label, figures, axis) = columns(area.width)
        let margin = label + 2
        let hasLegend =
            area.height >= Self.rowsForLegend
            || area.height >= Self.rowsForNarrowLegend
                && !hasRoomBesideAxis(area.width - margin - axis.columns - Self.scaleGap, terminalStyle)
        let (rows, axisRow) = area.split(top: area.height - (hasAxis ? 1 : 0) - (hasLegend ? 1 : 0))
        guard axis.columns > 0 else { return }

        // All classes are shown if some rows are left for the input.
        let hasRoom = outputs.width + Self.leastInputRows <= rows.height
        let least = hasRoom ? outputs.width : min(outputs.width, max(1, (rows.height + 1) / 2))
        axis = columns(area.width, rows: rows.height - least).axis
        let strip = InputStrip(sequence: sequence, axis: axis)
        let inputRows = max(0, min(strip.rows, rows.height - least))
        let shown = min(outputs.width, rows.height - inputRows)
        let height = max(1, min(3, (rows.height - inputRows) / max(1, shown)))
        let (inputArea, heat) = rows.split(top: inputRows)
        strip.draw(&canvas, in: inputArea.inset(left: margin, right: figures), terminalStyle)
        var saysSide = false

        let step = min(max(0, cursor ?? outputs.steps - 1), outputs.steps - 1)
        let classes = outputs.classes(shown, always: sequence.trueOnes)
        for (index, kind) in classes.enumerated() {
            let row = Rectangle(x: heat.x, y: heat.y + index * height, width: heat.width, height: height)
            draw(kind, &canvas, row, axis, label: label, figures: figures, step: step, terminalStyle)
        }
        let bottom = heat.y + shown * height
        if let cursor, let columns = axis.columns(of: cursor) {
            let line = Rectangle(x: area.x + margin + columns.lowerBound, y: heat.y, width: columns.count, height: bottom - heat.y)
            markCursor(&canvas, line, terminalStyle)
        }
        if hasAxis { axis.draw(&canvas, x: area.x + margin, y: min(axisRow.y, bottom), cursor: cursor, time: sequence.time, terminalStyle) }
        let count = shown < outputs.width ? "\(shown) of \(Figures.grouped(outputs.width))" : nil
        if hasAxis {
            let row = min(axisRow.y, bottom) + (hasLegend ? 1 : 0)
            let free = (area.x..<area.right).reversed().prefix { canvas[$0, row].character == " " }.count
            let line: StyledLine
            (line, saysSide) = legend(count, isBelow: hasLegend, hasLegend ? area.width : free - Self.scaleGap, terminalStyle)
            canvas.write(line, x: hasLegend ? area.x : area.right - line.width, y: row, within: area)
        }
        if !saysSide { writeSide(&canvas, inputArea.inset(left: margin + axis.columns + 1), terminalStyle) }
    }

    /// Says beside the picture that it does not stand upright, where the legend has no room for it.
    private func writeSide(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard case .imageRows = sequence.input else { return }
        let lines = Self.shortSide.wrapped(area.width)
        guard !area.isEmpty, lines.count <= area.height, lines.joined(separator: " ") == Self.shortSide else { return }
        for (row, line) in lines.enumerated() {
            let place = Rectangle(x: area.x, y: area.y + row, width: area.width, height: 1)
            canvas.write(line, in: place, terminalStyle.theme.muted, alignment: .right, terminalStyle)
        }
    }

    /// Whether the colour scale fits beside the axis, together with the number of classes shown.
    private func hasRoomBesideAxis(_ room: Int, _ terminalStyle: TerminalStyle) -> Bool {
        let count = StyledLine("\(outputs.width) of \(outputs.width)").width
        return HeatScale.probability(terminalStyle).line(width: room - count - Self.scaleGap, terminalStyle) != nil
    }

    /// The number of classes shown, if not all, the meaning of colours and signs, and why a picture is not upright: as
    /// much as fits.
    ///
    /// - Returns: the line, and whether it mentions the picture.
    private func legend(
        _ count: String?, isBelow: Bool, _ room: Int, _ terminalStyle: TerminalStyle
    ) -> (line: StyledLine, saysSide: Bool) {
        let theme = terminalStyle.theme
        var legend = ChartLegend()
        func addScale() -> Int { legend.add(HeatScale.probability(terminalStyle).forms(terminalStyle).reversed()) }
        var scale = isBelow ? addScale() : 0
        var (truth, side): (Int?, Int?)
        if isBelow, !sequence.trueOnes.isEmpty {
            let sign = "\(terminalStyle.symbols.pointer) "
            truth = legend.add([StyledLine([.init(text: sign, style: theme.truth), .init(text: "true", style: theme.muted)])])
        }
        let classes = count.map { legend.add([StyledLine($0, theme.muted), StyledLine($0 + " classes", theme.muted)]) }
        if case .imageRows = sequence.input { side = legend.add([StyledLine(Self.side, theme.muted)]) }
        if !isBelow { scale = addScale() }
        if let classes { legend.wish(classes) }
        legend.wish(scale)
        if let truth { legend.wish(truth) }
        if let classes { legend.wish(classes, form: 1) }
        if let side { legend.wish(side) }
        for form in [1, 2] { legend.wish(scale, form: form) }
        let (lines, forms) = legend.laidOut(width: max(0, room), rows: 1, indent: 0)
        return (lines.first ?? StyledLine(), side.map { forms[$0] != nil } ?? false)
    }

    private static let (side, shortSide) = ("picture on its side", "on its side")

    /// The number of rows kept for the input before classes are left out.
    private static let leastInputRows = 6

    /// The least number of rows with a legend.
    package static let rowsForLegend = 18
    /// The same if there is no room for it beside the axis.
    private static let rowsForNarrowLegend = 10

    /// The number of columns between the axis and the colour scale beside it, if there is no legend.
    private static let scaleGap = 2

    /// The division of a line among the names of classes, the steps and the figures.
    ///
    /// - Parameter rows: the number of rows for the input; nil for as many as it needs.
    private func columns(_ width: Int, rows: Int? = nil) -> (label: Int, figures: Int, axis: TimeAxis) {
        let longest = sequence.classNames.prefix(200).map { DisplayWidth.of($0.visible) }.max() ?? 0
        let label = min(longest, width / 4)
        let figures = width >= 24 ? 6 : 0
        let stretch = rows.map { InputStrip.greatestStretch(sequence, rows: $0) } ?? InputStrip.greatestStretch(sequence)
        let axis = TimeAxis(steps: outputs.steps, room: width - label - 2 - figures, greatestStretch: stretch)
        return (label, figures, axis)
    }

    /// The number of rows that shows the input well, with a row for each of at most `classes` classes.
    package func rows(width: Int, classes: Int) -> Int {
        InputStrip(sequence: sequence, axis: columns(width).axis).rows + min(outputs.width, classes) + 1
    }

    private func draw(
        _ kind: Int, _ canvas: inout Canvas, _ row: Rectangle, _ axis: TimeAxis, label: Int, figures: Int, step: Int,
        _ terminalStyle: TerminalStyle
    ) {
        let ramp = HeatRamp(.probability, terminalStyle)
        let isTrue = sequence.trueOnes.contains(kind)
        let middle = (row.height - 1) / 2
        let name = Rectangle(x: row.x + 1, y: row.y + middle, width: label, height: 1)
        if isTrue { canvas[row.x, name.y] = StyledCell(character: terminalStyle.symbols.pointer, style: terminalStyle.theme.truth) }
        canvas.write(
            sequence.classNames[kind].visible, in: name, isTrue ? terminalStyle.theme.truth : terminalStyle.theme.text, alignment: .right,
            terminalStyle)
        for column in 0..<axis.columns {
            let cell = ramp.cell(axis.mean(column) { outputs.probability($0, kind) })
            for line in row.y..<row.bottom { canvas[row.x + label + 2 + column, line] = cell }
        }
        guard figures > 0 else { return }
        let probability = outputs.probability(step, kind)
        let place = Rectangle(x: row.x + label + 2 + axis.columns, y: name.y, width: figures, height: 1)
        // Nothing is known about the truth of an edited example.
        let isTruthKnown = sequence.trueClass.map { $0 >= 0 } ?? true
        let isSaid = sequence.isMultiLabel ? probability > 0.5 : outputs.best(step) == kind
        let style =
            isSaid
            ? (isTrue ? terminalStyle.theme.good : isTruthKnown ? terminalStyle.theme.bad : terminalStyle.theme.accent).with(.bold)
            : terminalStyle.theme.muted
        canvas.write(Figures.percent(Double(probability), decimals: 0), in: place, style, alignment: .right, terminalStyle)
    }

    private func markCursor(_ canvas: inout Canvas, _ line: Rectangle, _ terminalStyle: TerminalStyle) {
        guard terminalStyle.depth >= .many else { return canvas.restyle(line) { $0.with(.reverse) } }
        for y in line.y..<line.bottom {
            let cell = canvas[line.x, y]
            guard cell.character == " " else { continue }
            canvas[line.x, y] = StyledCell(
                character: terminalStyle.symbols.dotted, style: Style(terminalStyle.theme.cursorLine, on: cell.style.background))
        }
    }
}

// MARK: On a page

extension StepwisePredictionChart {
    /// The greatest number of classes on a page; if there are more, those with the greatest probability at any step.
    private static let greatestRows = 20

    /// A ruler, then a line for each class, with one column for each step, or for several if there are more than
    /// `width`.
    package func lines(width: Int, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        guard outputs.isSound, outputs.width == sequence.classNames.count else { return [] }
        let theme = terminalStyle.theme
        let axis = TimeAxis(steps: outputs.steps, room: width, greatestStretch: 1)
        let classes = outputs.classes(Self.greatestRows, samples: .max)
        let ramp = HeatRamp(.probability, terminalStyle)
        let edge = String(terminalStyle.symbols.vertical)
        var table = StyledTable(alignments: [.right, .left], rows: [], gap: 1)
        table.rows.append([
            StyledLine(sequence.time == nil ? "step" : "time", theme.muted),
            StyledLine(" " + (sequence.time.map { axis.ruler($0) } ?? axis.ruler), theme.muted),
        ])
        for kind in classes {
            let isTrue = sequence.trueOnes.contains(kind)
            var line = StyledLine(edge, theme.border)
            for column in 0..<axis.columns {
                line.append(ramp.cell(axis.mean(column, samples: .max) { outputs.probability($0, kind) }))
            }
            line.append(edge, theme.border)
            if isTrue { line.append(" true", theme.truth) }
            table.rows.append([StyledLine(sequence.classNames[kind].visible, isTrue ? theme.truth : theme.text), line])
        }
        return table.lines
    }
}
