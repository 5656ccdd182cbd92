import TextFormatting

/// The legend above a chart of losses.
extension LossChart {
    /// The number of rows from which a chart has a legend of one, two and three lines.
    private static let rowsForFirst = 3
    private static let (rowsForSecond, rowsForThird) = (11, 18)
    /// The number of rows from which a chart that the user has adjusted has a second line, so that it can name how.
    private static let rowsForAdjusted = 8
    /// The number of columns from which lines after the first are indented.
    private static let columnsForIndent = 44

    /// The names of curves and marks with their latest figures, or the figures of the selected step.
    ///
    /// The names of the training and test curves come first, then their figures, then the title and the scale, then the other marks. Entries
    /// that do not fit are shortened or left out.
    ///
    /// - Returns: the lines, and whether they name the best epoch, the scale, and the number of steps in each mean.
    func legend(
        _ curve: LossCurve, _ area: Rectangle, _ terminalStyle: TerminalStyle
    ) -> (lines: [StyledLine], namesBest: Bool, namesScale: Bool, namesSmoothing: Bool) {
        guard area.height >= Self.rowsForFirst else { return ([], false, false, false) }
        let rows = legendRows(area.height)
        let indent = area.width >= Self.columnsForIndent ? 2 : 0
        if let cursor {
            let (legend, head, best, smoothing) = reading(at: cursor, curve, terminalStyle)
            let (lines, forms) = legend.laidOut(width: area.width, rows: rows, indent: indent)
            return (lines, best.map { forms[$0] != nil } ?? false, forms[head] == 1, smoothing.map { forms[$0] != nil } ?? false)
        }
        let (legend, head, best, smoothing) = entries(curve, terminalStyle)
        let (lines, forms) = legend.laidOut(width: area.width, rows: rows, indent: indent)
        return (lines, best.map { forms[$0] != nil } ?? false, forms[head] == 1, smoothing.map { forms[$0] != nil } ?? false)
    }

    /// The number of lines that the legend may have.
    private func legendRows(_ height: Int) -> Int {
        if height < Self.rowsForSecond { return isAdjusted && height >= Self.rowsForAdjusted ? 2 : 1 }
        if !overlays.isEmpty { return 4 }
        return height < Self.rowsForThird ? 2 : 3
    }

    /// Whether the user chose what the chart shows: steps, another smoothing, or other runs.
    private var isAdjusted: Bool {
        cursor != nil || window != nil || reach != nil || settings.smoothing != LossChartSettings().smoothing || !overlays.isEmpty
    }

    // MARK: Samples of curves

    /// A curve's name with a sample of it, alone, with a figure, and with a longer sample.
    private func named(
        _ name: String, _ samples: (short: String, long: String), _ style: Style, _ figure: Double?, _ theme: Theme
    ) -> [StyledLine] {
        func form(_ sample: String, hasFigure: Bool) -> StyledLine {
            var line = StyledLine(sample, style)
            line.append(" " + name, theme.muted)
            if hasFigure, let figure { line.append(" " + Figures.loss(figure), style.with(.bold)) }
            return line
        }
        return [
            form(samples.short, hasFigure: false), form(samples.short, hasFigure: true), form(samples.long, hasFigure: true),
        ]
    }

    private func training(_ figure: Double?, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        let sample = terminalStyle.symbols.sample
        let samples = terminalStyle.hasUnicode ? (String(sample.prefix(1)), sample) : ("*", "**")
        return named("train", samples, terminalStyle.theme.train, figure, terminalStyle.theme)
    }

    private func testing(_ figure: Double?, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        let point = String(terminalStyle.symbols.point)
        let samples = (point, point + (terminalStyle.hasUnicode ? "━" : point))
        return named(checkedOn, samples, terminalStyle.theme.test, figure, terminalStyle.theme)
    }

    // MARK: Entries

    private func entries(
        _ curve: LossCurve, _ terminalStyle: TerminalStyle
    ) -> (legend: ChartLegend, head: Int, best: Int?, smoothing: Int?) {
        let theme = terminalStyle.theme
        var legend = ChartLegend()
        func muted(_ text: String) -> StyledLine { StyledLine(text, theme.muted) }
        var title = StyledLine(heading, theme.heading)
        title.append(" " + scaleName(curve), theme.muted)
        let head = legend.add([StyledLine(heading, theme.heading), title])
        let named = namedEpoch
        let trainLoss = named?.trainLoss ?? curve.points.last?.y
        let train = trainLoss.map { legend.add(training($0, terminalStyle)) }
        let test = tests.isEmpty ? nil : legend.add(testing(named?.testLoss, terminalStyle))
        let moment = moment(named, curve).map { legend.add([muted($0)]) }
        let best = bestForms(terminalStyle).map { legend.add($0) }
        let targets = (named?.targets ?? []).map { target in
            var line = muted(target.name.visible + " ")
            line.append(target.figure, theme.test)
            return legend.add([line])
        }
        let others = overlays.map { legend.add($0.legend(upTo: window?.upperBound, terminalStyle)) }
        let tail = legend.add(tailForms.map { StyledLine($0, window == nil ? theme.muted : theme.warning) })
        let smoothing = smoothingForms(curve, terminalStyle).map { legend.add($0.map(muted)) }
        for form in [0, 1] { for entry in [test, train].compactMap(\.self) { legend.wish(entry, form: form) } }
        for entry in others { legend.wish(entry) }
        if window != nil || reach != nil { legend.wish(tail) }
        legend.wish(head)
        if let moment, endsEarly { legend.wish(moment) }
        if window != nil || reach != nil { legend.wish(tail, form: 1) }
        legend.wish(head, form: 1)
        legend.wish(tail)
        if let best { legend.wish(best) }
        for form in [0, 1] { if let smoothing { legend.wish(smoothing, form: form) } }
        if let moment { legend.wish(moment) }
        for entry in [train, test].compactMap(\.self) { legend.wish(entry, form: 2) }
        for entry in others { legend.wish(entry, form: 1) }
        if let best { legend.wish(best, form: 1) }
        if window != nil { legend.wish(tail, form: 2) }
        for form in [2, 3] { if let smoothing { legend.wish(smoothing, form: form) } }
        for entry in targets { legend.wish(entry) }
        return (legend, head, best, smoothing)
    }

    /// Whether the visible steps end before the newest.
    private var endsEarly: Bool { (window?.upperBound ?? .infinity) < Double(step) }

    /// The moment of the named losses; nil if they are the newest.
    private func moment(_ named: EpochFigures?, _ curve: LossCurve) -> String? {
        if let named { return named.step < step || endsEarly ? "after epoch \(named.epoch)" : nil }
        guard endsEarly, let last = curve.points.last else { return nil }
        return "at step \(Figures.grouped(Int(last.x.rounded())))"
    }

    /// The visible steps, and whether they follow the run: from the shortest form to the longest.
    private var tailForms: [String] {
        guard let window else {
            return ["all steps"] + (reach.map { ["all steps, axis to \(Figures.grouped(Int($0.rounded())))"] } ?? [])
        }
        let steps = "\(Figures.grouped(Int(window.lowerBound.rounded()))) to \(Figures.grouped(Int(window.upperBound.rounded())))"
        let state = isOver ? "" : settings.follows && window.upperBound <= Double(step) ? "live" : "held"
        guard !state.isEmpty else { return [steps, "steps " + steps] }
        let link = state == "held" ? " at " : ", "
        return [state, state + link + steps, state + link + "steps " + steps]
    }

    /// The mark of the best epoch with its loss, without and with its number; nil if there is only one epoch.
    private func bestForms(_ terminalStyle: TerminalStyle) -> [StyledLine]? {
        guard let best, tests.count > 1 else { return nil }
        let theme = terminalStyle.theme
        var loss = StyledLine("\(terminalStyle.symbols.dot)", theme.test.with(.bold))
        loss.append(" best", theme.muted)
        loss.append(" " + Figures.loss(best.loss), theme.test)
        var epoch = loss
        epoch.append(" epoch \(best.epoch)", theme.muted)
        return [loss, epoch]
    }

    /// The smoothing of the training curve, the number of steps in each mean, and what is drawn behind the curve: from the shortest form to the
    /// longest; nil if all points are single steps.
    private func smoothingForms(_ curve: LossCurve, _ terminalStyle: TerminalStyle) -> [String]? {
        guard curve.smoothing > 1 else { return nil }
        let (name, steps) = (settings.smoothing.name, Figures.grouped(curve.smoothing))
        let shade = !terminalStyle.hasUnicode ? ". single" : terminalStyle.depth == .none ? "faint: single" : "grey: single"
        guard settings.smoothing != .none else {
            return [name, "\(name), \(shade)", "\(name), \(shade) steps", "\(name): means of \(steps) steps, \(shade) steps"]
        }
        return [
            "smoothed: \(steps)", "smoothed: \(steps), \(shade)", "\(name): \(steps) steps, \(shade) steps",
            "\(name): means of \(steps) steps, \(shade) steps",
        ]
    }

    private func scaleName(_ curve: LossCurve) -> String {
        switch settings.scale {
        case .linear: "linear"
        case .logarithmic: isLogarithmic(curve) ? "log" : "linear, as log needs losses above 0"
        }
    }

    /// The legend with the losses at a step.
    private func reading(
        at step: Double, _ curve: LossCurve, _ terminalStyle: TerminalStyle
    ) -> (legend: ChartLegend, head: Int, best: Int?, smoothing: Int?) {
        let theme = terminalStyle.theme
        var legend = ChartLegend()
        let place = "step \(Figures.grouped(Int(step)))"
        var scale = StyledLine(place + ",", theme.heading)
        scale.append(" " + scaleName(curve), theme.muted)
        let head = legend.add([StyledLine(place, theme.heading), scale])
        var (curves, after): ([Int], Int?) = ([], nil)
        if let bin = losses.bin(at: step) {
            var forms = training(bin.sum / Double(bin.count), terminalStyle)
            if bin.count > 1, var whole = forms.last {
                whole.append(
                    " (\(bin.count) steps: \(Figures.loss(Double(bin.least))) to \(Figures.loss(Double(bin.greatest))))", theme.muted)
                forms.append(whole)
            }
            curves.append(legend.add(forms))
        }
        if let epoch = epochs.last(where: { Double($0.step) <= step }) {
            if let loss = epoch.testLoss { curves.append(legend.add(testing(loss, terminalStyle))) }
            after = legend.add([StyledLine("after epoch \(epoch.epoch)", theme.muted)])
        }
        let others = overlays.map { legend.add($0.reading(at: step, terminalStyle)) }
        let best = bestForms(terminalStyle).map { legend.add($0) }
        let smoothing = smoothingForms(curve, terminalStyle).map { legend.add($0.map { StyledLine($0, theme.muted) }) }
        for form in [0, 1] { for curve in curves { legend.wish(curve, form: form) } }
        for other in others { legend.wish(other) }
        legend.wish(head)
        if let after { legend.wish(after) }
        legend.wish(head, form: 1)
        for other in others { legend.wish(other, form: 1) }
        for form in [0, 1] { if let smoothing { legend.wish(smoothing, form: form) } }
        for form in [0, 1] { if let best { legend.wish(best, form: form) } }
        for form in [2, 3] { for curve in curves { legend.wish(curve, form: form) } }
        return (legend, head, best, smoothing)
    }
}

extension [LossBin] {
    /// The bin that contains a step; nil if there is none.
    func bin(at step: Double) -> LossBin? {
        var first = 0
        for bin in self {
            if bin.count > 0, Double(first) < step, step <= Double(first + bin.count) { return bin }
            first += bin.count
        }
        return nil
    }
}
