import Notebook
import Recurrent

/// The most probable classes at one step, in a line.
struct TopClasses {
    var example: ProbeExample
    var belief: Belief
    var step: Int

    /// Such as `step 14  7 50 %  1 20 %`, as many classes as there is room for; the true class in its own colour.
    func line(width: Int, _ look: Look) -> StyledLine {
        var line = StyledLine("step \(step + 1)", look.theme.accent.with(.bold))
        let truth = example.trueClass(at: step)
        for (rank, kind) in belief.ranking(step, 5).enumerated() {
            let style = kind == truth ? look.theme.truth : rank == 0 && truth != nil ? look.theme.bad : look.theme.text
            let figure = " " + Figures.percent(Double(belief.probability(step, kind)), decimals: 0)
            let name = "  " + example.className(kind)
            guard line.width + DisplayWidth.of(name) + figure.utf8.count <= width else { break }
            line.append(name, style)
            line.append(figure, look.theme.muted)
        }
        if let truth, belief.best(step) != truth, line.width + 7 + DisplayWidth.of(example.className(truth)) <= width {
            line.append("  true ", look.theme.muted)
            line.append(example.className(truth), look.theme.truth)
        }
        return line
    }
}
