import TextFormatting

/// The most probable classes at one step, in a line.
package struct TopClasses {
    /// The input, with its true target.
    package var sequence: SequencePicture
    /// The probabilities of the classes.
    package var outputs: StepwiseOutputs
    /// The step, from 0.
    package var step: Int

    /// The classes at an existing step.
    package init(sequence: SequencePicture, outputs: StepwiseOutputs, step: Int) {
        self.sequence = sequence
        self.outputs = outputs
        self.step = step
    }

    /// A line such as `step 14  7 50 %  1 20 %`, with as many classes as fit; the true class in its own colour.
    package func line(width: Int, _ terminalStyle: TerminalStyle) -> StyledLine {
        var line = StyledLine("step \(step + 1)", terminalStyle.theme.accent.with(.bold))
        let truth = sequence.trueClass(at: step)
        for (rank, kind) in outputs.ranking(step, 5).enumerated() {
            let style =
                kind == truth ? terminalStyle.theme.truth : rank == 0 && truth != nil ? terminalStyle.theme.bad : terminalStyle.theme.text
            let figure = " " + Figures.percent(Double(outputs.probability(step, kind)), decimals: 0)
            let name = "  " + sequence.className(kind)
            guard line.width + DisplayWidth.of(name) + figure.utf8.count <= width else { break }
            line.append(name, style)
            line.append(figure, terminalStyle.theme.muted)
        }
        if let truth, outputs.best(step) != truth, line.width + 7 + DisplayWidth.of(sequence.className(truth)) <= width {
            line.append("  true ", terminalStyle.theme.muted)
            line.append(sequence.className(truth), terminalStyle.theme.truth)
        }
        return line
    }
}
