import Notebook
import Recurrent
import TextFormatting

/// The most probable classes at one step, in a line.
struct TopClasses {
    var example: SequenceExample
    var stepwisePrediction: StepwisePrediction
    var step: Int

    /// Such as `step 14  7 50 %  1 20 %`, as many classes as there is room for; the true class in its own colour.
    func line(width: Int, _ terminalStyle: TerminalStyle) -> StyledLine {
        var line = StyledLine("step \(step + 1)", terminalStyle.theme.accent.with(.bold))
        let truth = example.trueClass(at: step)
        for (rank, kind) in stepwisePrediction.ranking(step, 5).enumerated() {
            let style =
                kind == truth ? terminalStyle.theme.truth : rank == 0 && truth != nil ? terminalStyle.theme.bad : terminalStyle.theme.text
            let figure = " " + Figures.percent(Double(stepwisePrediction.probability(step, kind)), decimals: 0)
            let name = "  " + example.className(kind)
            guard line.width + DisplayWidth.of(name) + figure.utf8.count <= width else { break }
            line.append(name, style)
            line.append(figure, terminalStyle.theme.muted)
        }
        if let truth, stepwisePrediction.best(step) != truth, line.width + 7 + DisplayWidth.of(example.className(truth)) <= width {
            line.append("  true ", terminalStyle.theme.muted)
            line.append(example.className(truth), terminalStyle.theme.truth)
        }
        return line
    }
}
