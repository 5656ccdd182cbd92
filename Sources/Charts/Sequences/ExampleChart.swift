import TextFormatting

/// One example and the network's predictions for it, in the form that suits the task.
package struct ExampleChart: Drawable {
    /// The example; nil if there is none.
    package var sequence: SequencePicture?
    /// The predictions; nil if the network has not read the example yet.
    package var outputs: StepwiseOutputs?
    /// Symbols that a language model generated.
    package var sample: [Int32]
    /// The reason why there are no predictions, if there are none.
    package var missing: Missing
    /// The selected step, from 0; nil for none.
    package var cursor: Int?
    /// The text before the example's name, if there is room for both; empty for none.
    package var heading = ""
    /// The predictions for each of several targets, by name, one below the other; empty if there is only one.
    package var targets: [(name: String, chart: ExampleChart)] = []

    /// Why the predictions are unknown.
    package enum Missing: Sendable {
        /// Training has not begun.
        case notYet
        /// The predictions will be available shortly.
        case reading
        /// The run trains in another process, and nothing is computed here.
        case elsewhere
        /// The predictions cannot be computed, for this reason.
        case problem(String)

        /// What stands in place of the predictions.
        func text(_ terminalStyle: TerminalStyle) -> String {
            switch self {
            case .notYet: "not read yet"
            case .reading: "the network reads it" + String(terminalStyle.symbols.ellipsis)
            case .elsewhere: "the notebook that trains the run has not read it yet"
            case .problem(let reason): reason
            }
        }
    }

    /// A chart of an example; invalid outputs are left out.
    package init(sequence: SequencePicture?, outputs: StepwiseOutputs?, sample: [Int32], missing: Missing, cursor: Int?) {
        self.sequence = sequence
        self.outputs = outputs.flatMap { $0.isSound ? $0 : nil }
        self.sample = sample
        self.missing = missing
        self.cursor = cursor
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard let sequence else { return canvas.write("no example to look at", in: area, terminalStyle.theme.muted, terminalStyle) }
        let (titleRow, body) = area.split(top: area.height >= 3 ? 1 : 0)
        drawTitle(sequence, &canvas, titleRow, terminalStyle)
        guard targets.isEmpty else { return drawTargets(&canvas, body, terminalStyle) }
        if case .nextSymbol = sequence.truth {
            return LanguageChart(sequence: sequence, outputs: outputs, sample: sample, cursor: cursor).draw(
                &canvas, in: body, terminalStyle)
        }
        guard let outputs else {
            return canvas.write(wrapped: missing.text(terminalStyle), in: body, terminalStyle.theme.muted)
        }
        switch sequence.truth {
        case .sequenceClass, .sequenceLabels:
            StepwisePredictionChart(sequence: sequence, outputs: outputs, cursor: cursor).draw(&canvas, in: body, terminalStyle)
        case .stepClasses, .labelSequence:
            LabelBand(sequence: sequence, outputs: outputs, cursor: cursor).draw(&canvas, in: body, terminalStyle)
        case .sequenceValues, .stepValues, .nextSymbol:
            ValueChart(sequence: sequence, outputs: outputs, cursor: cursor).draw(&canvas, in: body, terminalStyle)
        }
    }

    /// Draws as many targets as fit, each with a few rows.
    private func drawTargets(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let shown = max(1, min(targets.count, area.height / 4))
        var rest = area
        for (place, target) in targets.prefix(shown).enumerated() {
            let (own, below) = rest.split(top: rest.height / (shown - place))
            var chart = target.chart
            chart.sequence?.name = target.name
            chart.cursor = cursor
            chart.draw(&canvas, in: own, terminalStyle)
            rest = below
        }
    }

    private func drawTitle(_ sequence: SequencePicture, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let theme = terminalStyle.theme
        var line = StyledLine()
        if let truth = sequence.trueClass {
            line.append("  is ", theme.muted)
            line.append(sequence.className(truth), theme.truth)
            if let outputs {
                let step = min(max(0, cursor ?? outputs.steps - 1), outputs.steps - 1)
                let best = outputs.best(step)
                let style = best == truth ? theme.good : theme.bad
                line.append("  said ", theme.muted)
                line.append(sequence.className(best) + " ", style)
                line.append(String(best == truth ? terminalStyle.symbols.right : terminalStyle.symbols.wrong), style)
                if cursor != nil { line.append(" at step \(step + 1)", theme.muted) }
            }
        }
        if case .sequenceLabels(let labels) = sequence.truth { addLabels(labels, sequence, &line, terminalStyle) }
        if let truth = sequence.trueLabelSequence { addReading(truth, sequence, &line, terminalStyle) }
        let name = StyledLine(name(sequence, beside: line.width, area.width, terminalStyle), theme.heading)
        canvas.write(StyledLine(name.spans + line.spans), x: area.x, y: area.y, within: area)
    }

    /// The heading and the example's name, as much of both as fits beside the predictions: first the name's first words
    /// are dropped, then the words of the heading after its number.
    private func name(_ sequence: SequencePicture, beside width: Int, _ room: Int, _ terminalStyle: TerminalStyle) -> String {
        let name = sequence.name.fitted(room / 2, terminalStyle)
        guard !heading.isEmpty else { return name }
        let last = sequence.name.split(separator: " ").last.map { String($0).fitted(room / 2, terminalStyle) } ?? name
        let number = String(heading.prefix { $0 != " " })
        let forms = [heading + "  " + name, heading + "  " + last, number + "  " + name, number + "  " + last]
        return forms.first { DisplayWidth.of($0) + width <= room } ?? (room >= 44 ? forms[0] : forms[3])
    }

    /// Adds the true label sequence and the predicted one.
    private func addReading(_ labels: [Int], _ sequence: SequencePicture, _ line: inout StyledLine, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        line.append("  is ", theme.muted)
        line.append(sequence.written(labels), theme.truth)
        guard let outputs else { return }
        let said = sequence.reading(of: outputs)
        let style = said == labels ? theme.good : theme.bad
        line.append("  read ", theme.muted)
        line.append(sequence.written(said) + " ", style)
        line.append(String(said == labels ? terminalStyle.symbols.right : terminalStyle.symbols.wrong), style)
    }

    /// Adds the true labels and the predicted ones.
    private func addLabels(_ labels: Set<Int>, _ sequence: SequencePicture, _ line: inout StyledLine, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        func names(_ labels: Set<Int>) -> String {
            labels.isEmpty ? "nothing" : labels.sorted().map(sequence.className).joined(separator: ", ")
        }
        line.append("  is ", theme.muted)
        line.append(names(labels), theme.truth)
        guard let outputs else { return }
        let step = min(max(0, cursor ?? outputs.steps - 1), outputs.steps - 1)
        let said = Set((0..<outputs.width).filter { outputs.probability(step, $0) > 0.5 })
        let style = said == labels ? theme.good : theme.bad
        line.append("  said ", theme.muted)
        line.append(names(said) + " ", style)
        line.append(String(said == labels ? terminalStyle.symbols.right : terminalStyle.symbols.wrong), style)
        if cursor != nil { line.append(" at step \(step + 1)", theme.muted) }
    }
}
