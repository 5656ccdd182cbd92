import TextFormatting

/// What stands above a chart of losses.
extension LossChart {
    /// Rows of a chart from which on its legend may take a first one, a second and a third.
    private static let rowsForFirst = 3
    private static let (rowsForSecond, rowsForThird) = (11, 18)
    /// Columns from which on lines after the first are moved in below the heading.
    private static let columnsForIndent = 44

    /// What the curves and marks are, with their latest figures; or the figures of the step that is read.
    ///
    /// Which curve is training and which testing is said wherever there is room for two words. Figures come after that, then what the chart
    /// is called and how it counts, then the other marks; what has no room is shortened or left out.
    ///
    /// - Returns: the lines, and whether the best epoch and the scale are among what they name.
    func legend(
        _ curve: LossCurve, _ area: Rectangle, _ terminalStyle: TerminalStyle
    ) -> (lines: [StyledLine], namesBest: Bool, namesScale: Bool) {
        guard area.height >= Self.rowsForFirst else { return ([], false, false) }
        let rows = area.height < Self.rowsForSecond ? 1 : !overlays.isEmpty ? 4 : area.height < Self.rowsForThird ? 2 : 3
        let indent = area.width >= Self.columnsForIndent ? 5 : 0
        if let cursor = settings.cursor {
            return (reading(at: cursor, terminalStyle).laidOut(width: area.width, rows: rows, indent: indent).lines, true, false)
        }
        let (legend, head, best) = entries(curve, terminalStyle)
        let laidOut = legend.laidOut(width: area.width, rows: rows, indent: indent)
        return (laidOut.lines, best.map { laidOut.forms[$0] != nil } ?? false, laidOut.forms[head] == 1)
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

    private func entries(_ curve: LossCurve, _ terminalStyle: TerminalStyle) -> (legend: ChartLegend, head: Int, best: Int?) {
        let theme = terminalStyle.theme
        var legend = ChartLegend()
        func muted(_ text: String) -> StyledLine { StyledLine(text, theme.muted) }
        var title = StyledLine(heading, theme.heading)
        title.append(" " + scaleName(curve), theme.muted)
        let head = legend.add([StyledLine(heading, theme.heading), title])
        let train = trainingLoss(curve).map { legend.add(training($0, terminalStyle)) }
        let test = tests.last.map { legend.add(testing($0.y, terminalStyle)) }
        let best = bestForms(terminalStyle).map { legend.add($0) }
        let targets = (epochs.last?.targets ?? []).map { target in
            var line = muted(target.name.visible + " ")
            line.append(target.figure, theme.test)
            return legend.add([line])
        }
        let others = overlays.map { legend.add($0.legend(terminalStyle)) }
        let window = settings.window.map { window in
            let (first, last) = (Figures.grouped(Int(window.lowerBound)), Figures.grouped(Int(window.upperBound)))
            return legend.add([StyledLine("steps \(first) to \(last)", theme.warning)])
        }
        var remarks: [Int] = []
        if !curve.points.isEmpty {
            let means = curve.smoothing > 1 ? ": means of \(Figures.grouped(curve.smoothing)) steps" : ""
            remarks.append(legend.add([muted(settings.smoothing.name + means)]))
            let shade = !terminalStyle.hasUnicode ? "." : terminalStyle.depth == .none ? "faint:" : "grey:"
            if curve.smoothing > 1 { remarks.append(legend.add([muted(shade + " single steps")])) }
        }
        for form in [0, 1] { for entry in [test, train].compactMap(\.self) { legend.wish(entry, form: form) } }
        for entry in others { legend.wish(entry) }
        legend.wish(head)
        if let window { legend.wish(window) }
        legend.wish(head, form: 1)
        if let best { legend.wish(best) }
        for entry in [train, test].compactMap(\.self) { legend.wish(entry, form: 2) }
        for entry in others { legend.wish(entry, form: 1) }
        if let best { legend.wish(best, form: 1) }
        for entry in targets + remarks.reversed() { legend.wish(entry) }
        return (legend, head, best)
    }

    /// The mark of the best epoch with its loss, and with its number too; nil where no epoch is better than another.
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

    private func scaleName(_ curve: LossCurve) -> String {
        switch settings.scale {
        case .linear: "linear"
        case .logarithmic: isLogarithmic(curve) ? "log" : "linear, as log needs losses above 0"
        }
    }

    /// The losses at a step.
    private func reading(at step: Double, _ terminalStyle: TerminalStyle) -> ChartLegend {
        let theme = terminalStyle.theme
        var legend = ChartLegend()
        let head = legend.add([StyledLine("step \(Figures.grouped(Int(step)))", theme.heading)])
        var (curves, after): ([Int], Int?) = ([], nil)
        var first = 0
        for bin in losses {
            defer { first += bin.count }
            guard bin.count > 0, Double(first) < step, step <= Double(first + bin.count) else { continue }
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
        for form in [0, 1] { for curve in curves { legend.wish(curve, form: form) } }
        legend.wish(head)
        if let after { legend.wish(after) }
        for form in [2, 3] { for curve in curves { legend.wish(curve, form: form) } }
        return legend
    }
}
