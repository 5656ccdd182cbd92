import TextFormatting

/// What stands above a chart of losses.
extension LossChart {
    /// Rows from which the legend may take a second one, and how many it may take.
    private static let rowsForSecondLine = 11
    private var mostLines: Int { overlays.isEmpty ? 2 : 4 }

    /// What the curves and marks are, with their latest figures; or the figures of the step that is read. What matters most comes first, and what has no
    /// room is left out.
    func legend(_ curve: LossCurve, _ area: Rectangle, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        if let cursor = settings.cursor { return [reading(at: cursor, terminalStyle)] }
        var lines = [StyledLine()]
        for (index, item) in items(curve, isWide: area.width >= 44, terminalStyle).enumerated() {
            let isFirst = lines[lines.count - 1].spans.isEmpty
            let width = item.width + (isFirst ? 0 : 2)
            if lines[lines.count - 1].width + width > area.width, index > 0 {
                guard lines.count < mostLines, area.height >= Self.rowsForSecondLine, item.width + 5 <= area.width else { continue }
                lines.append(StyledLine("     "))
            } else if !isFirst {
                lines[lines.count - 1].append("  ")
            }
            for span in item.spans { lines[lines.count - 1].append(span.text, span.style) }
        }
        return lines
    }

    private func items(_ curve: LossCurve, isWide: Bool, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        let (theme, symbols) = (terminalStyle.theme, terminalStyle.symbols)
        let point = String(symbols.point)
        func item(_ sample: String, _ style: Style, _ name: String, _ figure: Double) -> StyledLine {
            var line = StyledLine(isWide ? sample + " " : "", style)
            line.append(name + " ", isWide ? theme.muted : style)
            line.append(Self.text(figure), style.with(.bold))
            return line
        }
        var title = StyledLine(heading, theme.heading)
        if isWide { title.append(" " + scaleName(curve), theme.muted) }
        var items = [title]
        if let train = trainingLoss(curve) {
            items.append(item(terminalStyle.hasUnicode ? symbols.sample : "**", theme.train, "train", train))
        }
        if let last = tests.last {
            items.append(item(terminalStyle.hasUnicode ? point + "━" : point + point, theme.test, checkedOn, last.y))
        }
        guard isWide else { return items }
        if let best, tests.count > 1 {
            var line = StyledLine("\(symbols.dot) ", theme.test.with(.bold))
            line.append("best ", theme.muted)
            line.append(Self.text(best.loss), theme.test)
            line.append(" epoch \(best.epoch)", theme.muted)
            items.append(line)
        }
        for target in epochs.last?.targets ?? [] {
            var line = StyledLine(target.name.visible + " ", theme.muted)
            line.append(target.figure, theme.test)
            items.append(line)
        }
        items += overlays.map { $0.legend(terminalStyle) }
        if let window = settings.window {
            items.append(
                StyledLine("steps \(Figures.grouped(Int(window.lowerBound))) to \(Figures.grouped(Int(window.upperBound)))", theme.warning))
        }
        if !curve.points.isEmpty {
            let steps = curve.smoothing > 1 ? ": means of \(Figures.grouped(curve.smoothing)) steps" : ""
            items.append(StyledLine(settings.smoothing.name + steps, theme.muted))
            if curve.smoothing > 1 { items.append(StyledLine("grey: single steps", theme.muted)) }
        }
        return items
    }

    private func scaleName(_ curve: LossCurve) -> String {
        switch settings.scale {
        case .linear: "linear"
        case .logarithmic: isLogarithmic(curve) ? "log" : "linear, as log needs losses above 0"
        }
    }

    /// The losses at a step.
    private func reading(at step: Double, _ terminalStyle: TerminalStyle) -> StyledLine {
        let theme = terminalStyle.theme
        var line = StyledLine("step \(Figures.grouped(Int(step)))", theme.heading)
        var first = 0
        for bin in losses {
            defer { first += bin.count }
            guard bin.count > 0, Double(first) < step, step <= Double(first + bin.count) else { continue }
            line.append("  train ", theme.muted)
            line.append(Self.text(bin.sum / Double(bin.count)), theme.train.with(.bold))
            if bin.count > 1 {
                line.append(" (\(bin.count) steps: \(Self.text(Double(bin.least))) to \(Self.text(Double(bin.greatest))))", theme.muted)
            }
        }
        if let epoch = epochs.last(where: { Double($0.step) <= step }) {
            if let loss = epoch.testLoss {
                line.append("  \(checkedOn) ", theme.muted)
                line.append(Self.text(loss), theme.test.with(.bold))
            }
            line.append(" after epoch \(epoch.epoch)", theme.muted)
        }
        return line
    }
}
