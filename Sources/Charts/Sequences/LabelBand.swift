import TextFormatting

/// The labels of all steps in rows: the input, the true class (if it is known for each step, which it is not for label sequences), the
/// predicted class and its probability, with mistakes marked; below a best path, the class that each step alone would predict if it
/// differs. Long sequences wrap into further bands, and the selected step stays visible.
package struct LabelBand: Drawable {
    /// The input, with a true class for each step.
    package var sequence: SequencePicture
    /// The probabilities of the classes.
    package var outputs: StepwiseOutputs
    /// The selected step, from 0; nil for none.
    package var cursor: Int?

    /// A chart of these labels.
    package init(sequence: SequencePicture, outputs: StepwiseOutputs, cursor: Int? = nil) {
        self.sequence = sequence
        self.outputs = outputs
        self.cursor = cursor
    }

    private var heads: [String] {
        isReading
            ? ["input", "said", "sure"]
            : ["input"] + (tellsTruth ? ["true"] : []) + ["said", "sure"] + (outputs.path == nil ? [] : ["alone"])
    }
    /// Whether the true label of any step is known.
    private var tellsTruth: Bool { !isReading && (0..<steps).contains { sequence.trueClass(at: $0) != nil } }
    /// Whether label sequences are decoded, with blanks between labels.
    private var isReading: Bool { sequence.trueLabelSequence != nil }
    private static let headWidth = 6

    private var steps: Int { min(outputs.steps, sequence.steps) }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty, outputs.isSound, outputs.width == sequence.classNames.count, steps > 0 else { return }
        let (body, foot) = area.split(top: area.height - (area.height >= 4 ? 1 : 0))
        let arrangement = Arrangement(self, width: body.width, height: body.height)
        let (layout, input, bandHeight, visible) = (arrangement.layout, arrangement.input, arrangement.bandHeight, arrangement.visible)
        let band = cursor.flatMap { layout.band(of: $0) } ?? 0
        let first = max(0, min(band - visible / 2, layout.bands.count - visible))
        for (index, steps) in layout.bands.dropFirst(first).prefix(visible).enumerated() {
            let place = Rectangle(
                x: body.x, y: body.y + index * (bandHeight + 1), width: body.width,
                height: min(bandHeight, body.bottom - body.y - index * (bandHeight + 1)))
            draw(steps, layout, input, &canvas, place, margin: arrangement.margin, terminalStyle)
            // Bands for which there is no room are marked where they would be.
            let ellipsis = String(terminalStyle.symbols.ellipsis)
            if index == 0, first > 0 {
                canvas.write(ellipsis, x: place.x + max(0, arrangement.margin - 1), y: place.y, terminalStyle.theme.muted, within: place)
            }
            if index == visible - 1, first + visible < layout.bands.count, let last = steps.last {
                let end = place.x + arrangement.margin + layout.column(of: last) + layout.widths[last] - input.gap
                canvas.write(ellipsis, x: min(end, place.right - 1), y: place.y, terminalStyle.theme.muted, within: place)
            }
        }
        // Just below the bands, if they leave room.
        let used = min(visible, layout.bands.count) * (bandHeight + 1)
        drawFoot(&canvas, Rectangle(x: foot.x, y: min(foot.y, body.y + used), width: foot.width, height: foot.height), terminalStyle)
    }

    /// The number of rows for all bands and the figures below them, or for as many bands as fit.
    package func rows(width: Int, atMost most: Int) -> Int {
        guard outputs.isSound, outputs.width == sequence.classNames.count, steps > 0, most >= 4 else { return 0 }
        let arrangement = Arrangement(self, width: width, height: most - 1)
        return min(most, min(arrangement.visible, arrangement.layout.bands.count) * (arrangement.bandHeight + 1))
    }

    /// The division of the available area among the steps.
    private struct Arrangement {
        let margin: Int
        let input: LabelInput
        let layout: BandLayout
        let bandHeight: Int
        /// The number of bands that fit.
        let visible: Int

        init(_ band: LabelBand, width: Int, height: Int) {
            margin = width >= 30 ? LabelBand.headWidth : 0
            let columns = width - margin
            let input = LabelInput(
                sequence: band.sequence, room: Rectangle(x: 0, y: 0, width: columns, height: height), steps: band.steps,
                labels: min(3, band.heads.count - 1))
            layout = BandLayout(widths: (0..<band.steps).map { min(columns, band.stepWidth($0, input)) }, room: columns)
            bandHeight = input.rows + band.heads.count - 1
            visible = max(1, (height + 1) / (bandHeight + 1))
            self.input = input
        }
    }

    private func stepWidth(_ step: Int, _ input: LabelInput) -> Int {
        let truth = sequence.trueClass(at: step).map { DisplayWidth.of(sequence.className($0)) } ?? 0
        let alone = outputs.path.map { DisplayWidth.of(sequence.className($0.alone[step])) } ?? 0
        let names = max(truth, alone, DisplayWidth.of(sequence.className(outputs.best(step))))
        return max(min(12, names), input.width(step)) + input.gap
    }

    private func draw(
        _ steps: Range<Int>, _ layout: BandLayout, _ input: LabelInput, _ canvas: inout Canvas, _ area: Rectangle, margin: Int,
        _ terminalStyle: TerminalStyle
    ) {
        if margin > 0 {
            for (index, head) in heads.enumerated() {
                let row = index == 0 ? 0 : input.rows + index - 1
                guard row < area.height, index > 0 || input.rows > 0 else { continue }
                canvas.write(head, x: area.x, y: area.y + row, terminalStyle.theme.muted, within: area)
            }
        }
        let ramp = HeatRamp(.probability, terminalStyle)
        let tellsTruth = tellsTruth
        for step in steps {
            let place = Rectangle(
                x: area.x + margin + layout.column(of: step), y: area.y, width: layout.widths[step] - input.gap, height: area.height
            )
            .intersection(area)
            let (picture, labels) = place.split(top: input.rows)
            input.draw(step, &canvas, picture, terminalStyle)
            drawLabels(step, &canvas, labels, tellsTruth: tellsTruth, ramp, terminalStyle)
            if step == cursor { canvas.restyle(place.intersection(labels)) { $0.with([.underline, .bold]) } }
        }
    }

    private func drawLabels(
        _ step: Int, _ canvas: inout Canvas, _ area: Rectangle, tellsTruth: Bool, _ ramp: HeatRamp, _ terminalStyle: TerminalStyle
    ) {
        let best = outputs.best(step)
        let truth = sequence.trueClass(at: step)
        let isWrong = truth != nil && truth != best
        var row = area
        if let truth {
            canvas.write(sequence.className(truth), in: row, isWrong ? terminalStyle.theme.truth : terminalStyle.theme.muted, terminalStyle)
        }
        if tellsTruth { row = row.inset(top: 1) }
        canvas.write(
            sequence.className(best), in: row,
            isReading && best == sequence.blank
                ? terminalStyle.theme.muted : isWrong ? terminalStyle.theme.bad.with(.bold) : terminalStyle.theme.text, terminalStyle)
        row = row.inset(top: 1)
        guard !row.isEmpty else { return }
        let sure = outputs.probability(step, best)
        canvas.fill(Rectangle(x: row.x, y: row.y, width: row.width, height: 1), ramp.cell(sure))
        if isWrong {
            canvas[row.x, row.y] = StyledCell(
                character: terminalStyle.symbols.wrong, style: terminalStyle.depth >= .many ? ramp.text(sure) : terminalStyle.theme.bad)
        }
        row = row.inset(top: 1)
        guard let alone = outputs.path?.alone[step], alone != best, !row.isEmpty else { return }
        let style = truth == nil ? terminalStyle.theme.muted : alone == truth ? terminalStyle.theme.good : terminalStyle.theme.bad
        canvas.write(sequence.className(alone), in: row, style, terminalStyle)
    }

    /// The legend of the row of confidences, and of the sign for mistakes, in `width` columns; nil if it does not fit.
    ///
    /// - Parameter wrong: the sign for mistakes; empty for none.
    private func scale(_ width: Int, wrong: String = "", _ terminalStyle: TerminalStyle) -> StyledLine? {
        var line = StyledLine("  sure ", terminalStyle.theme.muted)
        let room = width - line.width - wrong.count
        guard let scale = HeatScale.probability(terminalStyle).line(width: room, terminalStyle) else { return nil }
        line.spans += scale.spans
        line.append(wrong, terminalStyle.theme.bad)
        return line
    }

    private func drawFoot(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        if let cursor, cursor >= 0, cursor < steps {
            // At least two classes are shown.
            let scale = isReading || tellsTruth ? nil : self.scale(area.width - 36, terminalStyle)
            var line = TopClasses(sequence: sequence, outputs: outputs, step: cursor).line(
                width: area.width - (scale?.width ?? 0), terminalStyle)
            line.spans += scale?.spans ?? []
            canvas.write(line, x: area.x, y: area.y, within: area)
            return
        }
        if let truth = sequence.trueLabelSequence {
            let said = sequence.reading(of: outputs)
            var line = StyledLine("read ", terminalStyle.theme.muted)
            let isKnown = !truth.isEmpty
            line.append(
                sequence.written(said),
                !isKnown ? terminalStyle.theme.text : said == truth ? terminalStyle.theme.good : terminalStyle.theme.bad)
            if isKnown {
                line.append("  true ", terminalStyle.theme.muted)
                line.append(sequence.written(truth), terminalStyle.theme.truth)
            }
            canvas.write(line, x: area.x, y: area.y, within: area)
            return
        }
        let known = (0..<steps).filter { sequence.trueClass(at: $0) != nil }
        guard !known.isEmpty else { return }
        let right = known.filter { sequence.trueClass(at: $0) == outputs.best($0) }.count
        var line = StyledLine(
            "\(Figures.grouped(right)) of \(Figures.grouped(known.count)) right",
            right == known.count ? terminalStyle.theme.good : terminalStyle.theme.text)
        if let path = outputs.path {
            let alone = known.filter { sequence.trueClass(at: $0) == path.alone[$0] }.count
            line.append("  each step alone \(Figures.grouped(alone))", terminalStyle.theme.muted)
        }
        if outputs.steps < sequence.steps {
            line.append("  of the first \(Figures.count(steps, "step"))", terminalStyle.theme.muted)
        }
        // The meaning of the colours and of the sign.
        let wrong = right < known.count ? "  \(terminalStyle.symbols.wrong) wrong" : ""
        line.spans += scale(area.width - line.width, wrong: wrong, terminalStyle)?.spans ?? []
        canvas.write(line, x: area.x, y: area.y, within: area)
    }
}
