import Notebook
import TextFormatting

extension LivePanel.View {
    /// How to read the view: its title, then paragraphs.
    func explanation(of run: LiveRun) -> [String] {
        [numberedTitle(of: run), reading] + (self == .loss ? [] : [Self.loss.reading]) + marks(of: run)
    }

    /// The changes that are marked in the chart of losses.
    private func marks(of run: LiveRun) -> [String] {
        let marks = run.lossChart.marks.map { "\($0.label) at step \(Figures.grouped($0.step))" }
        return marks.isEmpty ? [] : ["Marked in the chart of losses: \(marks.joined(separator: ", "))."]
    }

    /// The key that leads to what is wrong.
    private var wrong: String { "E (Alt-E while text is typed)" }

    private var reading: String {
        switch self {
        case .example:
            "The selected example, and below it the network's answer if it ended at each step: one row for each answer, one column for "
                + "each step. The figure on the right is that of the last step, or of the one chosen with < and >, which a pointer "
                + "below marks. A mark stands before the true answer. For values, the curves show the truth and the prediction; for a "
                + "text, each line is a character with what was expected in its place. A picture that is read row by row lies on its "
                + "side, because steps run to the right. ] and [ show other examples."
        case .activity:
            "The state of each recurrent layer while it reads the example: one row for each unit, one column for each step; if there "
                + "are too many units, an evenly spaced selection, whose numbers stand before the rows or in the title. A state, and the "
                + "candidate for the next one, are between -1 and 1 and coloured by their sign, a gate between 0, closed, and 1, open; the "
                + "scales on the right show the colours. In a gru, "
                + "an open reset gate lets the candidate see the old state, and an open update gate keeps that state; in an lstm, the "
                + "input gate lets the candidate into the cell, the forget gate keeps what the cell held, and the output gate shows it. "
                + "Layers that read in both directions show all of this for each direction. Attention weights are drawn relative to the "
                + "largest of them. Attention that is the same everywhere, or a layer whose units hardly change, has learned nothing "
                + "from the steps between. The pointer below marks the selected step."
        case .confusion:
            "How often each true class was predicted as each class in the latest test: rows are true classes, columns predicted ones. "
                + "Right answers are on the diagonal; large numbers beside it are classes that are mistaken for one another. The "
                + "colour of a mistake is its share of the true class, on the scale below, and the same in every matrix. A dot means none; "
                + "on the right is the share of each class that was wrong. < and > select the pairs that are confused most, "
                + "and \(wrong), or a click, shows their examples: ] and [ go through them."
        case .scatter:
            "Each value of the examples that the run is checked on: the truth to the right, the prediction upwards. On the grey line "
                + "both are equal; above it the prediction is too high, below it too low. A flat cloud means that the network has "
                + "learned nothing but the mean. Larger points belong to the selected example. The large dot is the value that is "
                + "farthest off; \(wrong) shows its example, then the next. While the run trains, all values are checked from time to "
                + "time, and the title says after which step."
        case .residuals:
            "The truth minus the prediction, over the steps, or over the truth if there are no steps: on the grey line there is no "
                + "error. A curve or a funnel means that something is left to learn. With several values at a step, the line is their "
                + "mean. The bars on the right count the values as far off as their row; the number below is that of the longest bar. "
                + "Larger points belong to the selected example. The large dot is the value that is farthest off; \(wrong) shows its "
                + "example, then the next."
        case .forecast:
            "How the selected example continues. From the thin line on, the network reads its own predictions as if they had come true; "
                + "beside them are the truth, as far as it is known, and the predictions one step ahead, made with everything before "
                + "known. A network that departs from the truth only when it runs free has learned to repeat the last value. A grey "
                + "band lies between the lowest and the highest predicted quantile; that of each step assumes that the medians before "
                + "it have come true. ] and [ show other examples."
        case .contributions:
            "How much each step of the selected example contributes to the answer at the last step, or at the one chosen with < and >. "
                + "The curve has all steps; those that count most are listed below it, each with its share. Steps marked ▲ (+ on plain "
                + "terminals) speak for the answer, steps marked ▼ (-) against it; together they add up to the difference between the "
                + "answer for the example and the answer for zeros in its place (integrated gradients). `explain(run, ...)` lists the "
                + "same, number by number. ] and [ show other examples."
        case .gradients:
            "How strongly the last step pulls at the weights of each layer: the norm of the gradient of the loss, before clipping. A "
                + "layer whose bar stays near zero does not learn; if one is many times as long as the others, `clip: 1` helps. Below, "
                + "the same over the steps, on a logarithmic scale, one colour for each layer; upward ticks on the axis mark steps "
                + "where the gradient was clipped. It is stored with the run."
        case .errorByStep:
            "The share of wrong answers at each step, over all tested sequences, or, for values, their root mean squared error (RMSE), "
                + "in their own units. It falls as the network reads more; where it rises again, the network has forgotten something it "
                + "read. The bars below count the sequences that reach the step: where they are few, the curve is a matter of chance. "
                + "Where there are many more steps than columns, each point is the mean of as many steps as the legend says. < and > read "
                + "the figures of a point."
        case .epochs:
            "The training loss after each epoch, and the loss and error on the data that the run is checked on; the bar is that error, "
                + "or the loss if values are predicted, or if nothing is tested. A dot marks the epoch with the lowest loss. A training loss that keeps falling "
                + "while the test loss rises shows that the network is overfitting."
        case .loss:
            "The loss: training steps run to the right, the loss upwards. The line is the training loss, the points are the loss after "
                + "each epoch on the data that the run is checked on, and the dot is the best of them; single steps are drawn behind "
                + "them in grey. Dotted lines across the chart mark changes. Upward ticks on the axis are ends of epochs, downward "
                + "ticks stand above their number. The scale is named above the chart and changes only when you press its key. Zoomed in, the chart "
                + "is live, which follows the run, or held at the steps that it shows, until you go on to the newest with $ (Alt-$ while "
                + "text is typed). Zoomed out past all steps, it has room for those to come, and marks where the run is planned to end. The "
                + "figures are those of "
                + "the last epoch that ended within the steps shown."
        }
    }
}
